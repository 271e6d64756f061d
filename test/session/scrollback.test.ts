import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, textOf } from '../../src/render/line.ts';
import { layoutPost } from '../../src/render/page.ts';
import { searcher } from '../../src/search/fuzzy.ts';
import { scrollback } from '../../src/session/scrollback.ts';
import { opening, reduce, type Size, type State } from '../../src/session/state.ts';

const paragraphs = Array.from(
  { length: 30 },
  (_, at) => `Paragraph ${at} ${'says a little more '.repeat(at % 7)}and stops.`,
);
const page = await layoutPost('x', paragraphs.join('\n\n'));
const size = { columns: 40, rows: 10 };
const reading = reduce(opening(searcher([]), size), { kind: 'ran', turn: { command: '', slug: 'x', page } });
const rows = page(size.columns).length;

const down = (state: State, count: number): State =>
  Array.from({ length: count }).reduce<State>(state => reduce(state, { kind: 'key', name: 'j' }), state);
const resized = (state: State, size: Size): State => reduce(state, { kind: 'resize', size });
const topLine = ({ mode, turns, size }: State): Line | undefined =>
  mode.kind === 'reading' ? scrollback(turns, size.columns)[mode.top]?.line : undefined;

test('whatever the new sizes, the paragraph at the top stays at the top', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 2, max: 130 }), rows: fc.integer({ min: 1, max: 8 }) });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: rows - 40 }), fc.array(sizes, { maxLength: 4 }), (count, sizes) => {
      const before = down(reading, count);
      expect(topLine(sizes.reduce(resized, before))?.block).toBe(topLine(before)?.block);
    }),
  );
});

test('narrower and back again is the row it was, in the middle of a paragraph too', () => {
  const before = down(reading, 17);
  const narrow = resized(before, { columns: 20, rows: 10 });
  expect(textOf(topLine(narrow)?.spans ?? [])).not.toBe('');
  expect(resized(narrow, size)).toEqual(before);
});

test('the last row stays in reach on a screen that grew', () => {
  const end = reduce(reading, { kind: 'key', name: 'G' });
  expect(resized(end, { columns: 40, rows: 2 * rows }).mode).toEqual({ kind: 'reading', top: 0 });
});
