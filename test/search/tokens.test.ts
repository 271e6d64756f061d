import { expect, test } from 'vitest';
import { letterOffsets, tokenize, toWords } from '../../src/search/tokens.ts';

test.each([
  ["a shell I once / BIOS's", ['a', 'shell', 'i', 'once', 'bios', 's']],
  ['Café', ['cafe']],
  ['cafe\u0301', ['cafe']],
  ['静かなログ', ['静かなログ']],
  ['がぎ', ['がぎ']],
  ['İstanbul', ['istanbul']],
  [' / - ', []],
])('the words of %j are %j', (text, words) => {
  expect(toWords(text)).toEqual(words);
  expect(tokenize(text).map(token => token.word)).toEqual(words);
});

test.each([
  ['no rollback', 1, [3, 4, 5, 6, 7, 8, 9, 10]],
  ['e\u0301te\u0301', 0, [0, 2, 3]],
  ['la Café', 1, [3, 4, 5, 6]],
])('in %j the letters of word %i have the offsets %j', (text, at, offsets) => {
  const token = tokenize(text)[at];
  expect(token && letterOffsets(text, token)).toEqual(offsets);
});
