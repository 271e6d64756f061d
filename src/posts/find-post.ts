import type { Library } from './library.ts';
import { bySlug, normalizeText, toSlug, toSlugExact } from './slug.ts';
import type { Post, PostRef } from './types.ts';

/** What a reader's name for a post turned out to mean. */
export type Found =
  | { readonly kind: 'one'; readonly entry: PostRef }
  /** In order of slug. */
  | { readonly kind: 'several'; readonly posts: readonly Post[] }
  | { readonly kind: 'none' };

/**
 * Finds the post that a reader means by a slug, a path, a haiku, or a prefix of one that only one post has. An exact
 * match wins over a prefix. What was typed is only ever compared, never made into a path.
 *
 *   'post/a-shell-…-existed.md'   'BIOS beep sequence / we scaled it …'   'bios-beep-sequence'
 */
export async function findPost(library: Library, typed: string): Promise<Found> {
  const slug = toSlug(typed);
  // Blanks around a name were most often pasted with it, but they may be its own.
  const slugs = [...new Set([toSlugExact(typed), slug])];
  // Where the slug says, first: printing a post should not read all the others.
  const there = slugs.map(library.at).find(entry => entry !== null);
  if (there) return { kind: 'one', entry: there };
  const posts = await library.posts();
  const [exact] = slugs.flatMap(each => posts.find(post => post.slug === each) ?? []);
  if (exact) return { kind: 'one', entry: exact };
  // A slash that parts no haiku lines makes it a path, and a path is only ever a slug. No path holds a NUL.
  const isPath = slug.includes('\0') || /[/\\]/.test(slug.replaceAll('-/-', ' ').replaceAll(' / ', ' '));
  const wanted = isPath ? slug.toLowerCase() : normalizeText(slug);
  const haikuOf = (post: Post): string => normalizeText(post.haiku.join(' '));
  // The surest first: a prefix of a slug is typed with its hyphens, and means them.
  const tests: readonly ((post: Post) => boolean)[] = [
    post => normalizeText(post.slug) === wanted || haikuOf(post) === wanted,
    post => post.slug.toLowerCase().startsWith(slug.toLowerCase()),
    post => haikuOf(post).startsWith(wanted),
  ];
  for (const test of tests) {
    const hits = wanted === '' ? [] : posts.filter(test);
    const [hit] = hits;
    if (hit && hits.length === 1) return { kind: 'one', entry: hit };
    if (hit) return { kind: 'several', posts: hits.toSorted(bySlug) };
  }
  return { kind: 'none' };
}
