import { leadingDate, type PostDate } from './date.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { type Haiku, parseHaiku } from './slug.ts';

/**
 * The line that names a post, in its pieces: `Title: October 12, 2020 - A Day` is label `Title: `, dateline
 * `October 12, 2020 - `, text `A Day`. A Markdown `# ` is syntax and appears in none of them.
 */
export type TitleLine = {
  readonly label: string;
  readonly datePrefix: string;
  readonly date: PostDate | null;
  readonly text: string;
};

/** A post's content, taken apart; the body is Markdown or plain text, and begins after what was taken. */
export type ParsedPost = {
  readonly frontMatter: FrontMatter | null;
  readonly haiku: Haiku | null;
  readonly title: TitleLine | null;
  readonly body: string;
  /** The lines of the content, from 1, at which these begin; where there is no haiku or title, 0. */
  readonly lines: { readonly haiku: number; readonly title: number; readonly body: number };
};

/** A line without a `#` or a label is a title up to this many characters; past it, it is the first paragraph. */
const MAX_BARE_TITLE_LENGTH = 120;

/** Takes a content apart: front matter, the haiku line, the title line, the body. */
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

/** How many lines end in a text. A lone CR ends none: it is a character like any other, and is shown. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The first non-blank line from `start`: where it begins, and where the line after it does. */
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
  const unmarked = heading === null ? line : withoutClosing(line.slice(heading.length));
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

/** A heading's text without the `#` that may close it after a blank. Not by one expression: that would be quadratic. */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const kept = text.slice(0, end).trimEnd();
  return end < text.length && kept !== '' && kept.length < end ? kept : text;
}

const isBareTitle = (line: string): boolean =>
  line !== '' && line.length <= MAX_BARE_TITLE_LENGTH && !/[.,;]$/.test(line) && !/^([-*+>|`~#]|\d+[.)] )/.test(line);
