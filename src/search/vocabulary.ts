import { letterSet, scoreWords } from './word-score.ts';

/** The distinct words of the posts, numbered in the order in which they were added. */
export type Vocabulary = {
  readonly words: readonly string[];
  /** Adds a word if it is new. Returns its number. */
  readonly add: (word: string) => number;
  /** Returns the points of every word for a query word, by the word's number: up to 1000, 0 for no match. */
  readonly match: (queryWord: string) => Uint16Array;
};

/** The number of query words whose points are cached: enough for the typed line, and for Backspace. */
const MAX_CACHED = 48;

export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const letterSets: number[] = [];
  const numbers = new Map<string, number>();
  const cache = new Map<string, Uint16Array>();
  return {
    words,
    add: word => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, words.length);
      letterSets.push(letterSet(word));
      return words.push(word) - 1;
    },
    match: queryWord => {
      let points = cache.get(queryWord);
      if (points?.length === words.length) return points;
      points = scoreWords(queryWord, words, letterSets);
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(queryWord, points);
      return points;
    },
  };
}
