import stringWidth from 'string-width';
import { blanks, type Safe, sliceSafe, trusted } from './sanitize.ts';
import type { Span } from './span.ts';

// Letters, punctuation and arrows of one cell, and Chinese, Japanese and Korean characters of two, none of which
// combines with another. Nearly all text is such, and need not wait for the tables of emoji and graphemes, which take
// Node 30 ms to load; string-width stays the judge of these ranges too, in a test.
const narrow = '\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u21ff\\u276f\\ufffd';
const broad = '\\u3001-\\u3029\\u3041-\\u3096\\u309b-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e';
const isNarrow = new RegExp(`^[${narrow}]*$`);
const isSimple = new RegExp(`^[${narrow}${broad}]*$`);
const leastBroad = '\u3001';
/** What stands for bytes that are no text, alone among the narrow ones above them. */
const notText = '\ufffd';

let segmenter: Intl.Segmenter | undefined;
const segments = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
};

/** Cells that a text takes on a terminal. The one width function of the program, and the one that Ink uses. */
export function width(text: string): number {
  if (isNarrow.test(text)) return text.length;
  if (!isSimple.test(text)) return isSequenced.test(text) ? stringWidth(text) : graphemesWidth(text);
  let cells = text.length;
  for (const character of text) if (character >= leastBroad && character !== notText) cells++;
  return cells;
}

/** What may begin an escape sequence, which takes no cells; in a text that is safe there is none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const isSequenced = /[\x1b\x9b]/;

/** The cells of characters that only string-width knows, which takes long to find out; a text has few different ones. */
const known = new Map<string, number>();
const mostKnown = 4096;
const longestKnown = 32;

function graphemesWidth(text: string): number {
  const whole = known.get(text);
  if (whole !== undefined) return whole;
  let cells = 0;
  for (const character of graphemesOf(text)) cells += known.get(character) ?? learn(character);
  return cells;
}

function learn(character: string): number {
  const cells = stringWidth(character);
  if (character.length > longestKnown) return cells;
  if (known.size >= mostKnown) known.clear();
  known.set(character, cells);
  return cells;
}

/** Cells that a row of spans takes. */
export const spansWidth = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + width(span.text), 0);

/** A text's user-perceived characters (UAX #29): never to be split. */
export const graphemes = (text: string): readonly string[] =>
  isSimple.test(text) ? [...text] : Array.from(segments(text), part => part.segment);

function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of segments(text)) yield segment;
}

/** The first of them, without a look at the others. */
export const firstGrapheme = (text: string): string =>
  isSimple.test(text.slice(0, 2))
    ? text.charAt(0)
    : (segments(text.slice(0, 256))[Symbol.iterator]().next().value?.segment ?? '');

/**
 * Tells of a place in a text where the user-perceived character begins and ends in whose midst it lies; where it lies
 * between two, it is both itself. Made once for a text that is asked for many places.
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

/** The longest start of a text that fits in so many cells; at least nothing. Looks no further into it than it must. */
export function fitPrefix(text: Safe, cells: number): Safe {
  const near = sliceSafe(text, 0, Math.max(0, cells));
  if (isNarrow.test(near) && isNarrow.test(text.charAt(near.length))) return near;
  const characters = isSimple.test(near + text.charAt(near.length))
    ? near
    : graphemesOf(text.slice(0, 16 * Math.max(0, cells) + 256));
  let end = 0;
  let used = 0;
  for (const character of characters) {
    used += width(character);
    if (used > cells) break;
    end += character.length;
  }
  return sliceSafe(text, 0, end);
}

/**
 * The cells from `from` to before `to` of a row of spans. Half of a wide character is shown as a blank. A match that is
 * out of sight leaves an empty span with its mark, on the side where it is.
 */
export function sliceColumns(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const shown: Span[] = [];
  let column = 0;
  let isPast = false;
  for (const span of spans) {
    if (isPast) {
      if (span.matchIndex !== undefined) shown.push(unseen(span.matchIndex));
      continue;
    }
    const before = column > from ? '' : fitPrefix(span.text, from - column);
    column += width(before);
    let rest = sliceSafe(span.text, before.length);
    if (column < from && rest !== '') {
      const half = firstGrapheme(rest);
      column += width(half);
      rest = sliceSafe(rest, half.length);
      shown.push({ ...span, text: blanks(Math.min(to, column) - from) });
    }
    const fits = fitPrefix(rest, Math.max(0, to - column));
    if (fits !== '') shown.push({ ...span, text: sliceSafe(rest, 0, fits.length) });
    else if (span.matchIndex !== undefined) shown.push(unseen(span.matchIndex));
    column += width(fits);
    // What fits no more is a wide character's first half, or past the end.
    if (fits !== rest) {
      if (column < to) shown.push({ ...span, text: blanks(to - column) });
      isPast = true;
    }
  }
  return shown;
}

const unseen = (matchIndex: number): Span => ({ text: trusted(''), styles: ['match'], matchIndex });

/** The terminal's size in cells. */
export type Size = { readonly columns: number; readonly rows: number };
