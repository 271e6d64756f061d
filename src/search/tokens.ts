import { normalizeText } from '../posts/slug.ts';
import { graphemes } from '../text/width.ts';

/** A word of a text, in lower case and without accents, and its offsets in the text, in UTF-16 code units. */
export type Token = { readonly word: string; readonly start: number; readonly end: number };

const isAscii = /^[\x20-\x7e]*$/;
const ACCENTS = /[\u0300-\u036f]/g;

/** Returns the words of a text, in lower case and without accents: `Café / BIOS's` → `cafe bios s`. */
export const toWords = (text: string): readonly string[] =>
  // Nearly all lines are ASCII, which needs no normalization and no Unicode tables.
  isAscii.test(text) ? (text.toLowerCase().match(/[a-z0-9]+/g) ?? []) : tokenize(text).map(token => token.word);

/** Returns the same words with their offsets. */
export const tokenize = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: raw, index }) => ({
    word: foldWord(raw),
    start: index,
    end: index + raw.length,
  }));

/**
 * Removes case and accents, so that `cafe` matches `café`. Keeps other marks, such as those of kana. The result is NFC,
 * because the name of a file may be decomposed.
 */
const foldWord = (word: string): string =>
  isAscii.test(word) ? word.toLowerCase() : normalizeText(word).normalize('NFD').replace(ACCENTS, '').normalize('NFC');

/**
 * Returns, for each letter of a token's folded word, the offset of its grapheme in the text.
 *
 *   'e\u0301te\u0301' → [0, 2, 3], for 'ete'
 */
export function letterOffsets(text: string, { start, end }: Token): readonly number[] {
  let next = start;
  return graphemes(text.slice(start, end)).flatMap(grapheme => {
    const at = next;
    next += grapheme.length;
    return Array.from({ length: foldWord(grapheme).length }, () => at);
  });
}
