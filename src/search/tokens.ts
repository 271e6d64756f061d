import { normalizeText } from '../posts/slug.ts';

/** A word of a text as a search compares it, and where it stands: an offset into the text, in UTF-16 code units. */
export type Token = { readonly word: string; readonly start: number; readonly end: number };

const ascii = /^[\x20-\x7e]*$/;
const asciiWord = /[a-z0-9]+/g;
const anyWord = /[\p{L}\p{N}\p{M}]+/gu;
const accents = /[\u0300-\u036f]/g;

/** The words of a text, folded, in order: `Café / BIOS's` → `cafe bios s`. */
export const toWords = (text: string): readonly string[] =>
  // Nearly every line is ASCII, and an index reads many: no normalising, no Unicode tables.
  ascii.test(text) ? (text.toLowerCase().match(asciiWord) ?? []) : tokenize(text).map(token => token.word);

/** The same words with their places. The n-th token is the n-th word. */
export const tokenize = (text: string): readonly Token[] =>
  [...text.matchAll(anyWord)].map(({ 0: raw, index }) => ({
    word: foldWord(raw),
    start: index,
    end: index + raw.length,
  }));

/**
 * Case and accents go, so that `cafe` finds `café`; marks that are not accents, as those of kana, stay on their
 * letters. The folded text is NFC: the name of a file may be decomposed where what is typed is not.
 */
const foldWord = (word: string): string =>
  ascii.test(word) ? word.toLowerCase() : normalizeText(word).normalize('NFD').replace(accents, '').normalize('NFC');

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * For each letter of a token's folded word, the offset in the text of the character it came from.
 *
 *   'e\u0301te\u0301' (four code units more than it shows) → ete at 0, 2, 3
 */
export function letterOffsets(text: string, { start, end }: Token): readonly number[] {
  const raw = text.slice(start, end);
  if (ascii.test(raw)) return Array.from(raw, (_, at) => start + at);
  return [...segmenter.segment(raw)].flatMap(({ segment, index }) =>
    Array.from({ length: foldWord(segment).length }, () => start + index),
  );
}
