import { dateInPath, leadingDate, type PostDate } from './date.ts';
import { readFields } from './front-matter.ts';
import { parsePost } from './parse-post.ts';
import { type Haiku, haikuFromSlug, type Slug } from './slug.ts';

export type Metadata = {
  readonly haiku: Haiku;
  readonly title: string;
  readonly date: PostDate | null;
  /** A run of Chinese or Japanese counts two characters to the word. */
  readonly words: number;
  /** At 230 words a minute (Brysbaert 2019, 238 for English non-fiction), at least 1. */
  readonly minutes: number;
};

export const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

/** Whether a value of unknown origin can be that field. In the order in which fields are printed and cached. */
const FIELDS: { readonly [Field in keyof Metadata]: (value: unknown) => boolean } = {
  haiku: value => Array.isArray(value) && value.length === 3 && value.every(isText),
  title: isText,
  date: value => value === null || isText(value),
  words: isCount,
  minutes: isCount,
};
const NAMES = Object.keys(FIELDS) as readonly (keyof Metadata)[];

export const pickMetadata = (post: Metadata): Metadata =>
  Object.fromEntries(NAMES.map(name => [name, post[name]])) as unknown as Metadata;

/** From the values of {@link pickMetadata}, in order; null if one is missing, too many or of another type. */
export function parseMetadata(values: readonly unknown[]): Metadata | null {
  const isComplete = values.length === NAMES.length && NAMES.every((name, at) => FIELDS[name](values[at]));
  return isComplete ? (Object.fromEntries(NAMES.map((name, at) => [name, values[at]])) as unknown as Metadata) : null;
}

const WORDS_PER_MINUTE = 230;

/** Each field from the first source that has it: front matter, content, path. */
export async function metadata(slug: Slug, content: string): Promise<Metadata> {
  const { frontMatter, haiku, title, body } = parsePost(content);
  const fields = await readFields(frontMatter);
  const words = countWords(body);
  return {
    haiku: fields.haiku ?? haiku ?? haikuFromSlug(slug),
    title: fields.title ?? (title?.text.trim() || slug),
    date: fields.date ?? title?.date ?? leadingDate(body.trimStart())?.date ?? dateInPath(slug),
    words,
    minutes: Math.max(1, Math.round(words / WORDS_PER_MINUTE)),
  };
}

function countWords(body: string): number {
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
  const prose = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ');
  const characters = prose.match(cjk)?.length ?? 0;
  const rest = characters > 0 ? prose.replace(cjk, ' ') : prose;
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
  let words = Math.ceil(characters / 2);
  while (word.test(rest)) words++; // not match(): a folder has millions of words
  return words;
}
