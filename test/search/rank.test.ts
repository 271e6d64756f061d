import { expect, test } from 'vitest';
import { rankPosts } from '../../src/search/rank.ts';
import { countMissing, letterSet } from '../../src/search/word-score.ts';

test.each([
  [[], null, []],
  [[0, 0], null, []],
  [[5, 0, 900, 5], null, [2, 0, 3]],
  [
    [5, 0, 900, 5],
    [3, 2, 1, 0],
    [2, 3, 0],
  ],
])('posts with scores %j, in the order %j, rank %j', (points, order, ranked) => {
  expect([...rankPosts(Uint16Array.from(points), order && Int32Array.from(order))]).toEqual(ranked);
});

test.each([
  ['', 0],
  ['abba', 2],
  ['rollback', 7],
  ['ログ', 2],
])('%j has %i different letters', (text, letters) => {
  expect(countMissing(letterSet(text), 0)).toBe(letters);
});
