import { expect, test } from 'vitest';
import { createVocabulary, type Vocabulary } from '../../src/search/vocabulary.ts';

const words = ['rollback', 'rolling', 'existed', 'this', 'is', 'log'];

function vocabularyOf(words: readonly string[]): Vocabulary {
  const vocabulary = createVocabulary();
  for (const word of words) vocabulary.add(word);
  return vocabulary;
}

const vocabulary = vocabularyOf(words);

test.each([
  ['rollback', ['rollback']],
  ['roll', ['rolling', 'rollback']],
  ['rolback', ['rollback']],
  ['orllback', ['rollback']],
  ['exsted', ['existed']],
  ['exosted', ['existed']],
  ['tihs', ['this']],
  ['rlbk', ['rollback']],
  ['lg', []],
  ['ix', []],
  ['zebra', []],
])('the query word %j matches %j, best first', (query, matched) => {
  const points = vocabulary.match(query);
  const found = [...words.keys()].filter(number => points[number] !== 0);
  const sorted = found.toSorted((a, b) => (points[b] ?? 0) - (points[a] ?? 0));
  expect(sorted.map(number => words[number])).toEqual(matched);
});

test('a word has one number', () => {
  const { add, words } = vocabularyOf(['log', 'is', 'log']);
  expect(words).toEqual(['log', 'is']);
  expect([add('is'), add('long'), add('log')]).toEqual([1, 2, 0]);
});

test('a query word also matches words added after it was first matched', () => {
  const growing = vocabularyOf(words.slice(0, 1));
  expect([...growing.match('roll')].map(points => points > 0)).toEqual([true]);
  for (const word of words) growing.add(word);
  expect(growing.match('roll')).toEqual(vocabulary.match('roll'));
});

test('a query word that left the cache is matched again', () => {
  const first = vocabulary.match('roll');
  for (let at = 0; at < 100; at++) vocabulary.match(`x${at}`);
  expect(vocabulary.match('roll')).toEqual(first);
  expect(vocabulary.match('roll')).not.toBe(first);
});
