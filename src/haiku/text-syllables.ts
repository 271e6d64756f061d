import { tokenSyllables } from './token-syllables.ts';
import { addRanges, exactly, type Range } from './word-syllables.ts';

/** Frequent words of English, and of languages with the same letters. Words of several languages decide nothing. */
const ENGLISH = new Set(
  'the and of to that this with from they have had what when where which there then you your we our are it its is my their be been were but not she his how into than who why would could should out up down off by at if so just never only every some any more most other through before after between again still'.split(
    ' ',
  ),
);
const FOREIGN = new Set(
  'der das und ist nicht ein eine einen dem mit auf zu im von für sich wir auch oder wie aber ich les une et est dans que qui pour pas sur avec du au elle nous vous mais ne il je sont el las los una por con para del como más pero muy sin di che per non sono della nel sul het een van niet zijn op maar um uma com não são och det som är på inte jag af og ikke på ein nie się jest na ve bir ama'.split(
    ' ',
  ),
);

const WORD = /[\p{L}\p{M}'’]+/gu;

/** Returns the language of a word in lower case: 1 for English, -1 for another one, 0 if it is unknown. */
export const languageOf = (word: string): number => (ENGLISH.has(word) ? 1 : FOREIGN.has(word) ? -1 : 0);

/** Whether the frequent words of a text are English rather than of another language. Also true if it has neither. */
export function mayBeEnglish(text: string): boolean {
  let balance = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) balance += languageOf(word);
  return balance >= 0;
}

const KANA_ONLY = /^[\p{Script=Hiragana}\p{Script=Katakana}ー\p{P}\p{Z}\s]+$/u;
/** Small kana belong to the mora before them. The small っ is a mora. */
const MORA = /[\p{Script=Hiragana}\p{Script=Katakana}ー](?<![ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ])/gu;

/**
 * Counts the syllables of a text in English, or the morae of kana. Null for a text in another language or script.
 *
 *   'we scaled it past what it knew' → 7–7   'ふるいけや' → 5–5   'der Mond ist rund' → null   '古池や' → null
 */
export function countSyllables(text: string): Range | null {
  if (KANA_ONLY.test(text) && /[\p{L}]/u.test(text)) return exactly(text.match(MORA)?.length ?? 0);
  return mayBeEnglish(text) ? countEnglish(text) : null;
}

function countEnglish(text: string): Range | null {
  let sum: Range = exactly(0);
  for (const token of lowerShouting(text).split(/\s+/)) {
    const range = tokenSyllables(token);
    if (range === null) return null;
    sum = addRanges(sum, range);
  }
  return sum;
}

/** In a text without small letters, capitals do not mark an abbreviation. */
const lowerShouting = (text: string): string =>
  /\p{Ll}/u.test(text) || !/\p{Lu}{2}\P{L}+\p{Lu}{2}/u.test(text) ? text : text.toLowerCase();
