import { MAX_CONTENT_BYTES } from '../posts/content.ts';
import { findPost } from '../posts/find-post.ts';
import type { Library } from '../posts/library.ts';
import { postPath, toSlug } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import type { Answer, Output } from './command.ts';
import { errorOutput, postError } from './errors.ts';

const MAX_SUGGESTIONS = 3;

/**
 * Returns the posts that a name may mean. If there are none, yields an error and the posts with a similar name:
 *
 *   cat: post/bios-beeep.md: No such file or directory
 *   Did you mean
 *     post/bios-beep-sequence/-….md
 */
export async function* findNamed(
  command: string,
  typed: string,
  library: Library,
): AsyncGenerator<Output, readonly PostRef[], Answer> {
  const slug = toSlug(typed);
  if (slug === '') {
    yield errorOutput(command, "empty post name: list posts with 'haiku-posts ls'");
    return [];
  }
  const found = await findPost(library, typed);
  if (found.kind === 'one') return [found.entry];
  if (found.kind === 'several') return found.posts;
  yield errorOutput(command, `${postPath(slug)}: No such file or directory`);
  const { nearestPosts } = await import('../search/index.ts');
  const nearest = nearestPosts(await library.posts(), slug, MAX_SUGGESTIONS);
  if (nearest.length > 0) yield { kind: 'error', text: 'Did you mean' };
  for (const post of nearest) yield { kind: 'error', text: `  ${postPath(post.slug)}` };
  return [];
}

/** Errors about the folders that could not be listed when the posts were read, as find(1) reports them. */
export const unreadableFolders = (command: string, library: Library): readonly Output[] =>
  library.unreadableFolders().map(({ path, problem }) => postError(command, path, problem));

export const NO_POSTS = "no posts here yet: create one with 'haiku-posts new … --to DIR'";

/** The part of a long post that commands read. */
export const FIRST_PART = `its first ${MAX_CONTENT_BYTES / 2 ** 20} MiB`;
