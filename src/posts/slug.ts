import { quoteWord } from '../util/shell-words.ts';
import { folderOf } from './file-names.ts';
import { postEndings } from './syntax.ts';

/** A post's path under the posts folder, without the extension: `the-log-/-is-silent-/-at-noon`. */
export type Slug = string;

export type Haiku = readonly [string, string, string];

/** The maximum length of a haiku, in one line or in three. In UTF-16 units. */
export const MAX_HAIKU_LENGTH = 100;

const ENDINGS = new Set(postEndings.map(ending => ending.toLowerCase()));
const MD = /\.md$/i;

export const hasPostExtension = (name: string): boolean =>
  ENDINGS.has(name.slice(Math.max(0, name.lastIndexOf('.'))).toLowerCase());

/** `a-/-b-/-c.md` → `a-/-b-/-c`. */
export const pathToSlug = (path: string): Slug =>
  hasPostExtension(path) ? path.slice(0, path.lastIndexOf('.')) : path;

/** Returns the paths at which the file of a name may be, the most likely first. The name may have an extension. */
export const candidatePaths = (name: string): readonly string[] => [
  ...(hasPostExtension(name) ? [name] : []),
  ...postEndings.map(ending => name.replace(MD, '') + ending),
];

/** A post's slug, and the path of its file. If the file is a transcript, they may differ. */
type Named = { readonly slug: Slug; readonly path: string };

/** Returns the path of a post as commands print it: `post/a-/-b-/-c.md`, `post/notes.txt`. */
export const postPath = ({ slug, path }: Named): string =>
  pathToSlug(path) === slug ? `post/${path}` : pathOfSlug(slug);

/** Returns the path of a post whose file is not known, or is a transcript with another name. */
export const pathOfSlug = (slug: Slug): string => `post/${slug}.md`;

/** Returns the command that prints a post, quoted for a shell: `cat post/a-/-b-/-c.md`. */
export const catCommand = (post: Named): string => `cat ${quoteWord(postPath(post))}`;

/**
 * Returns the haiku of a slug, without the folders above it. Null unless it has three lines. It is a guess, because a hyphen
 * may belong to the haiku.
 *
 *   '2021-03-04/the-log-/-is-silent-/-at-noon' → the log / is silent / at noon
 */
export const haikuFromSlug = (slug: Slug): Haiku | null =>
  parseHaiku(
    slug
      .slice(folderAboveHaiku(slug).length)
      .replace(/^\//, '')
      .split('-/-')
      .map(line => line.replaceAll('-', ' ').trim())
      .join(' / '),
  );

/** Returns the folder in which the three lines of a slug begin; '' for the posts folder. */
export const folderAboveHaiku = (slug: Slug): string => folderOf(slug.split('-/-', 1)[0] as string);

/** Returns the lines of `a / b / c`. Null unless the text has exactly three. */
export function parseHaiku(text: string): Haiku | null {
  const [first, second, third, ...rest] = text.trim().split(' / ');
  if (!first || !second || !third || rest.length > 0) return null;
  return [first.trim(), second.trim(), third.trim()];
}

/** Converts a typed name: `./posts/A-/-b.md` → `A-/-b`. A post in a folder `post` is `post/post/…`. */
export const toSlug = (typed: string): string =>
  typed
    .trim()
    .replace(/^\.\//, '')
    .replace(/^posts?\//, '')
    .replace(MD, '');

/** Compares posts by slug, in code units. */
export const bySlug = (a: { readonly slug: Slug }, b: { readonly slug: Slug }): number => (a.slug < b.slug ? -1 : 1);

/** Returns the letters and digits in lower case, for comparison: `BIOS beep / sequence` → `bios beep sequence`. */
export function normalizeText(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  // Most texts are ASCII and typographic punctuation. Compiling Unicode properties takes more than half a millisecond.
  const separators = /[^ -~\u2010-\u205e]/.test(lower) ? /[^\p{L}\p{N}\p{M}]+/gu : /[^a-z\d]+/g;
  return lower.replace(separators, ' ').trim();
}

/** Returns the same without blanks: `BIOS beep / sequence` → `biosbeepsequence`. */
export const lettersAndDigits = (text: string): string => normalizeText(text).replaceAll(' ', '');
