import { removeDate } from './date.ts';
import { foldName, isIndexName } from './file-names.ts';
import type { Library } from './library.ts';
import { bySlug, normalizeText, pathOfSlug, postPath, toSlug } from './slug.ts';
import type { Post, PostRef } from './types.ts';

/**
 * Returns the posts that a typed name means, sorted by slug. The name is the path, slug, haiku, title or bare name of a
 * post, or the start of one. An exact match wins. Only `library.at` uses the name as a path, and only below the folder.
 *
 *   'post/a-shell-…-existed.md'   'BIOS beep sequence / we scaled it …'   'notes/tea.txt'   'tea' of '2021-02-03-tea.md'
 */
export async function findPosts(library: Library, typed: string): Promise<readonly PostRef[]> {
  const names = namesOf(typed);
  // First, the name may be the path of a file. Printing one post should not read all others.
  for (const name of names) {
    const named = library.at(name);
    if (named) return [named];
  }
  // A post that was written or changed since the cache was written may be meant, too. So the cache must have all files, and
  // the posts that it finds must be unchanged.
  const recalled = choose(recall(library, typed) ?? [], names, typed);
  if (recalled.length > 0 && recalled.every(library.isFresh)) return recalled;
  return choose(await library.posts(), names, typed);
}

/** Returns the posts in the cache that a typed name may mean, also as the start of a path. See {@link Library.recall}. */
export function recall(library: Library, typed: string, isPath = isPathOnly(toSlug(typed))): readonly Post[] | null {
  const slug = toSlug(typed);
  // Every post that the name means has this part in its metadata or path.
  const parts = foldName(slug).match(/[a-z\d]+/g) ?? [];
  const longest = parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  return library.recall(longest, isPath ? slug : '');
}

/** Whether a name has a slash that is not between haiku lines. Such a name is compared as a whole, not by its words. */
const isPathOnly = (slug: string): boolean =>
  slug.includes('\0') || /[/\\]/.test(slug.replaceAll('-/-', ' ').replaceAll(' / ', ' '));

/** Chooses the posts that a typed name means. `names`: what it may be without a prefix. */
function choose(posts: readonly Post[], names: readonly string[], typed: string): readonly Post[] {
  for (const name of names) {
    const paths = [`post/${name}`, pathOfSlug(name)];
    const exact = posts.find(post => paths.includes(postPath(post))) ?? posts.find(post => post.path === name);
    if (exact) return [exact];
  }
  for (const test of testsFor(typed)) {
    const hits = posts.filter(test);
    if (hits.length > 0) return hits.toSorted(bySlug);
  }
  return [];
}

/**
 * Returns the possible names for a typed text, the most likely first: without `post/`, which commands print, or as typed.
 * Spaces around a name may belong to it, but most often they were pasted with it.
 */
function namesOf(typed: string): readonly string[] {
  const words = [typed, typed.trim()].map(word => word.replace(/^\.\//, ''));
  return [...new Set([...words.map(word => word.replace(/^posts?\//, '')), ...words])];
}

/** Returns the tests of a post for a typed name, the most specific first. */
function testsFor(typed: string): readonly ((post: Post) => boolean)[] {
  const slug = toSlug(typed);
  const isPath = isPathOnly(slug);
  const name = foldName(slug);
  const words = normalizeText(slug);
  if (words === '') return [];
  const isSame = (text: string): boolean => foldName(text) === name || (!isPath && normalizeText(text) === words);
  const isStart = (text: string): boolean => !isPath && normalizeText(text).startsWith(words);
  const haikuText = (post: Post): string => post.haiku?.join(' ') ?? '';
  return [
    post => isSame(post.slug) || foldName(post.path) === name || isSame(haikuText(post)),
    post => isSame(post.title) || bareNames(post.slug).some(isSame),
    post => foldName(post.slug).startsWith(name),
    post => isStart(haikuText(post)) || isStart(post.title),
  ];
}

/** Returns the names without folder and date: `notes/2021-02-03-tea` → `2021-02-03-tea`, `tea`; `tea/index` → `tea`. */
function bareNames(slug: string): readonly string[] {
  const parts = slug.split('/');
  const last = parts.at(-1) ?? '';
  const name = isIndexName(last) ? (parts.at(-2) ?? last) : last;
  return [name, removeDate(name)];
}
