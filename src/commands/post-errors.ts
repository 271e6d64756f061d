import { MAX_CONTENT_BYTES } from '../posts/content.ts';
import type { Library } from '../posts/library.ts';
import { toSlug } from '../posts/slug.ts';
import type { Answer, Output } from './command.ts';
import { errorOutput, postError } from './errors.ts';

const nearMisses = 3;

/**
 * Complains, in a command's name, of a post that there is not, and names those that are spelled alike.
 *
 *   cat: post/bios-beeep.md: No such file or directory
 *   Did you mean
 *     post/bios-beep-sequence-/-….md
 */
export async function* postNotFound(
  command: string,
  typed: string,
  library: Library,
): AsyncGenerator<Output, void, Answer> {
  yield errorOutput(command, `post/${toSlug(typed)}.md: No such file or directory`);
  const { nearestPosts } = await import('../search/index.ts');
  const near = nearestPosts(await library.posts(), toSlug(typed), nearMisses);
  if (near.length > 0) yield { kind: 'error', text: 'Did you mean' };
  for (const post of near) yield { kind: 'error', text: `  post/${post.slug}.md` };
}

/** Complains of the folders that could not be listed when the posts were sought last, as find(1) does. */
export const unreadableFolders = (command: string, library: Library): readonly Output[] =>
  library.unreadableFolders().map(({ path, problem }) => postError(command, path, problem));

/** What is said of a folder without posts. */
export const NO_POSTS = "no posts here yet: 'haiku-posts new … --to DIR' begins one";

/** As much of a long post as a command takes, in words. */
export const FIRST_PART = `its first ${MAX_CONTENT_BYTES / 2 ** 20} MiB`;

/** What is said of a name with nothing in it. */
export const EMPTY_NAME = "the name of the post is empty: 'haiku-posts ls' lists them";
