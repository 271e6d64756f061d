import { messageOf } from '../util/functions.ts';
import { countWords } from './count-words.ts';
import { cutLongData } from './data-addresses.ts';
import { dateInPath, dateOfParagraph, leadingDate, type PostDate } from './date.ts';
import { type FrontMatterProblem, readFields } from './front-matter.ts';
import type { FrontMatterFields } from './front-matter-fields.ts';
import type { Metadata } from './metadata.ts';
import { type ParsedPost, parsePost } from './parse-post.ts';
import { folderAboveHaiku, type Haiku, haikuFromSlug, type Slug } from './slug.ts';
import { toPlainText } from './strip-inline-marks.ts';
import { findHeading, titleFromName } from './title.ts';
import type { Post, PostRef, ReadError } from './types.ts';

/** The parts and fields of a post. `title`: with its inline marks; null if the post has none. */
export type PostReading = {
  readonly parsed: ParsedPost;
  readonly fields: FrontMatterFields;
  readonly problem: FrontMatterProblem | null;
  readonly haiku: Haiku | null;
  readonly title: string | null;
  readonly date: PostDate | null;
};

/** Reads a post. Takes each field from the first source that has it: front matter, content, path. */
export async function readPost(ref: PostRef, source: string): Promise<PostReading> {
  const { slug, path } = ref;
  const content = cutLongData(source);
  const first = parsePost(content, ref);
  const { fields, problem } = await readFields(first.frontMatter);
  const parsed = fields.title !== null && first.haiku ? parsePost(content, ref, true) : first;
  const ownTitle = parsed.title?.text.trim() || null;
  const title = fields.title ?? ownTitle ?? findHeading(parsed.body, path);
  // A day in the address is the day of publication. A date in the title may be another day.
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

/** Returns the haiku and the title of a post, which are its name in a list. Like {@link metadata}, it never fails. */
export async function readName(ref: PostRef, content: string): Promise<Pick<Metadata, 'haiku' | 'title'>> {
  const reading = await readPost(ref, content).catch(() => readPost(ref, ''));
  return { haiku: reading.haiku, title: plainTitle(ref, reading) };
}

const WORDS_PER_MINUTE = 230;

/** Returns the metadata of a post. If a bug of the program or a limit of V8 prevents this, returns the metadata of its name. */
export const metadata = (ref: PostRef, content: string): Promise<Metadata & Partial<ReadError>> =>
  findMetadata(ref, content).catch(async (error: unknown) => ({
    ...(await findMetadata(ref, '')),
    problem: `Cannot be read as a post: ${messageOf(error)}`,
  }));

async function findMetadata(ref: PostRef, content: string): Promise<Metadata> {
  const reading = await readPost(ref, content);
  const { parsed, fields, haiku, date } = reading;
  const words = countWords(parsed.body);
  return {
    haiku,
    title: plainTitle(ref, reading),
    date,
    tags: fields.tags,
    draft: fields.draft || isInDraftFolder(ref.path),
    words,
    minutes: Math.max(1, Math.round(words / WORDS_PER_MINUTE)),
  };
}

const plainTitle = ({ slug }: PostRef, { title }: PostReading): string =>
  (title && toPlainText(title)) || nameTitle(slug);

/** The names of folders that are no titles: dates and drafts. */
const NO_TITLE = /^(?:[\d ._-]*|_?drafts)$/i;

/** Returns a title from the path of a post. If the path is a haiku, that is the name of the folder above, or the haiku. */
function nameTitle(slug: Slug): string {
  const haiku = haikuFromSlug(slug);
  const title = titleFromName(haiku ? folderAboveHaiku(slug) : slug);
  return haiku && NO_TITLE.test(title) ? haiku.join(' / ') : title;
}

const isInDraftFolder = (path: string): boolean => /(?:^|\/)_?drafts\//i.test(path);

/** Copies the texts of a post, because a slice of a long string keeps the whole string in memory. Most slugs begin their path. */
export function detach(post: Post): Post {
  const copy: { -readonly [Field in keyof Post]: Post[Field] } = JSON.parse(JSON.stringify(post));
  if (copy.path.startsWith(copy.slug)) copy.slug = copy.path.slice(0, copy.slug.length);
  return copy;
}
