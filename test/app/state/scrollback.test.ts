import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { reduce } from '../../../src/app/state/reduce.ts';
import type { ScrollbackEntry } from '../../../src/app/state/scrollback.ts';
import { compare, endPosition, linesFrom, moveBy, progress, START } from '../../../src/app/state/scrollback-rows.ts';
import type { ReaderMode, State } from '../../../src/app/state/state.ts';
import { type Chunk, postDocument, textDocument } from '../../../src/layout/document.ts';
import type { LayoutOptions } from '../../../src/layout/layout.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { type Line, textOf } from '../../../src/text/span.ts';
import type { Size } from '../../../src/text/width.ts';
import { refOf } from '../../support/library.ts';
import { topRow } from '../../support/scroll.ts';
import { afterRun, createPostIndex, play, postEntry } from '../../support/state.ts';

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `Paragraph ${at} ${'says a little more '.repeat(at % 7)}and stops.`).join(
    '\n\n',
  );
// Long enough for several chunks.
const page = await postDocument(refOf('x'), paragraphs(300), false);
const size = { columns: 40, rows: 10 };
const opened = (...entries: readonly ScrollbackEntry[]): State =>
  entries.reduce(afterRun, createInitialState(createPostIndex([]), size));
const reading = opened(postEntry('', page));

const down = (state: State, count: number): State => play(state, ...Array<string>(count).fill('j'));
const resized = (state: State, size: Size): State => reduce(state, { kind: 'resize', size });
const topLine = (state: State): Line | undefined =>
  state.mode.kind === 'reading' ? linesFrom(selectScrollbackView(state), state.mode.top, 1)[0] : undefined;

test('the document has several chunks', () => {
  expect(page.length).toBeGreaterThan(3);
});

test('moving down and up by the same number of rows returns to the same row', () => {
  const all = selectScrollbackView(reading);
  fc.assert(
    fc.property(fc.nat(900), fc.nat(60), (far, by) => {
      const position = moveBy(all, START, far);
      if (compare(moveBy(all, position, by), endPosition(all)) < 0)
        expect(moveBy(all, moveBy(all, position, by), -by)).toEqual(position);
      expect(moveBy(all, moveBy(all, position, -by), -900)).toEqual(START);
    }),
  );
});

test.each([
  ['down', '9999999j', 'G'],
  ['up', '9999999k', 'g'],
])('moves any number of rows %s with the layout of a few chunks', (_, keys, end) => {
  let layouts = 0;
  const [chunk] = textDocument([{ text: trusted('one row'), styles: [] }]) as [Chunk];
  const count = (options: LayoutOptions): readonly Line[] => {
    layouts++;
    return chunk.layout(options);
  };
  const state = opened(
    postEntry(
      '',
      Array.from({ length: 2000 }, () => ({ ...chunk, layout: count })),
    ),
  );
  const middle = play(state, '5', '0', '%');
  const after = play(middle, ...keys);
  expect(layouts).toBeLessThan(150);
  expect(after.mode).toMatchObject({ top: (play(middle, end).mode as ReaderMode).top });
});

test('lists the rows of the document from any position on', () => {
  const all = selectScrollbackView(reading);
  const whole = linesFrom(all, START, 10_000).map(line => textOf(line.spans));
  expect(whole).toHaveLength(topRow(play(reading, 'G')) as number + 8); // biome-ignore format: one thought
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(300), (far, count) => {
      const rows = linesFrom(all, moveBy(all, START, far), count).map(line => textOf(line.spans));
      expect(rows).toEqual(whole.slice(far, far + count));
    }),
  );
});

test('keeps the blank row between paragraphs between chunks', () => {
  const rows = linesFrom(selectScrollbackView(reading), START, 10_000).map(line => textOf(line.spans));
  const starts = rows.flatMap((row, at) => (/^Paragraph/.test(row) && at > 2 ? [rows.slice(at - 2, at)] : []));
  expect(starts.filter(([end, blank]) => !end?.endsWith('stops.') || blank !== '')).toEqual([]);
});

test('the progress grows from 0 to 1', () => {
  const all = selectScrollbackView(reading);
  const along = Array.from({ length: 60 }, (_, at) => progress(all, 0, moveBy(all, START, at * 20)));
  expect(along).toEqual(along.toSorted((a, b) => a - b));
  expect([along[0], progress(all, 0, endPosition(all))]).toEqual([0, 1]);
});

test('keeps the paragraph at the top across any resizes', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 2, max: 130 }), rows: fc.integer({ min: 1, max: 8 }) });
  fc.assert(
    fc.property(fc.nat(500), fc.array(sizes, { maxLength: 4 }), (count, sizes) => {
      const before = down(reading, count);
      expect(topLine(sizes.reduce(resized, before))?.block).toBe(topLine(before)?.block);
    }),
    { numRuns: 40 },
  );
});

test('returns to the same row, even within a paragraph, when a narrower screen gets its old width back', () => {
  const before = down(reading, 18);
  const narrow = resized(before, { columns: 20, rows: 10 });
  expect(textOf(topLine(narrow)?.spans ?? [])).not.toBe('');
  expect(resized(narrow, size)).toEqual(before);
});

test('scrolls no further than the end on a screen that grew', () => {
  const end = play(opened(postEntry('', page.slice(0, 2))), 'G');
  expect(topRow(resized(end, { columns: 40, rows: 1_000 }))).toBe(0);
});

const code = await postDocument(
  refOf('y'),
  `\`\`\`\n${'0123456789'.repeat(6)}\nshort\n${'x'.repeat(50)}END\n\`\`\`\n`,
  false,
);
const rowsOf = (state: State): readonly string[] =>
  linesFrom(selectScrollbackView(state), START, 9).map(line => textOf(line.spans));

test('truncates long code and scrolls a whole block sideways, no further than its end', () => {
  const cut = opened(postEntry('', code));
  const first = ['│ 0123456789012345678901234567890123456›', '│ short', `│ ${'x'.repeat(37)}›`];
  const last = [`│ ‹${'0123456789012345678901234567890123456'}`, '│ ‹', `│ ‹${'x'.repeat(27)}END`];
  expect(rowsOf(cut).slice(2)).toEqual(first);
  expect(rowsOf(play(cut, 'right', 'right')).slice(2)).toEqual(['│ ‹3456789012345678901234567890123456789', ...last.slice(1)]); // biome-ignore format: one thought
  const notice = 'no more code on this side';
  expect(play(cut, 'right', 'right', 'right', 'right')).toEqual({ ...play(cut, 'right', 'right'), notice });
  expect(rowsOf(play(cut, 'right', 'right', 'left', 'left')).slice(2)).toEqual(first);
  expect(play(cut, 'left')).toEqual({ ...cut, notice });
});

test('does not scroll sideways where all code fits', () => {
  const fits = opened(postEntry('', textDocument([{ text: trusted('short'), styles: [] }])));
  expect(play(fits, 'right')).toEqual({ ...fits, notice: 'no more code on this side' });
});
