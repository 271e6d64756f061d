import stringWidth from 'string-width';
import { blanks, joinSafe, PLAIN, type Safe, sliceSafe, trusted } from './sanitize.ts';
import type { Row, Span } from './span.ts';

// Chinese, Japanese and Korean characters of two cells that don't combine. Nearly all text has only these and plain
// characters. It does not need the tables of emoji and graphemes, which Node loads in 30 ms. A test compares these ranges
// with string-width.
const WIDE = '\\u3001-\\u3029\\u3041-\\u3096\\u309b-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e';
const isNarrow = new RegExp(`^[${PLAIN}]*$`);
const SIMPLE = `[${PLAIN}${WIDE}]`;
const isSimple = new RegExp(`^${SIMPLE}*$`);
/** Matches other characters with the simple characters beside them, which may belong to the same grapheme. */
const OTHERS = new RegExp(`${SIMPLE}?(?:[^${PLAIN}${WIDE}]+${SIMPLE}?)+`, 'gu');
const FIRST_WIDE = '\u3001';
/** U+FFFD, the only plain character above the first wide one. */
const REPLACEMENT_CHARACTER = '\ufffd';

let segmenter: Intl.Segmenter | undefined;
const segments = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
};

/** Returns the number of cells of a text on a terminal. The build makes Ink use this function too. */
export function width(text: string): number {
  if (isNarrow.test(text)) return text.length;
  if (!isSimple.test(text)) return hasEscape.test(text) ? stringWidth(text) : graphemesWidth(text);
  return simpleWidth(text);
}

function simpleWidth(text: string): number {
  let cells = text.length;
  for (const character of text) if (isWide(character)) cells++;
  return cells;
}

/** Whether a simple character has two cells. */
const isWide = (character: string): boolean => character >= FIRST_WIDE && character !== REPLACEMENT_CHARACTER;

/** Escape sequences take no cells. Safe text has none, but Ink's text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: looks for controls
const hasEscape = /[\x1b\x9b]/;

/** Cached widths of graphemes. The package string-width is slow, and a text has few different graphemes. */
const widths = new Map<string, number>();
const MAX_WIDTHS = 4096;
const MAX_KEY_LENGTH = 32;

function graphemesWidth(text: string): number {
  const cached = widths.get(text);
  if (cached !== undefined) return cached;
  let cells = 0;
  for (const run of runsOf(text))
    if (isSimple.test(run)) cells += simpleWidth(run);
    else for (const { segment } of segments(run)) cells += widths.get(segment) ?? graphemeWidth(segment);
  return cells;
}

/** Splits a text between two simple characters, so that no grapheme is split. */
function runsOf(text: string): readonly string[] {
  const runs: string[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(OTHERS)) {
    if (index > end) runs.push(text.slice(end, index));
    runs.push(run);
    end = index + run.length;
  }
  return end < text.length ? [...runs, text.slice(end)] : runs;
}

function graphemeWidth(grapheme: string): number {
  const cells = stringWidth(grapheme);
  if (grapheme.length > MAX_KEY_LENGTH) return cells;
  if (widths.size >= MAX_WIDTHS) widths.clear();
  widths.set(grapheme, cells);
  return cells;
}

export const spansWidth = (spans: Row): number => spans.reduce((sum, span) => sum + width(span.text), 0);

/** Returns the graphemes of a text: user-perceived characters (UAX #29), which are never split. */
export const graphemes = (text: string): readonly string[] =>
  isSimple.test(text) ? [...text] : Array.from(segments(text), ({ segment }) => segment);

/** Returns the first grapheme. Does not read the whole text. */
export const firstGrapheme = (text: string): string =>
  isSimple.test(text.slice(0, 2)) ? text.charAt(0) : (segments(text.slice(0, 256)).containing(0)?.segment ?? '');

/**
 * Returns a function that returns the bounds of the grapheme around an index: the index twice if it lies between two
 * graphemes.
 */
export function graphemeBounds(text: string): (at: number) => readonly [start: number, end: number] {
  let parts: Intl.Segments | undefined;
  return at => {
    if (at <= 0 || at >= text.length || isSimple.test(text.slice(at - 1, at + 1))) return [at, at];
    parts ??= segments(text);
    const part = parts.containing(at);
    return !part || part.index === at ? [at, at] : [part.index, part.index + part.segment.length];
  };
}

/** Returns the longest prefix that fits into a number of cells. Reads only the start of the text. */
export function fitPrefix(text: Safe, cells: number): Safe {
  const near = sliceSafe(text, 0, Math.max(0, cells));
  if (isNarrow.test(near) && isNarrow.test(text.charAt(near.length))) return near;
  const isEnough = isSimple.test(near + text.charAt(near.length));
  let end = 0;
  let left = cells;
  for (const run of isEnough ? [near] : runsOf(text.slice(0, 16 * Math.max(0, cells) + 256))) {
    const taken = isSimple.test(run) ? fitSimple(run, left) : fitGraphemes(run, left);
    end += taken;
    if (taken < run.length) break;
    left -= width(run);
  }
  return sliceSafe(text, 0, end);
}

/** Returns the number of characters of a simple text that fit. */
function fitSimple(text: string, cells: number): number {
  let end = 0;
  let left = cells;
  for (; left > 1 && end < text.length; ) {
    const fitting = text.slice(end, end + (left >> 1));
    left -= simpleWidth(fitting);
    end += fitting.length;
  }
  return left === 1 && end < text.length && !isWide(text.charAt(end)) ? end + 1 : end;
}

function fitGraphemes(text: string, cells: number): number {
  let end = 0;
  let left = cells;
  for (const { segment } of segments(text)) {
    left -= width(segment);
    if (left < 0) break;
    end += segment.length;
  }
  return end;
}

/**
 * Returns the cells of a row from `from` to before `to`. Half of a wide character becomes a blank. A match that is not
 * visible leaves an empty span with its column, on its side.
 */
export function sliceColumns(spans: Row, from: number, to: number): Row {
  const visible: Span[] = [];
  let column = 0;
  for (const span of spans) {
    const end = column + width(span.text);
    const text = end > from && column < to ? sliceCells(span.text, from - column, to - column) : trusted('');
    const { matchIndex } = span;
    if (text !== '') visible.push({ ...span, text });
    else if (matchIndex !== undefined) visible.push({ text, styles: ['match'], matchIndex, column });
    column = end;
  }
  return visible;
}

/** Returns the cells of a text from `from` to before `to`. `from` may be negative. */
function sliceCells(text: Safe, from: number, to: number): Safe {
  const before = fitPrefix(text, from);
  let column = width(before);
  let rest = sliceSafe(text, before.length);
  let half = trusted('');
  if (column < from) {
    const wide = firstGrapheme(rest);
    column += width(wide);
    rest = sliceSafe(rest, wide.length);
    half = blanks(Math.min(to, column) - from);
  }
  const fits = fitPrefix(rest, to - column);
  // The next grapheme is wide and half visible, or is past the end.
  return joinSafe([half, fits, fits === rest ? trusted('') : blanks(to - column - width(fits))]);
}

/** The size of the terminal in cells. */
export type Size = { readonly columns: number; readonly rows: number };
