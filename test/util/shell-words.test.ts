import { spawnSync } from 'node:child_process';
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord, shellOperatorIn, splitWords } from '../../src/util/shell-words.ts';
import { many } from '../support/sample.ts';

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
  expect(splitWords(line)).toEqual(split);
});

test.each([
  ['ls | head -5', '|'],
  ['ls|head', '|'],
  ['ls; ls', ';'],
  ['ls && ls', '&&'],
  ['ls >out', '>'],
  ['ls -l 2>/dev/null', '2>'],
  ['grep -c the >> x', '>>'],
  ["find '|'", null],
  ["fortune -m '&'", null],
  ['grep --color never "a >b"', null],
  ['grep a|b', null],
  ['find a\\ \\| b', null],
  ['ls', null],
])('the line %s has the operator %s', (line, operator) => {
  expect(shellOperatorIn(line)).toBe(operator);
});

test.each([
  ['a-/-b.md', 'a-/-b.md'],
  ['größe/静か.txt', 'größe/静か.txt'],
  ['two words', "'two words'"],
  ["it's", "'it'\\''s'"],
  ['a\\b', "'a'\\\\'b'"],
  ['$(x)`y`', "'$(x)`y`'"],
  ['', "''"],
  ['=ls', "'=ls'"],
  ['%self', "'%self'"],
])('quotes the word %j as %j', (word, quoted) => {
  expect(quoteWord(word)).toBe(quoted);
});

test('reads quoted words back, without an operator', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), each => {
      expect(splitWords(each.map(quoteWord).join(' '))).toEqual(each);
      expect(shellOperatorIn(each.map(quoteWord).join(' '))).toBe(null);
    }),
  );
});

test.each(['7', 'a|', '<1', "'", '\\', 'b a|', '" '])(
  'the operator of a long line of %s is found in linear time',
  part => {
    const text = `b ${part.repeat(many(400_000))}`;
    expect(shellOperatorIn(text) === null || text.includes(shellOperatorIn(text) ?? '')).toBe(true);
  },
);

const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe.each(['bash', 'dash', 'zsh', 'fish'])('%s', shell => {
  test.skipIf(!isInstalled(shell))('reads a quoted word as that word, and runs nothing of it', () => {
    const part = fc.constantFrom(
      "'",
      '\\',
      '"',
      '`',
      '$',
      '(',
      ')',
      '{',
      '}',
      ';',
      '&',
      '|',
      '<',
      '*',
      '?',
      '[',
      ']',
      '!',
      '~',
      '#',
      '=',
      '%',
      '^',
      ' ',
      '\t',
      '-',
      'a',
      '語',
      'HOME',
      "\\'",
    );
    const words = fc.array(
      fc.array(part, { maxLength: 8 }).map(parts => parts.join('')),
      { minLength: 50, maxLength: 50 },
    );
    fc.assert(
      fc.property(words, all => {
        const script = `printf '<%s>\\n' ${all.map(quoteWord).join(' ')}`;
        const { stdout, stderr } = spawnSync(shell, ['-c', script], {
          encoding: 'utf8',
          env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: '/home/nobody' },
        });
        expect(stderr).toBe('');
        expect(stdout).toBe(all.map(word => `<${word}>\n`).join(''));
      }),
      { numRuns: 20 },
    );
  });
});
