import stringWidth from 'string-width';
import type { Span } from './line.ts';

const ascii = /^[\x20-\x7e]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cells that a text takes on a terminal. The one width function of the program, and the one that Ink uses. */
export const width = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text));

/** Cells that a row of spans takes. */
export const spansWidth = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + width(span.text), 0);

/** A text's user-perceived characters (UAX #29): never to be split. */
export const graphemes = (text: string): readonly string[] =>
  ascii.test(text) ? [...text] : Array.from(segmenter.segment(text), part => part.segment);

/** The longest start of a text that fits in so many cells; at least nothing. */
export function fitting(text: string, cells: number): string {
  if (width(text) <= cells) return text;
  let fits = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += width(grapheme);
    if (used > cells) break;
    fits += grapheme;
  }
  return fits;
}
