import type { Library } from './library.ts';
import { bySlug, normalizeText, toSlug, toSlugExact } from './slug.ts';
import type { Post, PostRef } from './types.ts';

export type Found =
  | { readonly kind: 'one'; readonly entry: PostRef }
  /** In order of slug. */
  | { readonly kind: 'several'; readonly posts: readonly Post[] }
  | { readonly kind: 'none' };

/**
 * Finds a post by its slug, path or haiku, or by a prefix of one. An exact match wins. Only `library.at` uses the typed
 * name as a path; it accepts a file below the folder only.
 *
 *   'post/a-shell-…-existed.md'   'BIOS beep sequence / we scaled it …'   'bios-beep-sequence'
 */
export async function findPost(library: Library, typed: string): Promise<Found> {
  const slug = toSlug(typed);
  // Spaces around a name may belong to it. Most often they were pasted with it.
  const slugs = [toSlugExact(typed), slug];
  // First the file that the slug names: printing one post should not read all the others.
  const named = slugs.map(library.at).find(entry => entry !== null);
  if (named) return { kind: 'one', entry: named };
  const posts = await library.posts();
  const [exact] = slugs.flatMap(exactSlug => posts.find(post => post.slug === exactSlug) ?? []);
  if (exact) return { kind: 'one', entry: exact };
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
  for (const test of tests) {
    const hits = wanted === '' ? [] : posts.filter(test);
    const [hit] = hits;
    if (hit && hits.length === 1) return { kind: 'one', entry: hit };
    if (hit) return { kind: 'several', posts: hits.toSorted(bySlug) };
  }
  return { kind: 'none' };
}
