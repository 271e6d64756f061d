import { editsBetween } from './edits.ts';

// What a word is worth to a query word, of 1000. Each kind of match has a range of its own, in the order in which a
// reader would believe in it:
//
//   existed   'existed' 1000   a start: 'exi' 877   a typing error: 'exsted' 686   letters left out: 'xstd' …

/** A start of a word is worth this and more; what is not even that may be a typing error or an abbreviation. */
export const startPoints = 800;

/** Typing errors that are forgiven in a query word of so many letters. */
export const forgiven = (letters: number): number => (letters < 3 ? 0 : letters < 6 ? 1 : 2);

/** Points of a word that may have all letters of the query: for itself, a start, a middle, or letters left out. */
export function lettersPoints(query: string, word: string): number {
  const share = query.length / word.length;
  const at = word.indexOf(query);
  if (at === 0) return query === word ? 1000 : startPoints + Math.round(180 * share);
  // Two letters stand in too many words. But a script that is written without spaces has its words inside.
  if (at > 0 && (query.length > 2 || query > '\u2e80')) return 450 + Math.round(100 * share);
  return isSkeleton(query, word) ? Math.round(skeletonPoints * Math.sqrt(share)) : 0;
}

const skeletonPoints = 800;

/** Letters left out: three or more are there, in order, from the first letter on. `rlbk` is `rollback`. */
function isSkeleton(query: string, word: string): boolean {
  if (query.length < 3 || query[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === query[at]) at++;
  return at === query.length;
}

/** Points of a word that looks like the query, or whose start does: 0 where that takes more errors than are forgiven. */
export function likeness(query: string, word: string): number {
  const { whole, start } = editsBetween(query, word);
  // Of three letters the start of nearly any word is one edit away.
  const distance = query.length > 3 ? Math.min(whole, start + 0.25) : whole;
  return Math.floor(distance) > forgiven(query.length) ? 0 : Math.round(800 - (800 * distance) / (query.length + 1));
}
