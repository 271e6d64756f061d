import { indentOf } from '../posts/convert-markup.ts';
import { width } from '../text/width.ts';
import { maximum } from '../util/functions.ts';

/**
 * The kind of a paragraph's lines. `prose`: an editor wrapped them. `verse`: the author broke them. `paragraphs`: each line
 * is a paragraph. `indented`: each indented line begins a paragraph. `columns`: the lines are a table or a drawing.
 */
export type LineKind = 'prose' | 'verse' | 'paragraphs' | 'indented' | 'columns';

/** The lines of a paragraph, with their indentation. */
export type Lines = readonly string[];

/** Properties of the lines of a whole text, which help to find the kind of each paragraph. */
export type TextLines = {
  /** The column at which prose is wrapped; 0 if it is not. */
  readonly column: number;
  /** Whether nearly every line begins with a capital, as in verse. */
  readonly isCapitalized: boolean;
  /** Whether each line is a paragraph, as in Gemini. */
  readonly isHard: boolean;
};

/** Editors do not wrap text at a higher column. */
const MAX_COLUMN = 130;
/** Lines that are longer than this are paragraphs, unless they are wrapped. */
const LONG_LINE = 100;
/** No editor wraps text at a lower column. Below the usual column, prose must also have few punctuation marks at line ends. */
const [MIN_COLUMN, USUAL_COLUMN] = [40, 60] as const;
/** An editor breaks a line only if the next word does not fit. An author may break it this many cells earlier. */
const SLACK = 4;
/** The lengths of wrapped lines differ by at most this many cells. */
const RAGGED = 12;
/** More lines of a paragraph or a text are not tested. */
export const ENOUGH_LINES = 2000;

const CAPITAL = /^\s*["'“‘«(]*\p{Lu}/u;
/** A line that begins with a small letter. */
export const SMALL = /^\s*["'“‘«(]*\p{Ll}/u;
const SENTENCE_END = /[.!?…:。！？：]["'”’»)\]*_`」』]*$/;
const LINE_END_MARK = /[,;.!?…:—–、。，；：！？]["'”’»)\]*_`」』]*$/;
/** The line number of verse, at the right margin. */
const MARGIN_NUMBER = /(?<=\S)\s{2,}\d{1,5}$/;
const GAP = /\S(?: {3}|\t)\s*\S/;
/** Box drawings, and the borders of tables in reStructuredText. */
const BORDER = /[\u2500-\u259f]|\+[-=]{2}|== +==/;

const share = (lines: Lines, matches: (line: string, at: number) => boolean): number =>
  lines.length === 0 ? 0 : lines.filter(matches).length / lines.length;

/** Measures the paragraphs of a text that have several lines. `isHard`: each line is a paragraph. */
export function measureText(paragraphs: readonly Lines[], isHard: boolean): TextLines {
  const several: Lines[] = [];
  let count = 0;
  for (const lines of paragraphs) {
    if (count > ENOUGH_LINES) break;
    if (lines.length < 2 || isDrawn(lines)) continue;
    several.push(lines.slice(0, ENOUGH_LINES));
    count += lines.length;
  }
  const ended = several.flatMap(lines => lines.slice(0, -1));
  const begun = several.flatMap(lines => lines.slice(1));
  return {
    column: commonWidth(ended.map(line => width(line.trimEnd()))),
    isCapitalized: begun.length > 3 && share(begun, line => CAPITAL.test(line)) > 0.8,
    isHard,
  };
}

/** Returns the largest width that several lines come near. A few lines may be longer: addresses, or tables. */
function commonWidth(widths: readonly number[]): number {
  const sorted = widths.filter(cells => cells >= MIN_COLUMN && cells <= MAX_COLUMN).sort((a, b) => b - a);
  if (sorted.length * 4 < widths.length) return 0;
  const least = Math.ceil(sorted.length / 5);
  return sorted.find((cells, at) => (sorted[at + least - 1] ?? 0) >= cells - RAGGED) ?? 0;
}

/** Decides the kind of a paragraph in Org, AsciiDoc or reStructuredText. These join lines, so only short lines are verse. */
export function lineKindOfMarkup(paragraph: Lines): LineKind {
  const lines = paragraph.slice(0, ENOUGH_LINES).map(withoutAddresses);
  if (lines.length > 1 && isDrawn(lines)) return 'columns';
  return lines.length > 1 && lines.some(line => width(line) >= MIN_COLUMN) ? 'prose' : 'verse';
}

/** Removes addresses, because a link is as long as its text. */
const withoutAddresses = (line: string): string => line.replaceAll(/\]\(<[^<>]*>\)/g, ']').trimEnd();

/** Decides the kind of a paragraph of plain text. `isWhole`: the text has no other paragraph. */
export function lineKind(paragraph: Lines, text: TextLines, isWhole: boolean): LineKind {
  const lines = paragraph.slice(0, ENOUGH_LINES).map(withoutAddresses);
  if (lines.length < 2 || (!text.isHard && hangs(lines))) return 'verse';
  if (!text.isHard && isDrawn(lines)) return 'columns';
  if (!text.isHard && isWrapped(lines, text)) return 'prose';
  const parts = text.isHard ? [] : indentedParts(lines);
  if (parts.length > 1 && parts.some(part => part.length > 1 && isWrapped(part, text))) return 'indented';
  const isLong = lines.some(line => line.length > LONG_LINE / 2 && width(line) > LONG_LINE);
  return isLong || (isWhole && hasParagraphs(lines)) ? 'paragraphs' : 'verse';
}

/** Whether long lines of verse go on in lines that are further in: each line has a capital, and what goes on has none. */
function hangs(lines: Lines): boolean {
  const margin = indentOf(lines[0] ?? '');
  const further = lines.filter(line => indentOf(line) > margin);
  return (
    further.length > 0 &&
    further.length + 1 < lines.length &&
    lines.every(line => (indentOf(line) > margin ? SMALL : CAPITAL).test(line))
  );
}

/** Splits lines into parts. A part begins with a line that is more indented than the line before. */
export function indentedParts(lines: Lines): readonly Lines[] {
  const parts: string[][] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    if (!last || indentOf(line) > indentOf(lines[at - 1] ?? '')) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

/** Decides the kind of the only paragraph of a Markdown body: prose, unless it clearly is something else. */
export function lineKindOfBody(lines: Lines, isWhole: boolean): LineKind {
  if (isStanza(lines)) return 'verse';
  return isWhole && hasParagraphs(lines.slice(0, ENOUGH_LINES)) ? 'paragraphs' : 'prose';
}

/** In cells: the maximum width of a line of a haiku, and a width that is too narrow for wrapped prose. */
const [MAX_STANZA_LINE, NARROW] = [40, 30] as const;

/** Whether lines are three short lines that an editor did not wrap. */
function isStanza(lines: Lines): boolean {
  if (lines.length !== 3) return false;
  const widest = maximum(lines.map(width));
  if (widest > MAX_STANZA_LINE) return false;
  return widest < NARROW || lines.slice(1).some((line, at) => !isFull(lines[at] ?? '', line, widest));
}

function isWrapped(lines: Lines, { column, isCapitalized }: Omit<TextLines, 'isHard'>): boolean {
  if (goesOn(lines)) return true;
  const own = lines.length > 3 ? commonWidth(lines.slice(0, -1).map(width)) : 0;
  if (own >= USUAL_COLUMN && own < column && isWrapped(lines, { column: own, isCapitalized })) return true;
  if (column < MIN_COLUMN || isCapitalized || lines.some(hasMarginNumber)) return false;
  const [ended, begun] = [lines.slice(0, -1), lines.slice(1)];
  // Only the first line may have another indentation.
  if (begun.some(line => indentOf(line) !== indentOf(begun[0] ?? ''))) return false;
  if (begun.length > 1 && begun.every((line, at) => CAPITAL.test(line) && !SENTENCE_END.test(ended[at] ?? '')))
    return false;
  const isNarrow = column < USUAL_COLUMN;
  if (isNarrow && share(ended, line => LINE_END_MARK.test(line)) > 0.34) return false;
  const short = ended.filter((line, at) => !isFull(line, begun[at] ?? '', column - (isNarrow ? 1 : SLACK))).length;
  return short <= Math.floor(ended.length / 8) && lines.every(line => width(line) <= MAX_COLUMN);
}

/** Whether each line has a usual width, and the line below it begins with a small letter. */
const goesOn = (lines: Lines): boolean =>
  lines.every((line, at) => {
    const [cells, next] = [width(line), lines[at + 1]];
    return next === undefined || (cells >= USUAL_COLUMN && cells <= LONG_LINE && /^\p{Ll}/u.test(next));
  });

/** Whether the first word of the next line would not have fitted on a line. */
const isFull = (line: string, next: string, column: number): boolean =>
  width(line) + 1 + width(FIRST_WORD.exec(next)?.[0].trim() ?? '') > column;

/** Chinese and Japanese may be wrapped after any character. */
const FIRST_WORD = /^\s*(?:[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]|[^\s\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]+)/;

/** Fewer characters are not a drawing. */
const MIN_DRAWING = 8;
/** Only the first lines are tested. */
const MAX_DRAWN_LINES = 200;
/** In characters. */
const MAX_SAMPLE = 500;

/** Whether lines have columns or box drawings, or are mostly signs. */
function isDrawn(paragraph: Lines): boolean {
  const lines = paragraph.slice(0, MAX_DRAWN_LINES);
  if (lines.some(line => BORDER.test(line)) || lines.filter(hasGap).length > 1) return true;
  const text = lines.slice(0, 8).join('').slice(0, MAX_SAMPLE).replace(/\s+/g, '');
  return text.length > MIN_DRAWING && (text.match(/[\p{L}\p{N}\p{M}]/gu)?.length ?? 0) * 2 < text.length;
}

// These test every line. The first, cheap condition saves most searches.
const hasGap = (line: string): boolean =>
  (line.includes('   ') || line.includes('\t')) &&
  GAP.test(hasMarginNumber(line) ? line.replace(MARGIN_NUMBER, '') : line);
const hasMarginNumber = (line: string): boolean => /\d/.test(line.charAt(line.length - 1)) && MARGIN_NUMBER.test(line);

const MAX_HEADING_LENGTH = 60;

/** Whether a line may be a heading: it is short and has no punctuation at its end. */
export const isHeadingLine = (line: string): boolean =>
  line.length <= MAX_HEADING_LENGTH &&
  /^[\p{L}\p{N}“"‘'(`]/u.test(line) &&
  /[\p{L}\p{N})”"’'`]$/u.test(line) &&
  !LINE_END_MARK.test(line);

/** Whether each line is a paragraph of whole sentences or a heading, and one line is more than a single short sentence. */
function hasParagraphs(lines: Lines): boolean {
  const ends = lines.map(line => SENTENCE_END.test(line));
  const isHeading = (line: string, at: number): boolean =>
    !SMALL.test(line) && isHeadingLine(line) && ends[at - 1] !== false && ends[at + 1] === true;
  const headings = lines.map(isHeading);
  const others = lines.filter((_, at) => !ends[at] && !headings[at]);
  return (
    others.length * 2 < lines.length &&
    others.every(line => width(line) > LONG_LINE) &&
    lines.some((line, at) => headings[at] || width(line) > LONG_LINE || /[.!?]["”’)]* \p{Lu}/u.test(line))
  );
}
