import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAround, cutRow, partOf } from '../../src/text/fit-row.ts';
import { type Row, textOf } from '../../src/text/span.ts';
import { spansWidth, width } from '../../src/text/width.ts';
import { asSafe } from '../support/safe.ts';

/** The text before `[` or `]` and after it, as spans; the text in brackets has the style of a match. */
const rowOf = (marked: string): Row =>
  marked
    .split(/[[\]]/)
    .map((text, at) => ({ text: asSafe(text), styles: at % 2 === 1 ? ['match' as const] : [] }))
    .filter(({ text }) => text !== '');

test.each([
  ['ten o clock', 11, 'ten o clock'],
  ['ten o clock', 10, 'ten o clo…'],
  ['ten o clock', 1, '…'],
  ['茶の水', 6, '茶の水'],
  ['茶の水', 5, '茶の…'],
  ['茶の水', 4, '茶 …'],
  ['cafe\u0301s', 5, 'cafe\u0301s'],
  ['cafe\u0301s', 4, 'caf…'],
])('%j is cut to %i cells as %j', (text, columns, cut) => {
  expect(textOf(cutRow(rowOf(text), columns))).toBe(cut);
});

test('a row that is cut keeps an empty span for each match that a search finds in its rest', () => {
  const row: Row = [
    { text: asSafe('one '), styles: [] },
    { text: asSafe('two'), styles: ['match'], matchIndex: 0 },
    { text: asSafe(' three'), styles: ['match'], matchIndex: 1 },
  ];
  expect(cutRow(row, 6).map(({ text, matchIndex, column }) => [text, matchIndex, column])).toEqual([
    ['one ', undefined, undefined],
    ['t', 0, undefined],
    ['', 1, undefined],
    ['…', undefined, undefined],
  ]);
});

const NOT_CUT = { before: false, after: false };

/** Cuts a line around its first match. */
function cut(marked: string, columns: number, isCut = NOT_CUT): string {
  const row = rowOf(marked);
  const at = row.findIndex(({ styles }) => styles.includes('match'));
  const from = spansWidth(row.slice(0, at));
  return textOf(cutAround({ row, from, to: from + spansWidth(row.slice(at, at + 1)), isCut }, columns));
}

test.each<[string, string, number, string, { before: boolean; after: boolean }?]>([
  ['a line that fits', 'the [log] is full', 15, 'the log is full'],
  ['a match near the start', 'the [log] is full', 10, 'the log i…'],
  ['a match near the end', 'nobody had looked at the [log]', 12, '… at the log'],
  ['a match in the middle', 'nobody had looked at the [log] since the spring', 15, '… the log sinc…'],
  ['the first of several matches', 'far far far far far [a] far far far far far [b]', 16, '… far a far far…'],
  ['a match behind a long word', 'see abcdefghij [log] ok', 16, '…cdefghij log ok'],
  ['a match that is wider than the row', 'and then [abcdefghijklmnop] was', 8, '…abcdef…'],
  ['wide characters', '茶茶茶茶茶茶茶茶[水]茶茶茶茶茶茶茶茶', 11, '… 茶水茶茶…'],
  ['a part of a longer line', 'of a [part] of a', 20, '…of a part of a…', { before: true, after: true }],
  ['the start of a longer line', 'a [part] of a', 20, 'a part of a…', { before: false, after: true }],
])('cuts %s', (_, marked, columns, expected, isCut) => {
  expect(cut(marked, columns, isCut)).toBe(expected);
});

test('shows the first match in as many cells as there are, whatever the characters', () => {
  const text = fc.array(fc.constantFrom('a', ' ', '茶', 'e\u0301', '👩‍🌾', '한', '\u3000', '-'), { maxLength: 60 });
  const match = fc.array(fc.constantFrom('x', '水', 'o\u0308'), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(text, match, text, fc.integer({ min: 10, max: 80 }), (before, match, after, columns) => {
      const [start, middle] = [before.join(''), match.join('')];
      const line = start + middle + after.join('');
      const shown = cut(`${start}[${middle}]${after.join('')}`, columns);
      expect(shown).toContain(middle);
      expect(width(shown)).toBeLessThanOrEqual(columns);
      if (width(line) <= columns) expect(shown).toBe(line);
      else expect(width(shown)).toBeGreaterThanOrEqual(columns - 2);
      const inner = shown.replace(/^…|…$/g, '').trim();
      expect(line).toContain(inner);
    }),
  );
});

test('a part of a row ends at the columns, with blanks for half characters', () => {
  expect(textOf(partOf(rowOf('ab茶cd'), 1, 3))).toBe('b ');
});
