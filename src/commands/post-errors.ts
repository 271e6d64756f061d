import { MAX_CONTENT_BYTES } from '../posts/content.ts';
import type { Library } from '../posts/library.ts';
import { toSlug } from '../posts/slug.ts';
import type { Answer, Output } from './command.ts';
import { errorOutput, postError } from './errors.ts';

const MAX_SUGGESTIONS = 3;

/**
 * Yields the error about a post that does not exist, and the posts with a similar name.
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
  const nearest = nearestPosts(await library.posts(), toSlug(typed), MAX_SUGGESTIONS);
  if (nearest.length > 0) yield { kind: 'error', text: 'Did you mean' };
  for (const post of nearest) yield { kind: 'error', text: `  post/${post.slug}.md` };
}

/** Errors about the folders that could not be listed when the posts were read, as find(1) reports them. */
export const unreadableFolders = (command: string, library: Library): readonly Output[] =>
  library.unreadableFolders().map(({ path, problem }) => postError(command, path, problem));

export const NO_POSTS = "no posts here yet: create one with 'haiku-posts new … --to DIR'";

/** The part of a long post that commands read. */
export const FIRST_PART = `its first ${MAX_CONTENT_BYTES / 2 ** 20} MiB`;

export const EMPTY_NAME = "empty post name: list posts with 'haiku-posts ls'";
