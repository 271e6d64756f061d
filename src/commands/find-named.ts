import { findPosts } from '../posts/find-post.ts';
import { hasPostExtension, pathOfSlug, postPath, toSlug } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import { sanitize } from '../text/sanitize.ts';
import type { Answer, Context, Output } from './command.ts';
import { errorOutput } from './output.ts';

const MAX_SUGGESTIONS = 3;

/**
 * Returns the posts that a name may mean. If there are none, yields an error, then asks whether the user means the only
 * post with a similar name, or lists several. If not `mayGuess`, ends after the error.
 */
export async function* findNamed(
  command: string,
  typed: string,
  context: Pick<Context, 'library' | 'program'>,
  mayGuess = true,
): AsyncGenerator<Output, readonly PostRef[], Answer> {
  const slug = toSlug(typed);
  if (slug === '') {
    yield errorOutput(command, `empty post name: list posts with '${context.program} ls'`);
    return [];
  }
  const library = context.library();
  const found = await findPosts(library, typed);
  // The name may be copied from output, in which `^[` or `<U+202E>` stands for a character.
  const isExact = found.some(post => toSlug(postPath(post)) === slug);
  const isShown = (post: PostRef): boolean => toSlug(sanitize(postPath(post), 'name')) === slug;
  const shown = !isExact && /[\^<\ufffd]/.test(slug) ? (await library.posts()).filter(isShown) : [];
  if (shown.length > 0) return shown;
  if (found.length > 0) return found;
  const path = hasPostExtension(slug) ? `post/${slug}` : pathOfSlug(slug);
  yield errorOutput(command, `${path}: No such file or directory`);
  if (!mayGuess) return [];
  const { nearestPosts } = await import('../search/fuzzy-search.ts');
  const posts = nearestPosts(await library.posts(), slug, MAX_SUGGESTIONS);
  if (posts.length === 0) return [];
  const chosen = yield { kind: 'choice', command, typed, posts, isGuess: true };
  return chosen ? [chosen] : [];
}
