import path from 'node:path';
import process from 'node:process';
import { truncateMiddle } from '../commands/errors.ts';
import { folderProblem } from '../io/files.ts';
import { openPosts, shippedPosts } from '../io/open-library.ts';
import { openStdio } from '../io/terminal/stdio.ts';
import { type Library, openLibrary } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Settings } from './args.ts';

// What there is one of: the process's environment, its streams, and the posts that it is asked about.

export const { env } = process;

/** The package, or the checkout: the bundle stands in a folder of it, as this file does. */
const home = path.join(import.meta.dirname, path.basename(import.meta.dirname) === 'dist' ? '..' : '../..');

export const stdio = openStdio(problem => {
  stdio.err(`haiku-posts: standard output: ${problem}\n`);
  process.exitCode = 1;
});

/** Tells a reader what is wrong, a line at a time; 2, the status of that, comes back. */
export function printError(...lines: readonly string[]): 2 {
  for (const line of lines) stdio.err(`${sanitize(truncateMiddle(line), 'name')}\n`);
  return 2;
}

/** The folder of the posts. */
export const folderOf = (settings: Pick<Settings, 'posts'>): string =>
  settings.posts ?? (env.HAIKU_POSTS_DIR || shippedPosts(home));

/** The posts; null where there are none to be had, which the reader is told. */
export function open(settings: Pick<Settings, 'posts'>): Library | null {
  const folder = folderOf(settings);
  const problem = folderProblem(folder);
  if (problem === null) return openPosts(folder, home);
  const source = settings.posts !== null ? '--posts: ' : env.HAIKU_POSTS_DIR ? 'HAIKU_POSTS_DIR: ' : '';
  printError(`haiku-posts: ${source}${folder}: ${problem}`);
  return null;
}

/** For a command that asks for no posts. */
export const emptyLibrary = (): Library =>
  openLibrary({
    walk: () => [],
    has: () => false,
    stamp: () => null,
    chunks: () => [],
    read: () => ({ problem: 'No posts here' }),
  });

/** What posts are written with, today. `waits`: whether a pipe that is to be read is waited for. */
export const desk = async (waits = true): Promise<PostWriter> =>
  (await import('../io/write-post.ts')).createPostWriter(new Date(), waits);
