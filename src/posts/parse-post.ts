import { leadingDate, type PostDate } from './date.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { type Haiku, parseHaiku } from './slug.ts';

/**
 * The parts of a title line: `Title: October 12, 2020 - A Day` has the label `Title: `, the date prefix
 * `October 12, 2020 - ` and the text `A Day`. The `# ` of a heading is in none of them.
 */
export type TitleLine = {
  readonly label: string;
  readonly datePrefix: string;
  readonly date: PostDate | null;
  readonly text: string;
};

/** The parts of a post's content. The body is Markdown or plain text. */
export type ParsedPost = {
  readonly frontMatter: FrontMatter | null;
  readonly haiku: Haiku | null;
  readonly title: TitleLine | null;
  readonly body: string;
  /** The lines of the content at which the parts begin, counted from 1; 0 for a part that is missing. */
  readonly lines: { readonly haiku: number; readonly title: number; readonly body: number };
};

/** In UTF-16 units. A longer line without a `#` or a label is the first paragraph, not the title. */
const MAX_BARE_TITLE_LENGTH = 120;

/** Splits a post's content into front matter, haiku line, title line and body. */
export function parsePost(content: string): ParsedPost {
  const front = splitFrontMatter(content);
  const text = front ? front.body : content.replace(/^\uFEFF/, '');
  const first = nextLine(text, 0);
  const haiku = parseHaiku(first.line.replace(/^#\s+/, ''));
  const afterHaiku = haiku ? first.end : 0;
  const second = nextLine(text, afterHaiku);
  const title = titleLine(second.line, haiku !== null);
  const bodyStart = title ? second.end : afterHaiku;
  const lineAt = (at: number): number => 1 + countLineEnds(content.slice(0, content.length - text.length + at));
  const lines = {
    haiku: haiku ? lineAt(first.start) : 0,
    title: title ? lineAt(second.start) : 0,
    body: lineAt(bodyStart),
  };
  return { frontMatter: front, haiku, title, body: text.slice(bodyStart), lines };
}

/** The number of LF in a text. A lone CR does not end a line. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The first non-blank line from `start`, trimmed: where it begins, and where the next line begins. */
function nextLine(text: string, start: number): { line: string; start: number; end: number } {
  const rest = /[^\S\n]*\S[^\n]*\n?/y;
  let at = start;
  while (/\s/.test(text[at] ?? '')) at++;
  rest.lastIndex = at;
  const line = rest.exec(text)?.[0] ?? '';
  return { line: line.trim(), start: at, end: at + line.length };
}

function titleLine(line: string, afterHaiku: boolean): TitleLine | null {
  const heading = /^#\s+/.exec(line)?.[0] ?? null;
  const unmarked = heading === null ? line : removeClosingHashes(line.slice(heading.length));
  const label = /^title:\s*/i.exec(unmarked)?.[0] ?? '';
  const marked = heading !== null || label !== '';
  if (!marked && !(afterHaiku && isBareTitle(line))) return null;
  const named = unmarked.slice(label.length);
  const found = leadingDate(named);
  const separator = found ? (/^\s*[-–—:.]\s*/.exec(named.slice(found.length))?.[0] ?? '') : '';
  // 'October 2017 in Review' is a title, not a date with a title after it.
  const cut = found && separator !== '' ? found.length + separator.length : 0;
  return { label, datePrefix: named.slice(0, cut), date: found?.date ?? null, text: named.slice(cut) };
}

/** Removes the `#`s that close a heading after a space. A regular expression would take quadratic time. */
function removeClosingHashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const kept = text.slice(0, end).trimEnd();
  return end < text.length && kept !== '' && kept.length < end ? kept : text;
}

const isBareTitle = (line: string): boolean =>
  line !== '' && line.length <= MAX_BARE_TITLE_LENGTH && !/[.,;]$/.test(line) && !/^([-*+>|`~#]|\d+[.)] )/.test(line);
