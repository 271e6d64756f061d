import { attempt } from '../util/functions.ts';
import { leadingDate, type PostDate } from './date.ts';
import { type Haiku, parseHaiku } from './slug.ts';

/** YAML between `---` lines or TOML between `+++` lines at the start of a post, and the text after it. */
export type FrontMatter = { readonly syntax: 'yaml' | 'toml'; readonly source: string; readonly body: string };

/** A field that is missing or has another type is null. */
export type FrontMatterFields = {
  readonly haiku: Haiku | null;
  readonly title: string | null;
  readonly date: PostDate | null;
};

export const NO_FIELDS: FrontMatterFields = { haiku: null, title: null, date: null };

const FENCES = { '---': 'yaml', '+++': 'toml' } as const;

/** Null if a text does not begin with a closed block of front matter. */
export function splitFrontMatter(text: string): FrontMatter | null {
  const match = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:([\s\S]*?)\n)??\1[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) return null;
  const [whole, fence, source = ''] = match;
  return { syntax: FENCES[fence as keyof typeof FENCES], source, body: text.slice(whole.length) };
}

/** If the front matter does not parse, all are null: a post with a typo can still be read. */
export async function readFields(block: FrontMatter | null): Promise<FrontMatterFields> {
  if (!block) return NO_FIELDS;
  const { parse } = await PARSERS[block.syntax]();
  const data = attempt(() => parse(block.source));
  if (typeof data !== 'object' || data === null) return NO_FIELDS;
  const { haiku, title, date } = data as Record<string, unknown>;
  const day = date instanceof Date ? date.toISOString() : date; // TOML has dates
  return {
    haiku: typeof haiku === 'string' ? parseHaiku(haiku.trim().replaceAll('\n', ' / ')) : null,
    title: typeof title === 'string' && title.trim() !== '' ? title.trim() : null,
    // No other value becomes text: a list of aliases of lists (`&b [*a, *a]`) would be longer than memory.
    date: typeof day === 'string' ? (leadingDate(day)?.date ?? null) : null,
  };
}

// Loaded when a post has front matter. Each has a module of its own, so that only what is used of a package is bundled.
const PARSERS = { yaml: () => import('./yaml.ts'), toml: () => import('./toml.ts') };
