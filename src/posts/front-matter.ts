import { leadingDate, type PostDate } from './date.ts';
import { type Haiku, parseHaiku } from './slug.ts';

/** A block of YAML between `---` lines, or of TOML between `+++` lines, at the head of a post, and what follows it. */
export type FrontMatter = { readonly syntax: 'yaml' | 'toml'; readonly source: string; readonly body: string };

/** The fields of the front matter that the program reads. A field that is absent or of another type is null. */
export type FrontMatterFields = {
  readonly haiku: Haiku | null;
  readonly title: string | null;
  readonly date: PostDate | null;
};

export const noFields: FrontMatterFields = { haiku: null, title: null, date: null };

const fences = { '---': 'yaml', '+++': 'toml' } as const;

/** Splits off the front matter, or null where the text does not begin with a closed block of it. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const match = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:([\s\S]*?)\n)??\1[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) return null;
  const [whole, fence, source = ''] = match;
  return { syntax: fences[fence as keyof typeof fences], source, body: text.slice(whole.length) };
}

/** Reads the fields. Front matter that does not parse has none: a post with a typo in it can still be read. */
export async function readFields(block: FrontMatter | null): Promise<FrontMatterFields> {
  if (!block) return noFields;
  const { parse } = await parsers[block.syntax]();
  let data: unknown;
  try {
    data = parse(block.source);
  } catch {
    return noFields;
  }
  if (typeof data !== 'object' || data === null) return noFields;
  const { haiku, title, date } = data as Record<string, unknown>;
  return {
    haiku: typeof haiku === 'string' ? parseHaiku(haiku.trim().replaceAll('\n', ' / ')) : null,
    title: typeof title === 'string' && title.trim() !== '' ? title.trim() : null,
    date: leadingDate(textOfDate(date))?.date ?? null,
  };
}

/**
 * TOML has dates, YAML as it is read here has them as text. What is neither is none: a table need not have a text, and
 * that of a list of aliases of lists of aliases (`&b [*a, *a]`) is longer than any memory.
 */
function textOfDate(date: unknown): string {
  if (date instanceof Date) return date.toISOString();
  return typeof date === 'string' ? date : '';
}

type Parser = (source: string) => unknown;

// Loaded when a post has front matter, so that printing one without never pays for them; each by a module of its own, so
// that no more of a package is bundled than is used.
const parsers: Readonly<Record<FrontMatter['syntax'], () => Promise<{ readonly parse: Parser }>>> = {
  yaml: () => import('./yaml.ts'),
  toml: () => import('./toml.ts'),
};
