import { postEndings } from './syntax.ts';

/** A post's path under the posts folder, without the extension: `the-log-/-is-silent-/-at-noon`. */
export type Slug = string;

/** A line is '' if the name has fewer than three. */
export type Haiku = readonly [string, string, string];

const EXTENSION = new RegExp(`(?:${postEndings.join('|').replaceAll('.', '\\.')})$`, 'i');

export const hasPostExtension = (name: string): boolean => EXTENSION.test(name);

/** `a-/-b-/-c.md` → `a-/-b-/-c`. */
export const pathToSlug = (path: string): Slug => path.replace(EXTENSION, '');

/** The paths at which the file of a slug may be, the most likely first. */
export const candidatePaths = (slug: Slug): readonly string[] => postEndings.map(ending => slug + ending);

/** The path of a post as commands print it: `post/a-/-b-/-c.md`. */
export const postPath = (slug: Slug): string => `post/${slug}.md`;

/** The command that the fake prompt shows for a post: `cat post/a-/-b-/-c.md`. */
export const catCommand = (slug: Slug): string => `cat ${postPath(slug)}`;

/** Only a guess: a hyphen may belong to the haiku. */
export function haikuFromSlug(slug: Slug): Haiku {
  const [first = '', second = '', ...rest] = slug.split('-/-').map(line => line.replaceAll('-', ' ').trim());
  return [first, second, rest.join(' / ')];
}

/** The lines of `a / b / c`; null unless the text has exactly three. */
export function parseHaiku(text: string): Haiku | null {
  const [first, second, third, ...rest] = text.trim().split(' / ');
  if (!first || !second || !third || rest.length > 0) return null;
  return [first.trim(), second.trim(), third.trim()];
}

/** Converts a typed name: `./posts/A-/-b.md` → `A-/-b`. A post in a folder `post` is `post/post/…`. */
export const toSlug = (typed: string): string => toSlugExact(typed.trim());

/** The same, but keeps spaces around the name: `' a.md'` → `' a'`. */
export const toSlugExact = (typed: string): string =>
  typed
    .replace(/^\.\//, '')
    .replace(/^posts?\//, '')
    .replace(/\.md$/i, '');

/** The order in which posts are listed: by code units. */
export const bySlug = (a: { readonly slug: Slug }, b: { readonly slug: Slug }): number => (a.slug < b.slug ? -1 : 1);

/** Lower-case letters and digits, for comparison: `BIOS beep / sequence` → `bios beep sequence`. */
export const normalizeText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
