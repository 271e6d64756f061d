import { countLineBreaks } from './content.ts';
import type { FrontMatter } from './front-matter-fields.ts';

type Header = {
  /** A line of the header: its key and its value. */
  readonly line: RegExp;
  /** Other lines that a header may have, and other lines that it may begin with. */
  readonly others?: RegExp;
  readonly start?: RegExp;
  /** Whether the keys are those of a header. Lines of a text may look like fields. */
  readonly isHeader: (keys: readonly string[]) => boolean;
};

const FIELD = /^(?:title|date|authors?|tags|category|slug)$/i;
const hasField = (keys: readonly string[]): boolean => keys.some(key => FIELD.test(key));

const HEADERS: readonly Header[] = [
  // Org: `#+TITLE: Steam`, with comments, drawers and blank lines between.
  {
    line: /^#\+([A-Za-z_]+):(?:[ \t]+(.*))?$/,
    others: /^(?:[ \t]*|# .*|[ \t]*:[A-Za-z_-]+:.*)$/,
    start: /^(?::PROPERTIES:|# -\*-.*)$/i,
    isHeader: keys => keys.length > 0,
  },
  // Nikola: `.. title: Steam`.
  { line: /^\.\. ([a-z_-]+):(?:[ \t]+(.*))?$/, isHeader: hasField },
  // Logseq and Dataview: `title:: Steam`.
  { line: /^([A-Za-z][\w-]{0,30})::(?:[ \t]+(.*))?$/, isHeader: hasField },
  // Pelican and MultiMarkdown: `Title: Steam`, `Date: 2021-05-03`, then a blank line.
  {
    line: /^([A-Za-z][\w -]{0,30}):(?:[ \t]+(.*))?$/,
    others: /^[ \t]+\S.*$/,
    isHeader: ([first = '', ...rest]) => rest.length > 0 && FIELD.test(first),
  },
];

const MAX_LINES = 100;
const MAX_LINE_LENGTH = 1000;

/** Splits off front matter without fences: lines with a key and a value at the start of a text. Null if there is none. */
export function splitHeaderLines(text: string): FrontMatter | null {
  const start = /^[\uFEFF\s]*/.exec(text)?.[0].length ?? 0;
  const first = lineAt(text, start).text;
  const special =
    first === '<!--' ? splitComment(text, start) : first.startsWith('% ') ? splitTitleBlock(text, start) : null;
  if (special) return special;
  const header = HEADERS.find(({ line, start }) => line.test(first) || start?.test(first));
  if (!header) return null;
  const fields: string[] = [];
  const keys: string[] = [];
  let end = start;
  for (let count = 0, at = start; count < MAX_LINES && at < text.length; count++) {
    const { text: line, next } = lineAt(text, at);
    const [, key, value = ''] = header.line.exec(line) ?? [];
    if (key === undefined && !header.others?.test(line)) {
      // If a paragraph follows without a blank line, the lines only look like a header.
      if (line !== '' && header === HEADERS.at(-1)) return null;
      break;
    }
    at = next;
    if (key === undefined) continue;
    keys.push(key);
    fields.push(`${key}: ${value}`);
    end = next;
  }
  if (!header.isHeader(keys)) return null;
  return toFrontMatter(text, start, fields, end);
}

/** Splits off a comment of HTML with a title, as Nikola has it in Markdown: `.. title: Steam`. */
function splitComment(text: string, start: number): FrontMatter | null {
  const [comment = ''] = /<!--[ \t]*\r?\n([\s\S]{0,20000}?)\n[ \t]*-->[ \t]*(?:\r?\n|$)/y.exec(text.slice(start)) ?? [];
  const fields = Array.from(
    comment.matchAll(/^[ \t]*(?:\.\. )?([a-z_-]+:(?:[ \t].*)?)\r?$/gim),
    ([, field = '']) => field,
  );
  if (!fields.some(field => /^title:/i.test(field))) return null;
  return toFrontMatter(text, start, fields, start + comment.length);
}

/** Splits off a title block of Pandoc: the title, the authors and the date, each after `% `. */
function splitTitleBlock(text: string, start: number): FrontMatter | null {
  const fields: string[] = [];
  let at = start;
  for (const key of ['title', 'author', 'date']) {
    const { text: line, next } = lineAt(text, at);
    if (!line.startsWith('%')) break;
    fields.push(`${key}: ${line.slice(1).trim().replaceAll(';', ',')}`);
    at = next;
  }
  return lineAt(text, at).text === '' ? toFrontMatter(text, start, fields, at) : null;
}

const toFrontMatter = (text: string, start: number, fields: readonly string[], end: number): FrontMatter => ({
  syntax: 'lines',
  source: fields.join('\n'),
  body: text.slice(end),
  line: 1 + countLineBreaks(text.slice(0, start)),
});

/** Returns the line at an offset, and the offset of the next line. */
function lineAt(text: string, at: number): { readonly text: string; readonly next: number } {
  const end = text.indexOf('\n', at);
  const next = end < 0 ? text.length : end + 1;
  return { text: text.slice(at, Math.min(next, at + MAX_LINE_LENGTH)).trimEnd(), next };
}
