import path from 'node:path';

/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * A base folder of the XDG Base Directory Specification 0.8: the value of its variable, else its default under `$HOME`.
 * A path that is not absolute is ignored, as the specification asks. Null if neither is set.
 *
 *   xdgFolder({ HOME: '/home/a' }, 'cache') → '/home/a/.cache'
 */
export function xdgFolder(env: Env, kind: 'cache' | 'state'): string | null {
  const [variable, fallback] = kind === 'cache' ? [env.XDG_CACHE_HOME, '.cache'] : [env.XDG_STATE_HOME, '.local/state'];
  const candidates = [variable, env.HOME && path.join(env.HOME, fallback)];
  return candidates.find(folder => folder && path.isAbsolute(folder)) || null;
}
