/**
 * A slug is a post's path under the posts folder, without the extension: three haiku lines, spaces as hyphens,
 * joined by `-/-`, as in `a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed`.
 */
export type Slug = string;

/** The three lines of a haiku. A line is '' where the name has fewer than three. */
export type Haiku = readonly [string, string, string];

const extension = /\.(md|markdown|txt)$/i;

/** Whether a file of this name is taken for a post without looking inside it. */
export const hasPostExtension = (name: string): boolean => extension.test(name);

/** `a-/-b-/-c.md` → `a-/-b-/-c`. */
export const pathToSlug = (path: string): Slug => path.replace(extension, '');

/** Where the file of a slug may be, the likeliest first. */
export const candidatePaths = (slug: Slug): readonly string[] =>
  ['.md', '.markdown', '.txt'].map(extension => slug + extension);

/** `a-/-b-/-c` → `cat post/a-/-b-/-c.md`: the command that the fake prompt shows for a post. */
export const catCommand = (slug: Slug): string => `cat post/${slug}.md`;

/** The haiku that a slug spells, hyphens as spaces: the last resort, because a hyphen may belong to the haiku. */
export function haikuFromSlug(slug: Slug): Haiku {
  const [first = '', second = '', ...rest] = slug.split('-/-').map(line => line.replaceAll('-', ' ').trim());
  return [first, second, rest.join(' / ')];
}

/** The lines of `a / b / c` when the text holds exactly two ` / ` and something around each, else null. */
export function parseHaiku(text: string): Haiku | null {
  const [first, second, third, ...rest] = text.trim().split(' / ');
  if (!first || !second || !third || rest.length > 0) return null;
  return [first.trim(), second.trim(), third.trim()];
}

/**
 * What a reader typed, as a slug: `./posts/A-/-b.md` → `A-/-b`. A leading `post/` or `posts/` is taken off once, so
 * that a post whose own first folder is called `post` can be named in full.
 */
export const toSlug = (typed: string): string => toSlugExact(typed.trim());

/** The same, of a name that may itself begin or end with a blank: `' a.md'` → `' a'`. */
export const toSlugExact = (typed: string): string =>
  typed
    .replace(/^\.\//, '')
    .replace(/^posts?\//, '')
    .replace(/\.md$/i, '');

/** The order in which posts are listed: by the code units of their slugs. */
export const bySlug = (a: { readonly slug: Slug }, b: { readonly slug: Slug }): number => (a.slug < b.slug ? -1 : 1);

/** A text as the letters and digits that a search compares: `BIOS beep / sequence` → `bios beep sequence`. */
export const normalizeText = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
