import { removeDate } from './date.ts';
import { foldName, isIndexName } from './file-names.ts';
import type { Library } from './library.ts';
import { bySlug, normalizeText, pathOfSlug, postPath, toSlug } from './slug.ts';
import type { Post, PostRef } from './types.ts';

/**
 * The posts that a typed name means, in order of slug: it is the path, slug, haiku, title or bare name of a post, or the
 * start of one. An exact match wins. Only `library.at` uses the name as a path; it accepts a file below the folder only.
 *
 *   'post/a-shell-…-existed.md'   'BIOS beep sequence / we scaled it …'   'notes/tea.txt'   'tea' of '2021-02-03-tea.md'
 */
export async function findPosts(library: Library, typed: string): Promise<readonly PostRef[]> {
  const names = namesOf(typed);
  // First the file that the name is the path of: printing one post should not read all the others.
  for (const name of names) {
    const named = library.at(name);
    if (named) return [named];
  }
  const posts = await library.posts();
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
 * The names that were perhaps typed, the most likely first: below `post/`, as commands print them, or as they are. Spaces
 * around a name may belong to it. Most often they were pasted with it.
 */
function namesOf(typed: string): readonly string[] {
  const words = [typed, typed.trim()].map(word => word.replace(/^\.\//, ''));
  return [...new Set([...words.map(word => word.replace(/^posts?\//, '')), ...words])];
}

/** The tests of a typed name, the most specific first: a prefix with hyphens means a slug. */
function testsFor(typed: string): readonly ((post: Post) => boolean)[] {
  const slug = toSlug(typed);
  // A name is a path if it has slashes other than those between haiku lines. A path matches only slugs and titles.
  const isPath = slug.includes('\0') || /[/\\]/.test(slug.replaceAll('-/-', ' ').replaceAll(' / ', ' '));
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

/** `notes/2021-02-03-tea` → `2021-02-03-tea`, `tea`; `tea/index` → `tea`. */
function bareNames(slug: string): readonly string[] {
  const parts = slug.split('/');
  const last = parts.at(-1) ?? '';
  const name = isIndexName(last) ? (parts.at(-2) ?? last) : last;
  return [name, removeDate(name)];
}
