import process from 'node:process';
import { truncateMiddle } from '../commands/output.ts';
import { folderProblem } from '../io/files.ts';
import { openPosts, shippedPosts } from '../io/open-library.ts';
import { openStdio, type Stdio } from '../io/stdio.ts';
import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Settings } from './args.ts';

/** The singletons of the process: environment, standard streams, a clock (in ms), and a source of random numbers. */
export type Program = {
  readonly packageRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: Stdio;
  readonly now: () => number;
  readonly random: () => number;
};

/** Creates the program of this process. A write error on stdout is printed and sets the exit status to 1. */
export function createProgram(packageRoot: string): Program {
  const stdio = openStdio(problem => {
    stdio.err(`haiku-posts: standard output: ${problem}\n`);
    process.exitCode = 1;
  });
  return { packageRoot, env: process.env, stdio, now: () => performance.now(), random: Math.random };
}

/** Prints lines to stderr. Returns 2, the exit status of a usage error. */
export function printError({ stdio }: Program, ...lines: readonly string[]): 2 {
  for (const line of lines) stdio.err(`${sanitize(truncateMiddle(line), 'name')}\n`);
  return 2;
}

/** The path of the posts folder that the user names: `--posts`, else `$HAIKU_POSTS_DIR`. */
export const namedFolder = ({ env }: Program, { posts }: Pick<Settings, 'posts'>): string | null =>
  posts ?? (env.HAIKU_POSTS_DIR || null);

/** The path of the posts folder: the named one, else the posts in the package. */
export const postsFolder = (program: Program, settings: Pick<Settings, 'posts'>): string =>
  namedFolder(program, settings) ?? shippedPosts(program.packageRoot);

/** Opens the posts folder. If the folder cannot be used, prints the reason and returns null. */
export function openPostsFolder(program: Program, settings: Pick<Settings, 'posts'>): Library | null {
  const { env, packageRoot } = program;
  const folder = postsFolder(program, settings);
  const problem = folderProblem(folder);
  if (problem === null) return openPosts(folder, packageRoot);
  const source = settings.posts !== null ? '--posts: ' : env.HAIKU_POSTS_DIR ? 'HAIKU_POSTS_DIR: ' : '';
  printError(program, `haiku-posts: ${source}${folder}: ${problem}`);
  return null;
}

/** Opens the writer of posts. `blocking`: whether reading may wait for a pipe. */
export const openWriter = async (blocking = true): Promise<PostWriter> =>
  (await import('../io/write-post.ts')).createPostWriter(new Date(), blocking);
