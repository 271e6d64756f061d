import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords } from '../../src/posts/count-words.ts';

test.each([
  ['', 0],
  ["it's well-known — 42 / x", 4],
  ['静かな池', 2],
  ['a\n\n```sh\nrm -rf x\n```\n\nb', 2],
  ['a\n\n- b\n\n  ~~~\n  code\n  ~~~\n\nc', 3],
  ['a\n\n````\n```\ncode\n````\nb', 2],
  ['a\n\n```\ncode to the end', 1],
  ['a <!-- no\n\nwords --> b', 2],
  ['a <!-- b', 2],
  ['<p class="no">a <b>b</b></p>', 2],
  ['<style>\np { color: red }\n</style> a', 2],
  ['![a](data:image/png;base64,iVBORw0KGgoAAA) b', 2],
  ['![a](data:image/png;base64, iVBORw0KGgoAAA) b', 2],
  ['a <img src="data:image/png;base64,iVBO\nRw0K Ggo"> b', 2],
  ["a <img src='data:image/svg+xml;utf8,<svg><text>no words</text></svg>'> b", 2],
  ['a\n\n[a]: data:text/plain;charset=utf-8;base64,aGVsbG8+Lw==', 2],
  ['a\n\n[a]: <data:text/plain,no words here>', 2],
  ['"data:, she said, data: it is."', 6],
  ['1 < 2', 2],
])('%j has %i words of prose', (body, words) => {
  expect(countWords(body)).toBe(words);
});

test('The words are those that an expression finds between characters of CJK, of which two are a word', () => {
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
  const part = fc.oneof(
    fc.constantFrom(
      'a',
      'Z',
      '7',
      "'",
      '’',
      '.',
      '-',
      ' ',
      '\n',
      '_',
      'é',
      'e\u0301',
      '池',
      'な',
      '〇',
      '\u3099',
      '𝐚',
      '🚂',
      '\ud835',
    ),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  const prose = fc.array(part, { maxLength: 40 }).map(parts => parts.join('').replace(/[<`~:]/g, ''));
  fc.assert(
    fc.property(prose, text => {
      const characters = text.match(cjk)?.length ?? 0;
      const others = text.replace(cjk, ' ').match(word)?.length ?? 0;
      expect(countWords(text)).toBe(Math.ceil(characters / 2) + others);
    }),
  );
});

test.each([
  '<!--',
  '<a ',
  '```\n~~~\n',
  '<style',
  'data:',
  'data:a/b,',
  '"data:a/b,',
  "<data:a/b,'data:a/b,",
  'data:a/',
  'data:;a',
  '<',
])('takes linear time for many %j', piece => {
  // In quadratic time it would be minutes.
  expect(countWords(piece.repeat(1_000_000))).toBeGreaterThanOrEqual(0);
});
