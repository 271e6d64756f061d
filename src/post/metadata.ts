import { anatomy } from './anatomy.ts';
import { dateInPath, leadingDate, type PostDate } from './date.ts';
import { fieldsOf } from './front-matter.ts';
import { type Haiku, haikuOfSlug, type Slug } from './slug.ts';

/** What is known of a post without its body. */
export type Metadata = {
  readonly haiku: Haiku;
  readonly title: string;
  readonly date: PostDate | null;
  /** Words of prose. A run of Chinese or Japanese counts two characters to the word. */
  readonly words: number;
  /** Minutes to read it, at 230 words a minute (Brysbaert 2019, 238 for English non-fiction), at least 1. */
  readonly minutes: number;
};

const wordsPerMinute = 230;

/** A post's metadata, each field from the first source that has it: front matter, content, path. */
export async function metadata(slug: Slug, content: string): Promise<Metadata> {
  const { frontMatter, haiku, title, body } = anatomy(content);
  const fields = await fieldsOf(frontMatter);
  const words = countWords(body);
  return {
    haiku: fields.haiku ?? haiku ?? haikuOfSlug(slug),
    title: fields.title ?? (title?.text.trim() || slug),
    date: fields.date ?? title?.date ?? leadingDate(body.trimStart())?.date ?? dateInPath(slug),
    words,
    minutes: Math.max(1, Math.round(words / wordsPerMinute)),
  };
}

function countWords(body: string): number {
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
  const prose = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ');
  const characters = prose.match(cjk)?.length ?? 0;
  const rest = characters > 0 ? prose.replace(cjk, ' ') : prose;
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
  let words = Math.ceil(characters / 2);
  while (word.test(rest)) words++; // counted, not collected: a folder has millions
  return words;
}
