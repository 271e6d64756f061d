import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { askWhichPost, browse } from './app/browse.ts';
import { runProgram } from './cli/dispatch.ts';
import { createProgram } from './cli/program.ts';
import { sanitize } from './text/sanitize.ts';
import type { ThemeChoice } from './theme/themes.ts';

/** A program that reads a folder of posts. `bin/run.d.ts` describes the fields. */
export type Blog = {
  readonly name: string;
  readonly posts: string | { readonly href: string };
  readonly theme?: ThemeChoice;
  readonly about?: string;
};

/** Runs the command line of this process, and sets its exit status. */
export function main({ name, posts, theme = 'auto', about = 'posts to read in a terminal' }: Blog): Promise<void> {
  const folder = path.resolve(typeof posts === 'string' ? posts : fileURLToPath(posts.href));
  // Like this file, the bundle is in a folder of the package.
  const packageRoot = path.join(import.meta.dirname, '..');
  const program = createProgram({ name, about: sanitize(about, 'name'), theme, posts: folder, packageRoot });
  return runProgram(program, process.argv.slice(2), { browse, askWhichPost });
}
