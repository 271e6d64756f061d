import process from 'node:process';
import { truncateMiddle } from '../commands/output.ts';
import { folderProblem } from '../io/files.ts';
import { openPosts, type Package } from '../io/open-library.ts';
import { openStdio, type Stdio } from '../io/stdio.ts';
import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import { sanitize } from '../text/sanitize.ts';
import type { ThemeChoice } from '../theme/themes.ts';
import { named, type ProgramName } from '../util/program-name.ts';
import type { Settings } from './args.ts';

/** The singletons of the process: environment, standard streams, a clock (in ms), and a source of random numbers. */
export type Program = ProgramName &
  Package & {
    /** The theme that the program has by default. */
    readonly theme: ThemeChoice;
    readonly stdio: Stdio;
    readonly now: () => number;
    readonly random: () => number;
  };

/** Creates the program of this process. A write error on stdout is printed and sets the exit status to 1. */
export function createProgram(own: ProgramName & Omit<Package, 'env'> & Pick<Program, 'theme'>): Program {
  const stdio = openStdio(problem => {
    stdio.err(`${own.name}: standard output: ${problem}\n`);
    process.exitCode = 1;
  });
  return { ...own, env: process.env, stdio, now: () => performance.now(), random: Math.random };
}

/** Prints lines to stderr. Returns 2, the exit status of a usage error. */
export function printError({ stdio }: Program, ...lines: readonly string[]): 2 {
  for (const line of lines) stdio.err(`${sanitize(truncateMiddle(line), 'name')}\n`);
  return 2;
}

/** The path of the posts folder that the user names: `--posts`, else `$HAIKU_POSTS_DIR`. */
export const namedFolder = ({ name, env }: Program, { posts }: Pick<Settings, 'posts'>): string | null =>
  posts ?? (env[named('HAIKU_POSTS_DIR', name)] || null);

/** The path of the posts folder: the named one, else the posts in the package. */
export const postsFolder = (program: Program, settings: Pick<Settings, 'posts'>): string =>
  namedFolder(program, settings) ?? program.posts;

/** Opens the posts folder. If the folder cannot be used, prints the reason and returns null. */
export function openPostsFolder(program: Program, settings: Pick<Settings, 'posts'>): Library | null {
  const { name, posts } = program;
  const folder = postsFolder(program, settings);
  const problem = folderProblem(folder);
  if (problem === null) return openPosts(folder, program);
  const source = settings.posts !== null ? '--posts: ' : folder === posts ? '' : `${named('HAIKU_POSTS_DIR', name)}: `;
  printError(program, `${name}: ${source}${folder}: ${problem}`);
  return null;
}

/** Opens the writer of posts. `blocking`: whether reading may wait for a pipe. */
export const openWriter = async (blocking = true): Promise<PostWriter> =>
  (await import('../io/write-post.ts')).createPostWriter(new Date(), blocking);
