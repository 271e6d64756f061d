import { expect, test } from 'vitest';
import { letterSet, scoreWords } from '../../src/search/word-score.ts';

const score = (query: string, word: string): number | undefined => scoreWords(query, [word], [letterSet(word)])[0];

test.each([
  ['existed', 'existed', 1000],
  ['exi', 'existed', 877],
  ['exsted', 'existed', 741],
  ['sted', 'existed', 507],
  ['rollback', 'rollback', 1000],
  ['roll', 'rollback', 890],
  ['back', 'rollback', 500],
  ['ck', 'rollback', 0],
  ['読', '誰も読まない', 467],
  ['rlbk', 'rollback', 566],
  ['rk', 'rollback', 0],
  ['llbk', 'rollback', 0],
  ['xyz', 'rollback', 0],
])('the letters of %j score in %j: %i', (query, word, points) => {
  expect(score(query, word)).toBe(points);
});

test.each([
  ['exosted', 'existed', 700],
  ['xisted', 'existed', 686],
  ['tihs', 'this', 640],
  ['rolb', 'rollback', 600],
  ['teh', 'the', 600],
  ['teh', 'then', 0],
  ['zebra', 'existed', 0],
  ['a'.repeat(32), `b${'a'.repeat(31)}`, 776],
  ['a'.repeat(33), `b${'a'.repeat(32)}`, 0],
])('%j as a typo of %j scores %i', (query, word, points) => {
  expect(score(query, word)).toBe(points);
});
