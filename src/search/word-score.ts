import Fuse from 'fuse.js/basic';

// The points of the word 'existed' for query words:
//
//   'existed' 1000        'exi', its start, 877        'sted', its middle, 657
//   'exsted', letters left out, 555                    'exosted', a typo, 525

/** The minimum points of a word that starts with the query word. With fewer, the query may be a typo or an abbreviation. */
export const PREFIX_SCORE = 800;
/** Minimum points of a word that has the query word inside. With fewer, letters are left out or wrong. */
export const SUBSTRING_SCORE = 600;
/** The maximum length of a short query word. If any word starts with it, words with a typo do not match. */
export const MAX_SHORT_LENGTH = 4;

/** Fuse compares at most 32 letters. */
const MAX_TYPO_LENGTH = 32;

/** Returns the number of typos that a query word may have. */
function maxTypos(length: number): number {
  if (length < 3 || length > MAX_TYPO_LENGTH) return 0;
  return length < 6 ? 1 : 2;
}

/**
 * Returns the points of each word for a query word. Fuse takes a microsecond or more for a word, so it compares only
 * words whose letters allow a match:
 *
 *   'rolback' may have 2 typos. So the first 9 letters of a word may lack at most 2 of its letters, and the first 5 may
 *   have at most 2 other letters.  [rollback, robotic, lock] → Fuse compares the first two.
 */
export function scoreWords(query: string, words: readonly string[], letterSets: readonly number[]): Uint16Array {
  const points = new Uint16Array(words.length);
  const typos = maxTypos(query.length);
  const isShort = query.length <= MAX_SHORT_LENGTH;
  const letters = letterSet(query);
  let isFound = false;
  const [similar, numbers]: [string[], number[]] = [[], []];
  for (let number = 0; number < words.length; number++) {
    const missing = countMissing(letters, letterSets[number] ?? 0);
    if (missing > typos) continue;
    const word = words[number] ?? '';
    const score = missing === 0 ? scoreSubsequence(query, word) : 0;
    points[number] = score;
    isFound ||= score >= PREFIX_SCORE;
    if (typos === 0 || score >= PREFIX_SCORE) continue;
    if (isShort && (isFound || !mayBeShortTypo(query, word))) continue;
    if (countMissing(letters, letterSet(word.slice(0, query.length + typos))) > typos) continue;
    if (countMissing(letterSet(word.slice(0, query.length - typos)), letters) > typos) continue;
    similar.push(word);
    numbers.push(number);
  }
  if (similar.length === 0 || (isShort && isFound)) return points;
  // A match must begin at the first letter, so Fuse's score is the edit distance to a start of the word.
  const anchor = { location: 0, distance: 0, findAllMatches: true };
  const options = { includeScore: true, shouldSort: false, threshold: typos / query.length, ...anchor };
  const raise = (word: string, at: number, score: number): void => {
    const number = numbers[at] ?? 0;
    points[number] = Math.max(points[number] ?? 0, scoreTypo(query, word, score));
  };
  for (const { item, refIndex, score = 1 } of new Fuse(similar, options).search(query)) raise(item, refIndex, score);
  // Fuse counts a swap as two typos.
  for (const [at, word] of similar.entries()) if (hasSwap(query, word)) raise(word, at, 1 / query.length);
  return points;
}

/** Returns the points of each word for a query word that must be in it as it is typed. */
export const scoreExact = (query: string, words: readonly string[]): Uint16Array =>
  Uint16Array.from(words, word => scoreSubstring(query, word));

function scoreSubstring(query: string, word: string): number {
  const at = word.indexOf(query);
  if (at < 0) return 0;
  const share = query.length / word.length;
  if (at > 0) return SUBSTRING_SCORE + Math.round(100 * share);
  return query === word ? 1000 : PREFIX_SCORE + Math.round(180 * share);
}

/** Returns the points of a word that has all letters of the query: as the whole word, its start, its middle, or with gaps. */
function scoreSubsequence(query: string, word: string): number {
  const score = scoreSubstring(query, word);
  // Too many words have the same two letters inside. But scripts without spaces have words inside others.
  if (score >= PREFIX_SCORE || (score > 0 && (query.length > 2 || query > '\u2e80'))) return score;
  return isSkeleton(query, word) ? Math.round(SUBSTRING_SCORE * Math.sqrt(query.length / word.length)) : 0;
}

/** Letters of a long word that are in order are likely to be there by chance: `cron` in `contributions`. */
const MIN_SKELETON_SHARE = 0.4;

/** Whether a query has at least three letters of a word, in order, including the first: `rlbk` for `rollback`. */
function isSkeleton(query: string, word: string): boolean {
  if (query.length < 3 || query[0] !== word[0] || query.length < MIN_SKELETON_SHARE * word.length) return false;
  let at = 0;
  for (const letter of word) if (letter === query[at]) at++;
  return at === query.length;
}

/**
 * Whether a word of three or four letters may be a typo of another: a swap, or, of four letters, a word with the same first
 * letter. One typo away from fewer letters is nearly any word.
 */
const mayBeShortTypo = (query: string, word: string): boolean =>
  hasSwap(query, word) || (query.length === MAX_SHORT_LENGTH && word[0] === query[0]);

/** Returns the points of a word by Fuse's score, which is the number of typos per letter of the query. */
function scoreTypo(query: string, word: string, score: number): number {
  const typos = score * query.length;
  const isStart = word.length > query.length + (query.length > 3 ? typos : 0);
  // Four letters are one typo away from the start of nearly any word.
  if (isStart && query.length <= MAX_SHORT_LENGTH) return 0;
  return Math.round(SUBSTRING_SCORE * (1 - (typos + (isStart ? 0.25 : 0)) / (query.length + 1)));
}

/** Whether a query is the start of a word, except for a swap of two neighbors: `tihs` for `this`. */
function hasSwap(query: string, word: string): boolean {
  let at = 0;
  while (at < query.length && query[at] === word[at]) at++;
  return query[at] === word[at + 1] && query[at + 1] === word[at] && word.startsWith(query.slice(at + 2), at + 2);
}

/**
 * Returns the set of letters in a text: a bit for each of a to z, and six bits that all other letters share. If the bit of
 * a letter is set, the letter may be in the text; otherwise it is not.
 */
export function letterSet(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return letters;
}

/** Returns the number of letters of a set that another set lacks. */
export function countMissing(letters: number, others: number): number {
  let count = 0;
  for (let bits = letters & ~others; bits !== 0; bits &= bits - 1) count++;
  return count;
}
