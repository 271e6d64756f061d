import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { createEntry, linesFrom, moveBy, type ScrollbackEntry, START } from '../../../src/app/state/scrollback.ts';
import type { State } from '../../../src/app/state/state.ts';
import { selectScrollbackView } from '../../../src/app/state/transitions.ts';
import { MAX_LINES, MIN_ENTRIES, trimScrollback } from '../../../src/app/state/trim-scrollback.ts';
import { textDocument } from '../../../src/layout/document.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { textOf } from '../../../src/text/span.ts';
import { play, rowsTurn, shelfOf } from '../../support/state.ts';

const empty = createInitialState(shelfOf([]), { columns: 40, rows: 8 });
const entry = (at: number, lines = 1): ScrollbackEntry =>
  rowsTurn(`ls ${at}`, textDocument(...Array.from({ length: lines }, () => [{ text: trusted('x'), styles: [] }])));
const withTurns = (entries: readonly ScrollbackEntry[], state = empty): State =>
  trimScrollback(state, { ...state, entries });
const forgottenOf = ({ entries }: State): number => entries.filter(({ isTrimmed }) => isTrimmed).length;

test.each<[string, readonly ScrollbackEntry[], number]>([
  ['few lines', Array.from({ length: 100 }, (_, at) => entry(at)), 0],
  ['lines, of which the older half is too much', Array.from({ length: 100 }, (_, at) => entry(at, MAX_LINES / 50)), 50],
  ['the last commands, however much it was', Array.from({ length: MIN_ENTRIES }, (_, at) => entry(at, MAX_LINES)), 0],
  ['one more than those', Array.from({ length: MIN_ENTRIES + 1 }, (_, at) => entry(at, MAX_LINES)), 1],
])('of %s', (_, entries, count) => {
  const after = withTurns(entries);
  expect(forgottenOf(after)).toBe(count);
  expect(after.entries.map(({ command }) => command)).toEqual(entries.map(({ command }) => command));
  expect(after.entries.slice(count)).toEqual(entries.slice(count));
});

test('what is forgotten says what was run, can be view past, and is not forgotten twice', () => {
  const entries = [createEntry('grep a', [...entry(0, 3).parts, ...entry(0, 3).parts]), entry(1), entry(2, MAX_LINES)];
  const after = withTurns([...entries, ...Array.from({ length: MIN_ENTRIES }, (_, at) => entry(at))]);
  const rows = selectScrollbackView(after);
  expect(linesFrom(rows, START, 5).map(({ spans }) => textOf(spans))).toEqual([
    '$ grep a',
    'output no longer kept',
    '$ ls 1',
    'output no longer kept',
    '$ ls 2',
  ]);
  expect(moveBy(rows, { entry: 3, chunk: 0, row: 0 }, -100)).toEqual(START);
  expect(after.entries[0]?.parts).toHaveLength(2);
  const later = withTurns([...after.entries, entry(3)], after);
  expect(later.entries.slice(0, 3).every((each, at) => each === after.entries[at])).toBe(true);
});

test('nothing is forgotten while it is read', () => {
  const entries = Array.from({ length: MIN_ENTRIES + 9 }, (_, at) => entry(at, MAX_LINES));
  const reading = play({ ...empty, entries }, 'escape');
  expect(reading.mode.kind).toBe('reading');
  expect(forgottenOf(withTurns([...entries], reading))).toBe(0);
});
