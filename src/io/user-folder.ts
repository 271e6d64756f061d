import path from 'node:path';

/** The program whose files these are. */
export type Owner = { readonly name: string; readonly env: NodeJS.ProcessEnv };

/**
 * The program's folder for caches or for state, below the base folder that the XDG Base Directory Specification 0.8 names:
 * the value of a variable, else a default under `$HOME`. Null if neither is set. As the specification asks, a path that is
 * not absolute counts as not set.
 *
 *   userFolder({ name: 'haiku-posts', env: { HOME: '/home/a' } }, 'cache') → '/home/a/.cache/haiku-posts'
 */
export function userFolder({ name, env }: Owner, kind: 'cache' | 'state'): string | null {
  const [variable, fallback] = kind === 'cache' ? [env.XDG_CACHE_HOME, '.cache'] : [env.XDG_STATE_HOME, '.local/state'];
  const candidates = [variable, env.HOME && path.join(env.HOME, fallback)];
  const base = candidates.find(folder => folder && path.isAbsolute(folder));
  return base ? path.join(base, name) : null;
}
