import { type PostDate, parseDate } from './date.ts';
import { type Haiku, MAX_HAIKU_LENGTH, parseHaiku } from './slug.ts';

/**
 * The front matter of a post: YAML between `---` lines, TOML between `+++` lines, a JSON object, or header lines. `body`:
 * the text after it. `line`: the line of the content, from 1, at which the source begins.
 */
export type FrontMatter = {
  readonly syntax: 'yaml' | 'toml' | 'json' | 'lines';
  readonly source: string;
  readonly body: string;
  readonly line: number;
};

/** The fields of front matter, by their keys in the source. */
export type Data = Readonly<Record<string, unknown>>;

/** The result of parsing front matter: its data, or the reason why it does not parse. `line`: in the source, from 0. */
export type Parsed =
  | { readonly data: unknown }
  | { readonly problem: { readonly line: number; readonly reason: string } };

/** The fields that the program uses. A field that is missing or has another type is null, false or empty. */
export type FrontMatterFields = {
  readonly haiku: Haiku | null;
  readonly title: string | null;
  /** When the post was written or published. */
  readonly date: PostDate | null;
  /** The address at which the post is published. It may contain a date. */
  readonly path: string | null;
  /** When the post was last changed. It is the date of the post if there is no other. */
  readonly updated: PostDate | null;
  readonly description: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly draft: boolean;
};

export const NO_FIELDS: FrontMatterFields = {
  haiku: null,
  title: null,
  date: null,
  path: null,
  updated: null,
  description: null,
  authors: [],
  tags: [],
  draft: false,
};

/** Keys are compared without case, hyphens and underscores: `publishDate`, `publish_date`, `Publish-Date`. */
const normalizeKey = (key: string): string => key.toLowerCase().replace(/[-_ ]/g, '');

const DATE_KEYS = ['date', 'pubdate', 'publishdate', 'published', 'datepublished', 'created', 'createdat', 'revdate'];
const UPDATED_KEYS = ['updated', 'lastmod', 'modified', 'updatedat', 'lastmodified', 'lastmodifiedat'];
const PATH_KEYS = ['path', 'permalink', 'slug', 'url'];
/** A text without commas in a list key is a list of words. In an item key it is one item. */
const LIST_KEYS = ['tags', 'categories', 'keywords'];
const ITEM_KEYS = ['tag', 'category'];
/** The key of Org's tags: `:fire:water:`. */
const COLON_KEY = 'filetags';

/** Reads the fields. `guess`: the data of `readPlainFields`, for a title that is not a text to the parser: `title: [Draft]`. */
export function toFields(data: unknown, guess: Data): FrontMatterFields {
  const values = normalizeKeys(data);
  const text = (key: string): string | null => toText(values.get(key));
  const first = <Value>(keys: readonly string[], read: (text: string) => Value | null): Value | null => {
    for (const key of keys) {
      const value = read(toText(unwrapped(values.get(key))) ?? '');
      if (value !== null) return value;
    }
    return null;
  };
  const isOneOf = (key: string, ...words: readonly string[]): boolean =>
    words.includes((text(key) ?? '').toLowerCase());
  return {
    haiku: toHaiku(values.get('haiku')),
    title:
      oneLine(values.get('title'), Number.POSITIVE_INFINITY) ?? oneLine(bracketed(normalizeKeys(guess).get('title'))),
    date: first(DATE_KEYS, parseDate),
    path: first(PATH_KEYS, value => value || null),
    updated: first(UPDATED_KEYS, parseDate),
    description: oneLine(values.get('description')) ?? oneLine(values.get('summary')),
    authors: unique(['authors', 'author'].flatMap(key => toList(values.get(key)))),
    tags: tagsOf(values, normalizeKeys(values.get('taxonomies'))),
    draft: isOneOf('draft', 'true', 'yes') || isOneOf('published', 'false', 'no') || isOneOf('status', 'draft'),
  };
}

/** Returns the value in brackets: to YAML, the link `[[2020-10-12]]` is a list in a list. */
function unwrapped(value: unknown): unknown {
  const inside = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return Array.isArray(inside) && inside.length === 1 ? inside[0] : inside;
}

type Values = ReadonlyMap<string, unknown>;

/** Returns the values by normalized key. The last of several equal keys counts. */
const normalizeKeys = (data: unknown): Values =>
  new Map(isRecord(data) ? Object.entries(data).map(([key, value]) => [normalizeKey(key), value]) : []);

function tagsOf(...sources: readonly Values[]): readonly string[] {
  const tags = sources.flatMap(values => [
    ...LIST_KEYS.flatMap(key => toList(values.get(key), /\s+/)),
    ...ITEM_KEYS.flatMap(key => toList(values.get(key))),
    ...toList(values.get(COLON_KEY), /:/),
  ]);
  return unique(tags.map(tag => tag.replace(/^#/, '')));
}

const unique = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].filter(text => text !== '' && text.length <= MAX_ITEM_LENGTH).slice(0, MAX_ITEMS);

const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** In UTF-16 units. A title has no limit, because it is shown whole; of it, only a part is in lists. */
const MAX_TEXT_LENGTH = 10_000;

/**
 * Returns the start of a value as text. A list is not text, because with aliases (`&b [*a, *a]`) it could be longer than
 * memory.
 */
function toText(value: unknown, limit = MAX_TEXT_LENGTH): string | null {
  const text = value instanceof Date ? value.toISOString() : value; // TOML has dates
  if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean') return null;
  const trimmed = String(text).trim().slice(0, limit);
  // These are null in YAML.
  return ['', '~', 'null'].includes(trimmed) ? null : trimmed;
}

const oneLine = (value: unknown, limit?: number): string | null =>
  toText(value, limit)
    ?.split('\n')
    .map(line => line.trim())
    .join(' ') ?? null;

const bracketed = (value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 ? `[${value.map(item => toText(item)).join(', ')}]` : value;

/** Returns the haiku in three lines of text, a list of three, or `a / b / c`. */
function toHaiku(value: unknown): Haiku | null {
  const lines = Array.isArray(value) ? value.slice(0, 4).map(item => toText(item) ?? '') : toText(value)?.split('\n');
  const text = lines?.map(line => line.trim()).join(' / ') ?? '';
  return text.length <= MAX_HAIKU_LENGTH ? parseHaiku(text) : null;
}

const MAX_ITEMS = 100;
const MAX_ITEM_LENGTH = 100;

/** Returns the texts of a list, the name of an object, or the parts of a text, split at commas or else at `separator`. */
function toList(value: unknown, separator = /\n/): readonly string[] {
  const items = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : isRecord(value) ? [value] : null;
  if (items) return items.flatMap(item => toText(isRecord(item) ? item.name : item) ?? []);
  const text = toText(value) ?? '';
  return text.split(text.includes(',') ? ',' : separator).map(part => part.trim());
}
