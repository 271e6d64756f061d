import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { createEntry, type ScrollbackEntry } from '../../../src/app/state/scrollback.ts';
import { linesFrom, moveBy, START } from '../../../src/app/state/scrollback-rows.ts';
import type { State } from '../../../src/app/state/state.ts';
import { MAX_LINES, MIN_ENTRIES, trimScrollback } from '../../../src/app/state/trim-scrollback.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { textOf } from '../../../src/text/span.ts';
import { refOf } from '../../support/library.ts';
import { createPostIndex, outputEntry, play, postEntry } from '../../support/state.ts';

const empty = createInitialState(createPostIndex([]), { columns: 40, rows: 8 });
const entry = (at: number, lines = 1): ScrollbackEntry =>
  outputEntry(`ls ${at}`, textDocument(...Array.from({ length: lines }, () => [{ text: trusted('x'), styles: [] }])));
const withEntries = (entries: readonly ScrollbackEntry[], state = empty): State =>
  trimScrollback(state, { ...state, entries });
const countTrimmed = ({ entries }: State): number => entries.filter(({ isTrimmed }) => isTrimmed).length;

test.each<[string, readonly ScrollbackEntry[], number]>([
  ['nothing of few lines', Array.from({ length: 100 }, (_, at) => entry(at)), 0],
  [
    'the older half of twice as many lines as are kept',
    Array.from({ length: 100 }, (_, at) => entry(at, MAX_LINES / 50)),
    50,
  ],
  [
    'nothing of the last commands, however long they are',
    Array.from({ length: MIN_ENTRIES }, (_, at) => entry(at, MAX_LINES)),
    0,
  ],
  [
    'the first of one command more than that',
    Array.from({ length: MIN_ENTRIES + 1 }, (_, at) => entry(at, MAX_LINES)),
    1,
  ],
])('trims %s', (_, entries, count) => {
  const after = withEntries(entries);
  expect(countTrimmed(after)).toBe(count);
  expect(after.entries.map(({ command }) => command)).toEqual(entries.map(({ command }) => command));
  expect(after.entries.slice(count)).toEqual(entries.slice(count));
});

test('counts the lines of a post, not its characters', async () => {
  const content = `${'The fan hums on and on. '.repeat(20)}\n`.repeat(100);
  const document = await postDocument(refOf('a'), content, false);
  const posts = Array.from({ length: 4 * MIN_ENTRIES }, () => postEntry('cat post/a.md', document, content));
  expect(countTrimmed(withEntries(posts))).toBe(0);
  expect(countTrimmed(withEntries([...posts, ...posts]))).toBe(posts.length * 2 - Math.floor(MAX_LINES / 101));
});

test('a trimmed entry shows its command, can be scrolled past, and is not trimmed twice', () => {
  const entries = [createEntry('grep a', [...entry(0, 3).parts, ...entry(0, 3).parts]), entry(1), entry(2, MAX_LINES)];
  const after = withEntries([...entries, ...Array.from({ length: MIN_ENTRIES }, (_, at) => entry(at))]);
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
  const later = withEntries([...after.entries, entry(3)], after);
  expect(later.entries.slice(0, 3).every((each, at) => each === after.entries[at])).toBe(true);
});

test('trims nothing while the scrollback is read', () => {
  const entries = Array.from({ length: MIN_ENTRIES + 9 }, (_, at) => entry(at, MAX_LINES));
  const reading = play({ ...empty, entries }, 'escape');
  expect(reading.mode.kind).toBe('reading');
  expect(countTrimmed(withEntries([...entries], reading))).toBe(0);
});
