import { memoizeWeak } from '../util/functions.ts';
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
  return library.recall(longest, slug, isPath);
}

/** Whether a name has a slash that is not between haiku lines. Such a name is compared as a whole, not by its words. */
const isPathOnly = (slug: string): boolean =>
  slug.includes('\0') || /[/\\]/.test(slug.replaceAll('-/-', ' ').replaceAll(' / ', ' '));

/** Chooses the posts that a typed name means. `names`: what it may be without a prefix. */
function choose(posts: readonly Post[], names: readonly string[], typed: string): readonly Post[] {
  const { paths } = formsOf(posts);
  for (const name of names) {
    const candidates = [`post/${name}`, pathOfSlug(name)];
    const exact =
      posts.find((_, at) => candidates.includes(paths(at)[0] ?? '')) ?? posts.find(post => post.path === name);
    if (exact) return [exact];
  }
  for (const test of testsFor(typed, posts)) {
    const hits = posts.filter((_, at) => test(at));
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

/**
 * Returns the texts of posts in the forms that a name is compared with. A form is made when it is first needed, and kept for
 * other names.
 */
const formsOf = memoizeWeak((posts: readonly Post[]) => {
  const lazy = (texts: (post: Post) => readonly string[], toForm = (text: string) => text) => {
    let forms: readonly (readonly string[])[] | undefined;
    return (at: number): readonly string[] => {
      forms ??= posts.map(post => texts(post).map(toForm));
      return forms[at] ?? [];
    };
  };
  const names = ({ slug, haiku }: Post): readonly string[] => [slug, haiku?.join(' ') ?? ''];
  const others = ({ slug, title }: Post): readonly string[] => [title, ...bareNames(slug)];
  return {
    paths: lazy(post => [postPath(post)]),
    names: lazy(post => [...names(post), post.path], foldName),
    nameWords: lazy(names, normalizeText),
    others: lazy(others, foldName),
    otherWords: lazy(others, normalizeText),
  };
});

/** Returns the tests of a typed name, the most specific first. They take the index of a post. */
function testsFor(typed: string, posts: readonly Post[]): readonly ((at: number) => boolean)[] {
  const slug = toSlug(typed);
  const isPath = isPathOnly(slug);
  const name = foldName(slug);
  const words = normalizeText(slug);
  if (words === '') return [];
  const { names, nameWords, others, otherWords } = formsOf(posts);
  return [
    at => names(at).includes(name) || (!isPath && nameWords(at).includes(words)),
    at => others(at).includes(name) || (!isPath && otherWords(at).includes(words)),
    at => names(at)[0]?.startsWith(name) === true,
    at => !isPath && [nameWords(at)[1], otherWords(at)[0]].some(text => text?.startsWith(words)),
  ];
}

/** Returns the names without folder and date: `notes/2021-02-03-tea` → `2021-02-03-tea`, `tea`; `tea/index` → `tea`. */
function bareNames(slug: string): readonly string[] {
  const parts = slug.split('/');
  const last = parts.at(-1) ?? '';
  const name = isIndexName(last) ? (parts.at(-2) ?? last) : last;
  return [name, removeDate(name)];
}
