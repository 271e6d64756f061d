import { countLineEnds } from './content.ts';
import { leadingDate, type PostDate } from './date.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { FrontMatter } from './front-matter-fields.ts';
import { type Haiku, haikuFromSlug, MAX_HAIKU_LENGTH, parseHaiku } from './slug.ts';
import { syntaxOf } from './syntax.ts';
import { splitMarkupHeader, toMarkdown } from './to-markdown.ts';
import type { PostRef } from './types.ts';

/** The parts of `Title: October 12, 2020 - A Day`: label `Title: `, date prefix `October 12, 2020 - `, text `A Day`. */
type TitleLine = {
  readonly label: string;
  readonly datePrefix: string;
  readonly date: PostDate | null;
  readonly text: string;
};

export type ParsedPost = {
  readonly frontMatter: FrontMatter | null;
  /** If the text is only three lines, they are the haiku and also the body. Then the haiku has no line. */
  readonly haiku: Haiku | null;
  readonly title: TitleLine | null;
  readonly body: string;
  /** The lines at which the parts begin, from 1; 0 for a missing part. */
  readonly lines: { readonly haiku: number; readonly title: number; readonly body: number };
};

/** In UTF-16 units. A longer line without a `#` or a label is the first paragraph, not the title. */
const MAX_BARE_TITLE_LENGTH = 120;

const NO_REF: PostRef = { slug: '', path: '.md' };

/** Splits a post. `isTitled`: the front matter has a title. Then a first line that may be text is not a haiku. */
export function parsePost(content: string, { slug, path } = NO_REF, isTitled = false): ParsedPost {
  const syntax = syntaxOf(path);
  const header = splitFrontMatter(content);
  const frontMatter = header ?? splitMarkupHeader(content, syntax);
  const source = frontMatter?.body ?? content.replace(/^\uFEFF+/, '');
  const text = toMarkdown(source, syntax, frontMatter !== header);
  const first = nextLine(text, 0);
  // If the path is a haiku, any first line of the form `a / b / c` is one too.
  const isHaikuPath = haikuFromSlug(slug) !== null;
  const isText = isTitled && !isHaikuPath && isParagraph(text, first);
  const haiku = (isText ? null : haikuOfLine(first.line, isHaikuPath)) ?? haikuOfLines(text);
  const isWhole = haiku !== null && !first.line.includes(' / ');
  const isLine = haiku !== null && !isWhole;
  const afterHaiku = isLine ? first.end : 0;
  const second = nextLine(text, afterHaiku);
  const title = isWhole ? null : titleLine(second.line, isLine);
  const bodyStart = title ? second.end : afterHaiku;
  // The converted text has the same lines as the source.
  const firstLine = 1 + countLineEnds(content.slice(0, content.length - source.length));
  const lineAt = (at: number): number => firstLine + countLineEnds(text.slice(0, at));
  const lines = {
    haiku: isLine ? lineAt(first.start) : 0,
    title: title ? lineAt(second.start) : 0,
    body: lineAt(bodyStart),
  };
  return { frontMatter, haiku, title, body: text.slice(bodyStart), lines };
}

/** Whether a line may be text: it ends like a sentence, has only three words, or the next line continues it. */
const isParagraph = (text: string, { line, end }: { line: string; end: number }): boolean =>
  /^\S+ \/ \S+ \/ \S+$/.test(line) ||
  /[.!?:;,]["'”’)]*$/.test(line) ||
  !/^[ \t]*(?:[\r\n]|$|#+ |title:)/i.test(text.slice(end, end + MAX_BARE_TITLE_LENGTH));

/** A haiku does not begin like a list, a quote, a table, a link, a heading, a fence, HTML, a tag, math, a label or a prompt. */
const NO_HAIKU_START =
  /^(?:[-*+] |\d+[.)] |[>|<]|=>|!?\[|#+ |`{3}|~{3}|:::|!!! |\{|\$\$|%%|\p{Lu}\p{L}*(?: \p{L}+){0,2}: (?!\/)|\$ )/u;
/** A haiku has no code, links or tables, and no statement that ends within a line. `Splash! Silence again.` may be one. */
const NO_HAIKU = /[`|]|\]\(|https?:|(?<!\.)\.["'”’)]* +\p{Lu}/u;
const ITALICS = /^([*_]{1,3})([^*_]+)\1$/;

/** Returns the haiku of a line `a / b / c`, also as a heading or in italics. `isSure`: its lines may have any content. */
function haikuOfLine(line: string, isSure = false): Haiku | null {
  if (line.length > MAX_HAIKU_LENGTH + 8) return null;
  const text = line.replace(/^#\s+/, '').replace(ITALICS, '$2');
  const haiku = text.length <= MAX_HAIKU_LENGTH ? parseHaiku(text) : null;
  return isSure || (haiku?.every(isHaikuLine) && !NO_HAIKU_START.test(text)) ? haiku : null;
}

const isHaikuLine = (line: string): boolean =>
  /[\p{L}\p{N}]/u.test(line) && !NO_HAIKU.test(line) && line.split('(').length === line.split(')').length;

/** Returns the haiku of a text that has only three lines. */
function haikuOfLines(text: string): Haiku | null {
  const whole = text.trim();
  if (whole.length > MAX_HAIKU_LENGTH + 10) return null;
  const lines = whole
    .split(/\r?\n/)
    .map(line => line.replace(/(?:\\|<br ?\/?>)$/, '').trim())
    .map(line => line.replace(ITALICS, '$2'));
  if (lines.length !== 3 || lines.some(line => line.includes(' / ') || NO_HAIKU_START.test(line))) return null;
  return isSentence(lines) ? null : haikuOfLine(lines.join(' / '));
}

/** In UTF-16 units. A haiku of 17 syllables has about 75 letters. */
const MAX_SENTENCE_LENGTH = 90;

/** Whether three lines are one wrapped sentence of prose: it is long, and its second and third lines begin in lower case. */
const isSentence = ([first = '', second = '', third = '']: readonly string[]): boolean =>
  first.length + second.length + third.length > MAX_SENTENCE_LENGTH &&
  /^\p{Lu}/u.test(first) &&
  /^\p{Ll}/u.test(second) &&
  /^\p{Ll}/u.test(third) &&
  /[.!?]$/.test(third);

/** Returns the first non-blank line from an offset, trimmed. `start` and `end`: the offsets of this line and the next. */
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

/** Removes the `#`s that close a heading, after a space. A regular expression would take quadratic time. */
function removeClosingHashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const kept = text.slice(0, end).trimEnd();
  return end < text.length && kept !== '' && kept.length < end ? kept : text;
}

const isBareTitle = (line: string): boolean =>
  line !== '' && line.length <= MAX_BARE_TITLE_LENGTH && !/[.,;]$/.test(line) && !/^([-*+>|`~#]|\d+[.)] )/.test(line);
