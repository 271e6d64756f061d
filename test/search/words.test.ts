import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, wordMatcher } from '../../src/search/words.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['log', 'log', 0],
  ['exsted', 'existed', 1],
  ['tihs', 'this', 1],
  ['rolback', 'rollback', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
])('from %j to %j it is %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

test('a distance is the same both ways, and never longer than the longer word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

const vocabulary = ['rollback', 'rolling', 'existed', 'this', 'is', 'log'];
const match = wordMatcher(vocabulary);

test.each([
  ['rollback', ['rollback']],
  ['roll', ['rolling', 'rollback']],
  ['rolback', ['rollback']],
  ['exsted', ['existed']],
  ['tihs', ['this']],
  ['rlbk', ['rollback']],
  ['lg', []],
  ['ix', []],
  ['zebra', []],
])('the query word %j matches %j, best first', (query, words) => {
  const scores = [...match(query)].sort(([, a], [, b]) => b - a);
  expect(scores.map(([word]) => word)).toEqual(words);
});

test('the same word scores 1, a prefix above 0.8, a likeness below it', () => {
  expect(match('rollback').get('rollback')).toBe(1);
  expect(match('rollbac').get('rollback')).toBeGreaterThan(0.8);
  expect(match('rolback').get('rollback')).toBeLessThan(0.8);
});
