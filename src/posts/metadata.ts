import { dateInPath, dateOfParagraph, leadingDate, type PostDate } from './date.ts';
import type { FrontMatterFields } from './fields.ts';
import { type FrontMatterProblem, readFields } from './front-matter.ts';
import { toPlainText } from './inline-text.ts';
import { type ParsedPost, parsePost } from './parse-post.ts';
import { type Haiku, haikuFromSlug, type Slug } from './slug.ts';
import { findHeading, titleFromName } from './title.ts';
import type { Metadata, PostRef } from './types.ts';
import { countWords } from './words.ts';

export const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

/** Whether a value of unknown origin can be that field. In the order in which fields are printed and cached. */
const FIELDS: { readonly [Field in keyof Metadata]: (value: unknown) => boolean } = {
  haiku: value => value === null || (isTextList(value) && value.length === 3),
  title: isText,
  date: value => value === null || isText(value),
  tags: isTextList,
  draft: value => typeof value === 'boolean',
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

/** `title`: with its inline marks; null if the post says none. */
export type PostReading = {
  readonly parsed: ParsedPost;
  readonly fields: FrontMatterFields;
  readonly problem: FrontMatterProblem | null;
  readonly haiku: Haiku | null;
  readonly title: string | null;
  readonly date: PostDate | null;
};

/** Takes each field from the first source that has it: front matter, content, path. */
export async function readPost(ref: PostRef, content: string): Promise<PostReading> {
  const { slug, path } = ref;
  const first = parsePost(content, ref);
  const { fields, problem } = await readFields(first.frontMatter);
  const parsed = fields.title !== null && first.haiku ? parsePost(content, ref, true) : first;
  const ownTitle = parsed.title?.text.trim() || null;
  const title = fields.title ?? ownTitle ?? findHeading(parsed.body, path);
  // A generator publishes the post on the day that its address says, whatever day the title is about.
  const published = fields.path === null ? null : dateInPath(fields.path);
  const date =
    fields.date ??
    (published?.length === 'yyyy-mm-dd'.length ? published : null) ??
    parsed.title?.date ??
    (title && leadingDate(title)?.date) ??
    dateOfParagraph(parsed.body.trimStart()) ??
    published ??
    dateInPath(slug) ??
    fields.updated;
  return { parsed, fields, problem, haiku: fields.haiku ?? parsed.haiku ?? haikuFromSlug(slug), title, date };
}

const WORDS_PER_MINUTE = 230;

export async function metadata(ref: PostRef, content: string): Promise<Metadata> {
  const { parsed, fields, haiku, title, date } = await readPost(ref, content);
  const words = countWords(parsed.body);
  return {
    haiku,
    title: (title && toPlainText(title)) || nameTitle(ref.slug),
    date,
    tags: fields.tags,
    draft: fields.draft || isInDraftFolder(ref.path),
    words,
    minutes: Math.max(1, Math.round(words / WORDS_PER_MINUTE)),
  };
}

/** A post whose path is a haiku has no other name. */
const nameTitle = (slug: Slug): string => haikuFromSlug(slug)?.join(' / ') ?? titleFromName(slug);

const isInDraftFolder = (path: string): boolean => /(?:^|\/)_?drafts\//i.test(path);
