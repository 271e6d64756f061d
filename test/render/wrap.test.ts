import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Span, textOf } from '../../src/render/line.ts';
import { own, sanitize } from '../../src/render/sanitize.ts';
import { fitting, graphemes, spansWidth, width } from '../../src/render/width.ts';
import { cutHard, wrap, wrapPaths } from '../../src/render/wrap.ts';

const plain = (text: string): readonly Span[] => [{ text: sanitize(text, 'prose'), styles: [] }];
const rows = (text: string, columns: number): readonly string[] => wrap(plain(text), columns).map(textOf);

test.each([
  ['the log is silent', 8, ['the log', 'is', 'silent']],
  ['the log is silent', 80, ['the log is silent']],
  ['the log', 7, ['the log']],
  ['the  log ', 6, ['the', 'log']],
  ['rollback', 3, ['rol', 'lba', 'ck']],
  ['a rollback b', 4, ['a', 'roll', 'back', 'b']],
  ['a\nb\n\nc', 80, ['a', 'b', '', 'c']],
  ['静かな池', 4, ['静か', 'な池']],
  ['静かな池。', 8, ['静かな', '池。']],
  ['「静か」な', 6, ['「静', 'か」な']],
  ['log、静か', 5, ['log、', '静か']],
  ['日本', 1, ['日', '本']],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
  ['e\u0301e\u0301', 1, ['e\u0301', 'e\u0301']],
  ['', 5, ['']],
])('%j in %i columns is %j', (text, columns, expected) => {
  expect(rows(text, columns)).toEqual(expected);
});

test('a word of two looks is one word, and neighbours that look alike are one span', () => {
  const spans: readonly Span[] = [
    { text: own('a roll'), styles: ['strong'] },
    { text: own('back'), styles: [] },
    { text: own('ed now'), styles: [] },
  ];
  expect(wrap(spans, 11)).toEqual([
    [{ text: 'a', styles: ['strong'] }],
    [
      { text: 'roll', styles: ['strong'] },
      { text: 'backed', styles: [] },
    ],
    [{ text: 'now', styles: [] }],
  ]);
});

test.each([
  ['post/a-b-/-c-d-/-e.md', 12, ['post/a-b-/', '  -c-d-/', '  -e.md']],
  ['post/a-/-b.md', 13, ['post/a-/-b.md']],
  ['1 min  post/a-b-/-c.md', 14, ['1 min  post/', '  a-b-/-c.md']],
  ['post/夜\u3000の\u00a0棚.md', 80, ['post/夜\u3000の\u00a0棚.md']],
  ['post/a-/-b', 4, ['post', '/a-/', '-b']],
])('the path %j in %i columns is %j', (text, columns, expected) => {
  expect(wrapPaths(plain(text), columns, 2).map(textOf)).toEqual(expected);
});

test.each([
  ['$ cat post/a.md', 6, ['$ cat ', 'post/a', '.md']],
  ['日本', 3, ['日', '本']],
  ['日', 1, ['日']],
  ['', 4, ['']],
])('%j is cut where %i columns end, into %j', (text, columns, expected) => {
  expect(cutHard(plain(text), columns).map(textOf)).toEqual(expected);
});

test.each([
  ['abc', 2, 'ab'],
  ['日本', 3, '日'],
  ['日本', 1, ''],
  ['e\u0301x', 1, 'e\u0301'],
])('of %j there fits in %i cells %j', (text, cells, start) => {
  expect(fitting(text, cells)).toBe(start);
});

test('spans take the cells of their texts', () => {
  expect(spansWidth([...plain('日本'), ...plain('e\u0301!')])).toBe(6);
});

const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,9}[.,]?$/) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '「',
      '」',
      '。',
      '静',
      'か',
      'ッ',
      'ー',
      '👍🏽',
      '🏳️‍🌈',
      'e\u0301',
      '“',
      '”',
      '…',
      '/',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const texts = fc
  .array(pieces, { maxLength: 30 })
  .map(parts => sanitize(parts.join('').replaceAll('\t', ' '), 'prose'))
  .filter(text => graphemes(text).every(grapheme => width(grapheme) <= 2));
const isTooWide = (row: string, columns: number): boolean =>
  width(row) > columns && !(columns === 1 && graphemes(row.trim()).length === 1);
const unspaced = (text: string): string => text.replace(/[ \n]/g, '');

test.each([
  ['wrap', wrap],
  ['wrapPaths', (spans: readonly Span[], columns: number) => wrapPaths(spans, columns, 2)],
  [
    'cutHard',
    (spans: readonly Span[], columns: number) =>
      cutHard(
        spans.map(span => ({ ...span, text: own(unspaced(span.text)) })),
        columns,
      ),
  ],
])('%s makes no row wider than the width, and keeps every character in order', (_, set) => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 120 }), (text, columns) => {
      const rows = set([{ text, styles: [] }], columns).map(textOf);
      expect(rows.filter(row => isTooWide(row, columns))).toEqual([]);
      expect(unspaced(rows.join(''))).toBe(unspaced(text));
    }),
    { numRuns: 300 },
  );
});

test('no row starts with closing punctuation, and none ends with an opening bracket', () => {
  const phrase = fc.constantFrom('静', 'か', '静、', 'か。', '「静', '池」', '「池」。', ' log', ' log」', ' （a）');
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1 }), fc.integer({ min: 10, max: 40 }), (phrases, columns) => {
      expect(rows(phrases.join('').trim(), columns).filter(row => /^[、。」）]|[「（]$/.test(row))).toEqual([]);
    }),
  );
});
