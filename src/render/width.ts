import stringWidth from 'string-width';
import type { Span } from './line.ts';
import { own, slice } from './sanitize.ts';

/**
 * Text of one cell a character: ASCII, Latin letters, punctuation, without what combines or is not seen. Most text is
 * such, and need not wait for the tables of emoji, which take 17 ms to load.
 */
const simple = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const known = new Map<string, number>();
const mostKnown = 10_000;

/** Cells that a text takes on a terminal. The one width function of the program, and the one that Ink uses. */
export function width(text: string): number {
  if (simple.test(text)) return text.length;
  if (text.length > 4) return stringWidth(text);
  // Of Chinese and Japanese every character is asked for, again and again.
  const cells = known.get(text) ?? stringWidth(text);
  if (known.size > mostKnown) known.clear();
  known.set(text, cells);
  return cells;
}

/** Cells that a row of spans takes. */
export const spansWidth = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + width(span.text), 0);

/** A text's user-perceived characters (UAX #29): never to be split. */
export const graphemes = (text: string): readonly string[] =>
  simple.test(text) ? [...text] : Array.from(segmenter.segment(text), part => part.segment);

/** The first of them, without a look at the others. */
export const firstGrapheme = (text: string): string =>
  segmenter.segment(text.slice(0, 256))[Symbol.iterator]().next().value?.segment ?? '';

/** The longest start of a text that fits in so many cells; at least nothing. Looks no further into it than it must. */
export function fitting(text: string, cells: number): string {
  const near = text.slice(0, Math.max(0, cells));
  if (simple.test(near) && simple.test(text.charAt(near.length))) return near;
  let fits = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text.slice(0, 16 * Math.max(0, cells) + 256))) {
    used += width(segment);
    if (used > cells) break;
    fits += segment;
  }
  return fits;
}

/** The cells from `from` to before `to` of a row of spans. Half of a wide character is shown as a blank. */
export function cellsOf(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const shown: Span[] = [];
  let column = 0;
  for (const span of spans) {
    if (column >= to) break;
    const before = fitting(span.text, Math.max(0, from - column));
    column += width(before);
    let rest = slice(span.text, before.length);
    if (column < from && rest !== '') {
      const half = firstGrapheme(rest);
      column += width(half);
      rest = slice(rest, half.length);
      shown.push({ ...span, text: own(' '.repeat(Math.min(to, column) - from)) });
    }
    const fits = fitting(rest, Math.max(0, to - column));
    if (fits !== '') shown.push({ ...span, text: slice(rest, 0, fits.length) });
    column += width(fits);
    // What fits no more is a wide character's first half, or past the end.
    if (fits !== rest) {
      if (column < to) shown.push({ ...span, text: own(' '.repeat(to - column)) });
      break;
    }
  }
  return shown;
}
