import { expect, test } from 'vitest';
import { letterSet, scoreWords } from '../../src/search/word-score.ts';

const score = (query: string, word: string): number | undefined => scoreWords(query, [word], [letterSet(word)])[0];

test.each([
  ['existed', 'existed', 1000],
  ['exi', 'existed', 877],
  ['exsted', 'existed', 555],
  ['sted', 'existed', 657],
  ['rollback', 'rollback', 1000],
  ['roll', 'rollback', 890],
  ['back', 'rollback', 650],
  ['ck', 'rollback', 0],
  ['読', '誰も読まない', 617],
  ['rlbk', 'rollback', 424],
  ['rk', 'rollback', 0],
  ['xisted', 'existed', 686],
  ['rolb', 'rollback', 424],
  ['cron', 'contributions', 0],
  ['llbk', 'rollback', 0],
  ['xyz', 'rollback', 0],
])('the letters of %j score in %j: %i', (query, word, points) => {
  expect(score(query, word)).toBe(points);
});

test.each([
  ['exosted', 'existed', 525],
  ['tihs', 'this', 480],
  ['rolb', 'roll', 480],
  ['bolt', 'roll', 0],
  ['shel', 'shelves', 903],
  ['ssh', 'she', 0],
  ['cron', 'confident', 0],
  ['teh', 'the', 450],
  ['teh', 'then', 0],
  ['zebra', 'existed', 0],
  ['a'.repeat(32), `b${'a'.repeat(31)}`, 582],
  ['a'.repeat(33), `b${'a'.repeat(32)}`, 0],
])('%j as a typo of %j scores %i', (query, word, points) => {
  expect(score(query, word)).toBe(points);
});
