import Fuse from 'fuse.js';
import { bitCount, letterBit, letterMask, withRoom } from './typed-arrays.ts';
import { maxTypos, PREFIX_SCORE, scoreSubsequence, scoreTypo } from './word-score.ts';

/**
 * How well a query word matches the words of a vocabulary. `points` are by the number of the word, of 1000, 0 for no
 * match; `found` are the words that have some, and `best` is the most that one has.
 */
export type WordMatches = { readonly points: Uint16Array; readonly found: readonly number[]; readonly best: number };

/** The distinct words of the posts, numbered in the order in which they came. */
export type Vocabulary = {
  readonly words: readonly string[];
  /** The number of a word, which is new to the vocabulary or not. */
  readonly add: (word: string) => number;
  /** The matches of a query word among all the words that there are by now. */
  readonly match: (queryWord: string) => WordMatches;
};

/** Query words whose matches are remembered: those of the line being typed, and the way back by Backspace. */
const remembered = 48;

// A word has sixteen masks: one for each of its first fifteen starts, by length less one, and last one for all of it.
const [masks, whole] = [16, 15] as const;

/**
 * Matches query words against a vocabulary. Fuse says which words look alike; its hits are scored again by edit
 * distance, because Fuse counts a swap of two letters as two errors, and a reader who is still typing has the start of
 * a word in mind. Fuse takes a microsecond or more for a word, so it sees only those whose letters could do:
 *
 *   'rolback' forgives 2 errors: of the first 9 letters of a word at most 2 of a b c k l o r may be missing, and in
 *   its first 5 at most 2 may be others.  [rollback, robotic, lock] → Fuse is asked about the first two.
 */
export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  let letters = new Int32Array(masks * 1024);

  const add = (word: string): number => {
    const old = numbers.get(word);
    if (old !== undefined) return old;
    const number = words.length;
    words.push(word);
    numbers.set(word, number);
    letters = withRoom(letters, masks * words.length);
    for (let at = 0, mask = 0; at < whole; at++) {
      if (at < word.length) mask |= letterBit(word.charCodeAt(at));
      letters[masks * number + at] = mask;
    }
    letters[masks * number + whole] = letterMask(word);
    return number;
  };

  /** The matches of a query word among all words, those among the first of them being known. */
  const extended = (query: string, known: WordMatches): WordMatches => {
    const points = new Uint16Array(words.length);
    points.set(known.points);
    const errors = maxTypos(query.length);
    const mask = letterMask(query);
    const [first, last] = [query.length - errors - 1, query.length + errors - 1].map(at => Math.min(at, whole));
    const alike: number[] = [];
    for (let number = known.points.length; number < words.length; number++) {
      const own = masks * number;
      if ((mask & ~(letters[own + whole] ?? 0)) === 0) points[number] = scoreSubsequence(query, words[number] ?? '');
      if (errors === 0 || (points[number] ?? 0) >= PREFIX_SCORE) continue;
      const missing = mask & ~(letters[own + (last ?? 0)] ?? 0);
      const others = (letters[own + (first ?? 0)] ?? 0) & ~mask;
      if (bitCount(missing) <= errors && bitCount(others) <= errors) alike.push(number);
    }
    for (const number of lookingLike(query, errors, alike))
      points[number] = Math.max(points[number] ?? 0, scoreTypo(query, words[number] ?? ''));
    const found = [...known.found];
    let best = known.best;
    for (let number = known.points.length; number < words.length; number++) {
      const own = points[number] ?? 0;
      if (own > 0) found.push(number);
      if (own > best) best = own;
    }
    return { points, found, best };
  };

  /** Those of the numbered words that Fuse takes for the query. */
  const lookingLike = (query: string, errors: number, numbers: readonly number[]): readonly number[] => {
    if (numbers.length === 0) return [];
    // A swap is two errors to Fuse.
    const options = { threshold: (2 * errors) / query.length + 0.01, ignoreLocation: true, shouldSort: false };
    const fuse = new Fuse(
      numbers.map(number => words[number] ?? ''),
      options,
    );
    return fuse.search(query).map(({ refIndex }) => numbers[refIndex] ?? 0);
  };

  const known = new Map<string, WordMatches>();
  const match = (query: string): WordMatches => {
    let matches = known.get(query) ?? none;
    // What is known of a word stays true: only words that have come since are compared.
    if (matches.points.length < words.length) matches = extended(query, matches);
    known.delete(query);
    known.set(query, matches);
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return matches;
  };

  return { words, add, match };
}

const none: WordMatches = { points: new Uint16Array(0), found: [], best: 0 };
