import { editDistance } from './edit-distance.ts';

// What a word is worth to a query word, of 1000. 'existed' is worth
//
//   to 'existed' 1000     to 'exi', its start, 877     to 'exsted', letters left out, 741
//   to 'exosted', a typing error, 700                  to 'sted', its middle, 507

/** A start of a word is worth this and more; what is not even that may be a typing error or an abbreviation. */
export const PREFIX_SCORE = 800;

/** A longer word, in letters, was not typed by a hand that errs; to look for what is like it would hold up the next key. */
const longestTyped = 64;

/** Typing errors that are forgiven in a query word of so many letters. */
export function maxTypos(letters: number): number {
  if (letters < 3 || letters > longestTyped) return 0;
  return letters < 6 ? 1 : 2;
}

/** Points of a word that may have all letters of the query: for itself, a start, a middle, or letters left out. */
export function scoreSubsequence(query: string, word: string): number {
  const share = query.length / word.length;
  const at = word.indexOf(query);
  if (at === 0) return query === word ? 1000 : PREFIX_SCORE + Math.round(180 * share);
  // Two letters stand in too many words. But a script that is written without spaces has its words inside.
  if (at > 0 && (query.length > 2 || query > '\u2e80')) return 450 + Math.round(100 * share);
  return isSkeleton(query, word) ? Math.round(PREFIX_SCORE * Math.sqrt(share)) : 0;
}

/** Letters left out: three or more are there, in order, from the first letter on. `rlbk` is `rollback`. */
function isSkeleton(query: string, word: string): boolean {
  if (query.length < 3 || query[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === query[at]) at++;
  return at === query.length;
}

/** Points of a word that looks like the query, or whose start does: 0 where that takes more errors than are forgiven. */
export function scoreTypo(query: string, word: string): number {
  const { whole, start } = editDistance(query, word);
  // Of three letters the start of nearly any word is one edit away.
  const distance = query.length > 3 ? Math.min(whole, start + 0.25) : whole;
  return Math.floor(distance) > maxTypos(query.length)
    ? 0
    : Math.round(PREFIX_SCORE - (PREFIX_SCORE * distance) / (query.length + 1));
}
