import type { Library } from './library.ts';
import { bySlug, normalizeText, toSlug, toSlugExact } from './slug.ts';
import type { Post, PostRef } from './types.ts';

/**
 * The posts that a typed name means, in order of slug: it is the slug, path or haiku of a post, or a prefix of one. An
 * exact match wins. Only `library.at` uses the name as a path; it accepts a file below the folder only.
 *
 *   'post/a-shell-…-existed.md'   'BIOS beep sequence / we scaled it …'   'bios-beep-sequence'
 */
export async function findPosts(library: Library, typed: string): Promise<readonly PostRef[]> {
  const slug = toSlug(typed);
  // Spaces around a name may belong to it. Most often they were pasted with it.
  const slugs = [toSlugExact(typed), slug];
  // First the file that the slug names: printing one post should not read all the others.
  const named = slugs.map(library.at).find(entry => entry !== null);
  if (named) return [named];
  const posts = await library.posts();
  const [exact] = slugs.flatMap(exactSlug => posts.find(post => post.slug === exactSlug) ?? []);
  if (exact) return [exact];
  // A name is a path if it has slashes other than those between haiku lines. A path matches only slugs, which have no NUL.
  const isPath = slug.includes('\0') || /[/\\]/.test(slug.replaceAll('-/-', ' ').replaceAll(' / ', ' '));
  const wanted = isPath ? slug.toLowerCase() : normalizeText(slug);
  const haikuText = (post: Post): string => normalizeText(post.haiku.join(' '));
  // The most specific first: a prefix with hyphens means a slug.
  const tests: readonly ((post: Post) => boolean)[] = [
    post => normalizeText(post.slug) === wanted || haikuText(post) === wanted,
    post => post.slug.toLowerCase().startsWith(slug.toLowerCase()),
    post => haikuText(post).startsWith(wanted),
  ];
  if (wanted === '') return [];
  for (const test of tests) {
    const hits = posts.filter(test);
    if (hits.length > 0) return hits.toSorted(bySlug);
  }
  return [];
}
