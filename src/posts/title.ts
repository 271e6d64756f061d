import { leadingDate, removeDate } from './date.ts';
import { baseName, isIndexName } from './file-names.ts';
import type { Slug } from './slug.ts';
import { syntaxOf } from './syntax.ts';

// The title is searched only at the start of a post: it may be below badges and comments, not below a chapter.
const MAX_LINES = 200;
const MAX_CHARACTERS = 20_000;
/** In UTF-16 units. A longer first line of a plain text is a paragraph. */
const MAX_LINE_LENGTH = 80;

/** A heading. `end`: the number of its last line. */
type Heading = { readonly text: string; readonly level: number; readonly end: number };
type Lines = readonly string[];

/**
 * Returns the title of a body, with its inline marks: the first heading, if only images, comments and the like are above it,
 * or a first-level heading below a paragraph. In a plain text, also a short first line above a blank line. If the name of
 * the file is an identifier, any heading is a better title. `body`: Markdown, or converted to it.
 */
export function findHeading(body: string, path: string): string | null {
  const isText = syntaxOf(path) === 'text';
  const lines = body
    .slice(0, MAX_CHARACTERS)
    .split(/\r\n|\r|\n/)
    .slice(0, MAX_LINES)
    .map(line => line.trimEnd());
  const takesAny = isIdentifier(path);
  let isBelowText = false;
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] === '') continue;
    const fence = /^\s*(`{3,}|~{3,})/.exec(lines[at] as string)?.[1];
    if (fence !== undefined && !isText) {
      at = endAt(lines, at + 1, fence);
      isBelowText = true;
      continue;
    }
    const heading = headingAt(lines, at, isText, isBelowText);
    if (heading && heading.text !== '' && (heading.level === 1 || !isBelowText || takesAny)) return heading.text;
    const end = heading?.end ?? endOfMarkup(lines, at, isText);
    if (end === null) isBelowText = true;
    else at = end;
  }
  return null;
}

/** Whether a program made the file's name: `5a9fb1df-478e-4687-9be0-5cb97e61ec57.md`, `BuYHDiE1QDxz1did9s8ij.md`. */
function isIdentifier(path: string): boolean {
  const name = baseName(path).replace(/\.\w+$/, '');
  const isMixed = /[A-Za-z]\d+[A-Za-z]/.test(name) && /[a-z][A-Z]/.test(name);
  return name.length >= 16 && !name.includes(' ') && (isMixed || /^[\da-f-]+$/i.test(name));
}

const MARKS = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/;

function headingAt(lines: Lines, at: number, isText: boolean, isBelowText: boolean): Heading | null {
  const line = lines[at] as string;
  const [, marks, text = ''] = MARKS.exec(line) ?? [];
  if (marks !== undefined) return { text: text.replace(/(?:^|\s)#+$/, ''), level: marks.length, end: at };
  if (!isText) return htmlHeading(lines, at) ?? underlinedHeading(lines, at);
  const isFirst = !isBelowText && lines[at + 1] === '' && lines.slice(at + 2).some(Boolean);
  if (isFirst && line.length <= MAX_LINE_LENGTH && /[\p{L}\p{N}][^,;:]?$/u.test(line) && !NO_PARAGRAPH.test(line))
    return { text: line.trim(), level: 1, end: at };
  return null;
}

const RULER = /^([=\-~*+^"#_.:'`])\1{2,}$/;
/** The start of a list, a quote, a table or code. */
const NO_PARAGRAPH = /^(?:[-*+>|]|<!--|\d+[.)] |`{3}|~{3}| {4}|\t)/;
/** An underlined heading has at most this many lines. */
const MAX_HEADING_LINES = 3;

const UNDERLINE = /^ {0,3}(?:=+|-{2,})$/;

function underlinedHeading(lines: Lines, at: number): Heading | null {
  for (let end = at + 1; end <= at + MAX_HEADING_LINES; end++) {
    const next = lines[end];
    const text = lines.slice(at, end);
    if (!next || text.some(line => NO_PARAGRAPH.test(line) || UNDERLINE.test(line))) return null;
    if (UNDERLINE.test(next)) return { text: text.join(' ').trim(), level: next.includes('=') ? 1 : 2, end };
  }
  return null;
}

const MAX_TAG_LINES = 10;

/** Returns a heading `<h1 align="center">…</h1>`, also over several lines. Its text is empty if it has only an image. */
function htmlHeading(lines: Lines, at: number): Heading | null {
  const level = /^\s*<h([1-6])\b/i.exec(lines[at] as string)?.[1];
  if (level === undefined) return null;
  const end = lines.slice(at, at + MAX_TAG_LINES).findIndex(line => /<\/h[1-6]>/i.test(line));
  const source = lines.slice(at, at + Math.max(0, end) + 1).join(' ');
  const text = source.replace(/<\/h[1-6]>.*$/i, '').replace(/<[^<>]*>/g, ' ');
  return { text: text.trim(), level: Number(level), end: at + Math.max(0, end) };
}

/** An element that may have several lines, and has no text or only the caption of an image. */
const HIDDEN_ELEMENT = /^<(style|script|svg|figure|picture|video|noscript|template)\b/;

/** Lines of Markdown that are not text on a page. */
const NO_TEXT = [
  /^\[(?:\[_?toc_?\]|toc)\]$/i,
  /^(?:[-*+]|1\.) toc$/i,
  /^\{[:%{<].*\}$/, // attributes of Kramdown, tags of Liquid, shortcodes of Hugo
  /^%%.*%%$/,
  /^:::/,
  /^(?:import|export)\s/, // MDX
  /^(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/,
  /^\[[^\]]+\]:\s/,
  /^(?:#[^\s#]+\s*)+$/, // tags
  /^#{1,6}$/, // a heading without a text
];

/** Returns the last line of markup that begins at `at`, such as a comment. Null if the line is text. */
function endOfMarkup(lines: Lines, at: number, isText: boolean): number | null {
  const line = (lines[at] as string).trim();
  if (isText) return RULER.test(line) ? at : null;
  if (line.startsWith('<!--')) return endAt(lines, at, '-->');
  if (/^%%(?!.*%%)/.test(line)) return endAt(lines, at + 1, '%%');
  const element = HIDDEN_ELEMENT.exec(line)?.[1];
  if (element !== undefined) return endAt(lines, at, `</${element}`);
  if (line.startsWith('{/*')) return endAt(lines, at, '*/}');
  if (/^import\s*\{[^}]*$/.test(line)) return endAt(lines, at, '}');
  if (/^<\/?[a-z]/i.test(line)) {
    const end = line.includes('>') ? at : endAt(lines, at, '>');
    const text = lines
      .slice(at, end + 1)
      .join(' ')
      .replace(/<[^<>]*>/g, '');
    return withoutBadges(text).trim() === '' ? end : null;
  }
  const isBadges = /^!?\[/.test(line) && withoutBadges(line).replace(/[\s|·•]+/g, '') === '';
  return isBadges || NO_TEXT.some(pattern => pattern.test(line)) ? at : null;
}

/** Returns the number of the line with a closing mark; of the last line if there is none. */
function endAt(lines: Lines, at: number, closing: string): number {
  const end = lines.slice(at).findIndex(line => line.includes(closing));
  return end < 0 ? lines.length - 1 : at + end;
}

/** Removes images and linked images. */
const withoutBadges = (line: string): string =>
  line
    .replace(/!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])?/g, '')
    .replace(/!\[\[[^[\]]*\]\]/g, '')
    .replace(/\[\s*\](?:\([^()]*\)|\[[^[\]]*\])/g, '');

/** The language in the name of a translation: `index.de`, `index.pt-br`. */
const LANGUAGE = /\.[a-z]{2}(?:-[a-z]{2})?$/i;

/**
 * Returns the title of a post that has none: the name of its file, or of the folder of an index file, without a date. If the
 * name has no blanks, its hyphens and underscores become blanks.
 *
 *   'blog/2022-03-14-why-it-hums/index' → 'why it hums'      '02 - Projects/Shelf for the hall' → 'Shelf for the hall'
 */
export function titleFromName(slug: Slug): string {
  const parts = slug.split('/');
  const name = parts.findLast(part => part !== '' && !isIndexName(part.replace(LANGUAGE, ''))) ?? parts.at(-1) ?? '';
  const bare = removeDate(name);
  const isDate = bare === name && /^\d/.test(name) && leadingDate(name) !== null;
  return (isDate || bare.includes(' ') ? bare : bare.replace(/[-_]+/g, ' ').trim()) || name;
}
