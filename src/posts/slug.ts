import { quoteWord } from '../util/shell-words.ts';
import { postEndings } from './syntax.ts';

/** A post's path under the posts folder, without the extension: `the-log-/-is-silent-/-at-noon`. */
export type Slug = string;

export type Haiku = readonly [string, string, string];

/** In UTF-16 units: of a first line, or of three lines. */
export const MAX_HAIKU_LENGTH = 100;

const EXTENSION = new RegExp(`(?:${postEndings.join('|').replaceAll('.', '\\.')})$`, 'i');
const MD = /\.md$/i;

export const hasPostExtension = (name: string): boolean => EXTENSION.test(name);

/** `a-/-b-/-c.md` → `a-/-b-/-c`. */
export const pathToSlug = (path: string): Slug => path.replace(EXTENSION, '');

/** The paths at which the file of a name may be, the most likely first. The name has an extension or has none. */
export const candidatePaths = (name: string): readonly string[] => [
  ...(hasPostExtension(name) ? [name] : []),
  ...postEndings.map(ending => removeMd(name) + ending),
];

/** A post's slug, and the path of its file, which is another if the file is a transcript. */
type Named = { readonly slug: Slug; readonly path: string };

/** The path of a post as commands print it: `post/a-/-b-/-c.md`, `post/notes.txt`. */
export const postPath = ({ slug, path }: Named): string =>
  pathToSlug(path) === slug ? `post/${path}` : pathOfSlug(slug);

/** The path of a post whose file is not known, or is a transcript of another name. */
export const pathOfSlug = (slug: Slug): string => `post/${slug}.md`;

/** The command that the fake prompt shows for a post, quoted for a shell: `cat post/a-/-b-/-c.md`. */
export const catCommand = (post: Named): string => `cat ${quoteWord(postPath(post))}`;

/** The haiku that a path spells; null unless it has three lines. Only a guess: a hyphen may belong to the haiku. */
export const haikuFromSlug = (slug: Slug): Haiku | null =>
  parseHaiku(
    slug
      .split('-/-')
      .map(line => line.replaceAll('-', ' ').trim())
      .join(' / '),
  );

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
    .replace(MD, '');

const removeMd = (name: string): string => name.replace(MD, '');

/** The order in which posts are listed: by code units. */
export const bySlug = (a: { readonly slug: Slug }, b: { readonly slug: Slug }): number => (a.slug < b.slug ? -1 : 1);

/** Lower-case letters and digits, for comparison: `BIOS beep / sequence` → `bios beep sequence`. */
export const normalizeText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

/** The same without blanks: `BIOS beep / sequence` → `biosbeepsequence`. */
export const lettersAndDigits = (text: string): string => normalizeText(text).replaceAll(' ', '');
