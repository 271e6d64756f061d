import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReplies } from '../../src/theme/background-reply.ts';
import { isLight, type Rgb } from '../../src/theme/color.ts';

const osc = '\x1b]11;rgb:ffff/ffff/ffff\x1b\\';
const da1 = '\x1b[?62;22c';
const white: Rgb = [255, 255, 255];

test.each<[string, Rgb | null]>([
  ['rgb:ffff/8080/0000\x07', [255, 128, 0]],
  ['rgb:1e1e/1e1e/2e2e\x1b\\', [30, 30, 46]],
  ['rgb:ff/80/00\x07', [255, 128, 0]],
  ['rgb:fff/000/800\x07', [255, 0, 128]],
  ['rgb:f/8/0\x07', [255, 136, 0]],
  ['RGB:FFFF/FfFf/0\x07', [255, 255, 0]],
  ['rgba:0000/0000/ffff/8000\x07', [0, 0, 255]],
  ['rgb:ffff/ffff/ffff\x1b', white], // rxvt-unicode
  ['rgb:fffff/0/0\x07', null],
  ['rgb:ff/ff\x07', null],
  ['rgb:gg/00/00\x07', null],
  ['white\x07', null],
  ['\x07', null],
])('the background %j is %j', (color, background) => {
  expect(readReplies(`\x1b]11;${color}${da1}`)).toEqual({ background, isAnswered: true, typed: '', pending: '' });
});

test.each<[string, Rgb | null, boolean, string, string]>([
  ['', null, false, '', ''],
  ['ls', null, false, 'ls', ''],
  [osc, white, false, '', ''],
  [da1, null, true, '', ''],
  ['\x1b[?c', null, true, '', ''],
  [osc + da1, white, true, '', ''],
  [da1 + osc, white, true, '', ''],
  [`a${osc}b${da1}c`, white, true, 'abc', ''],
  [`${osc}\x1b]11;rgb:0/0/0\x07${da1}`, white, true, '', ''],
  [`\x1b]11;?\x07${osc}${da1}`, white, true, '', ''],
  ['\x1b[A\x1b[3~\x1bOP\x1bx', null, false, '\x1b[A\x1b[3~\x1bOP\x1bx', ''],
  ['\x1b]10;rgb:0/0/0\x07', null, false, '\x1b]10;rgb:0/0/0\x07', ''],
  ['a\x1b', null, false, 'a', '\x1b'],
  ['a\x1b\x1b', null, false, 'a\x1b', '\x1b'],
  ['a\x1b[', null, false, 'a', '\x1b['],
  ['a\x1b[?6', null, false, 'a', '\x1b[?6'],
  ['a\x1b]1', null, false, 'a', '\x1b]1'],
  ['a\x1b]11;rgb:ff', null, false, 'a', '\x1b]11;rgb:ff'],
  ['a\x1b]11;rgb:ff/0/0\x1b', null, false, 'a', '\x1b]11;rgb:ff/0/0\x1b'],
  [`\x1b${osc}]`, white, false, '\x1b]', ''],
  [`\x1b${osc}${da1}`, white, true, '\x1b', ''],
  [`${da1}a\x1b`, null, true, 'a\x1b', ''],
  [`${da1}\x1b]`, null, true, '\x1b]', ''],
])(
  'reads from %j the background %j, answered %j, typed %j, pending %j',
  (text, background, isAnswered, typed, pending) => {
    expect(readReplies(text)).toEqual({ background, isAnswered, typed, pending });
  },
);

const keys = fc.string({ unit: 'grapheme' }).map(text => text.replaceAll('\x1b', ''));

test('a text that is cut gives the same result when it is read on from what is pending', () => {
  fc.assert(
    fc.property(keys, keys, keys, fc.array(fc.nat(99)), (before, between, after, cuts) => {
      const text = before + osc + between + da1 + after;
      const ends = [...cuts.map(cut => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const chunks = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
      let typed = '';
      let pending = '';
      let background: Rgb | null = null;
      for (const chunk of chunks) {
        const replies = readReplies(pending + chunk);
        background ??= replies.background;
        typed += replies.typed;
        pending = replies.pending;
      }
      expect({ background, typed, pending }).toEqual({
        background: white,
        typed: before + between + after,
        pending: '',
      });
    }),
  );
});

test('keeps everything that was typed', () => {
  const pieces = fc.array(fc.constantFrom('\x1b', '[', ']', '1', ';', '?', 'c', '\\', '\x07', 'rgb:', 'a'));
  fc.assert(
    fc.property(pieces, ([...keys]) => {
      const text = keys.join('').replace(/\]11;|\[\?/g, '');
      const { typed, pending, isAnswered } = readReplies(text);
      expect([typed + pending, isAnswered]).toEqual([text, false]);
    }),
  );
});

describe('a background is', () => {
  test.each<[string, Rgb, boolean]>([
    ['black', [0, 0, 0], false],
    ['white', white, true],
    ['Solarized dark', [0, 43, 54], false],
    ['Solarized light', [253, 246, 227], true],
    ['the last dark grey', [117, 117, 117], false],
    ['the first light grey', [118, 118, 118], true],
    ['pure blue', [0, 0, 255], false],
    ['pure red', [255, 0, 0], true],
    ['pure green', [0, 255, 0], true],
  ])('%s, %j: light %j', (_, background, light) => {
    expect(isLight(background)).toBe(light);
  });
});
