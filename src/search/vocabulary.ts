import { letterSet } from './letters.ts';
import { scoreWords } from './word-score.ts';

/** The distinct words of the posts, numbered in the order in which they came. */
export type Vocabulary = {
  readonly words: readonly string[];
  /** Returns the number of a word, new or not. */
  readonly add: (word: string) => number;
  /** The points of every word for a query word, by the word's number: up to 1000, 0 for no match. */
  readonly match: (queryWord: string) => Uint16Array;
};

/** Query words whose points are remembered: those of the line being typed, and the way back by Backspace. */
const MAX_REMEMBERED = 48;

export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const letterSets: number[] = [];
  const numbers = new Map<string, number>();
  const remembered = new Map<string, Uint16Array>();
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
      let points = remembered.get(queryWord);
      if (points?.length === words.length) return points;
      points = scoreWords(queryWord, words, letterSets);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(queryWord, points);
      return points;
    },
  };
}
