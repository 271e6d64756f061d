import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted, words } from '../../src/shell/words.ts';

test.each([
  ['', []],
  ['  ls   -l ', ['ls', '-l']],
  ["cat 'a / b / c' -l", ['cat', 'a / b / c', '-l']],
  ['cat "a \\"b\\" \\n" c\\ d', ['cat', 'a "b" \\n', 'c d']],
  ["a'b c'd''", ['ab cd']],
  ["''", ['']],
  ['$HOME * `x`', ['$HOME', '*', '`x`']],
  ["cat 'a", null],
  ['cat "a\\"', null],
  ['cat a\\', null],
])('the line %j has the words %j', (line, split) => {
  expect(words(line)).toEqual(split);
});

test('a quoted word is that word', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), each => {
      expect(words(each.map(quoted).join(' '))).toEqual(each);
    }),
  );
});
