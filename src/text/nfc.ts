import { graphemes } from './width.ts';

/** Characters that may compose with the one before them (UAX #15, NFC_Quick_Check=Maybe). */
const MAY_COMPOSE =
  /[\u0300-\u0345\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a]/;

/** Returns a text in NFC. Nearly every text already is. */
export const compose = (text: string): string => (MAY_COMPOSE.test(text) ? text.normalize('NFC') : text);

/** A text in NFC, and the function from its offsets to those in the original. */
type Composed = { readonly text: string; readonly toOriginal: (offset: number) => number };

/** In UTF-16 units. A longer line is not composed, because finding the graphemes of megabytes takes seconds. */
const MAX_LENGTH = 100_000;

const isSame = (offset: number): number => offset;

/** Returns a text in NFC, so that composed and decomposed letters match each other, with the offsets in the original. */
export function composeWithOffsets(original: string): Composed {
  if (original.length > MAX_LENGTH || compose(original) === original) return { text: original, toOriginal: isSame };
  const offsets: number[] = [];
  let [text, at] = ['', 0];
  for (const grapheme of graphemes(original)) {
    const composed = compose(grapheme);
    text += composed;
    // An offset within a letter stays within that letter.
    for (let unit = 0; unit < composed.length; unit++) offsets.push(at + Math.min(unit, grapheme.length - 1));
    at += grapheme.length;
  }
  return { text, toOriginal: offset => offsets[offset] ?? at };
}
