import { leadingDate, type PostDate } from './date.ts';
import { type FrontMatter, splitFrontMatter } from './front-matter.ts';
import { type Haiku, parseHaiku } from './slug.ts';

/** `Title: October 12, 2020 - A Day`: the label `Title: `, the date prefix `October 12, 2020 - `, the text `A Day`. */
export type TitleLine = {
  readonly label: string;
  readonly datePrefix: string;
  readonly date: PostDate | null;
  readonly text: string;
};

export type ParsedPost = {
  readonly frontMatter: FrontMatter | null;
  readonly haiku: Haiku | null;
  readonly title: TitleLine | null;
  readonly body: string;
  /** The lines at which the parts begin, from 1; 0 for a missing part. */
  readonly lines: { readonly haiku: number; readonly title: number; readonly body: number };
};

/** In UTF-16 units. A longer line without a `#` or a label is the first paragraph, not the title. */
const MAX_BARE_TITLE_LENGTH = 120;

export function parsePost(content: string): ParsedPost {
  const frontMatter = splitFrontMatter(content);
  const text = frontMatter?.body ?? content.replace(/^\uFEFF/, '');
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
  return { frontMatter, haiku, title, body: text.slice(bodyStart), lines };
}

/** The number of LF in a text. A lone CR does not end a line. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The first non-blank line from an offset, trimmed; and where it and the line after it begin. */
function nextLine(text: string, from: number): { line: string; start: number; end: number } {
  const pattern = /(\s*)([^\n]*\n?)/y;
  pattern.lastIndex = from;
  const [whole = '', blank = '', line = ''] = pattern.exec(text) ?? [];
  return { line: line.trim(), start: from + blank.length, end: from + whole.length };
}

function titleLine(line: string, afterHaiku: boolean): TitleLine | null {
  const heading = /^#\s+/.exec(line)?.[0] ?? '';
  const unmarked = heading === '' ? line : removeClosingHashes(line.slice(heading.length));
  const label = /^title:\s*/i.exec(unmarked)?.[0] ?? '';
  if (heading + label === '' && !(afterHaiku && isBareTitle(line))) return null;
  const title = unmarked.slice(label.length);
  const { date = null, length = 0 } = leadingDate(title) ?? {};
  // 'October 2017 in Review' is a title, not a date with a title after it.
  const separator = date && /^\s*[-–—:.]\s*/.exec(title.slice(length))?.[0];
  const prefixLength = separator ? length + separator.length : 0;
  return { label, datePrefix: title.slice(0, prefixLength), date, text: title.slice(prefixLength) };
}

/** Removes the `#`s after a space that close a heading. A regular expression would take quadratic time. */
function removeClosingHashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const kept = text.slice(0, end).trimEnd();
  return end < text.length && kept !== '' && kept.length < end ? kept : text;
}

const isBareTitle = (line: string): boolean =>
  line !== '' && line.length <= MAX_BARE_TITLE_LENGTH && !/[.,;]$/.test(line) && !/^([-*+>|`~#]|\d+[.)] )/.test(line);
