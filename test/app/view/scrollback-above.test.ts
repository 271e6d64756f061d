import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { ScrollbackEntry } from '../../../src/app/state/scrollback.ts';
import type { State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import type { Post } from '../../../src/posts/types.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { afterRun, createPostIndex, outputEntry, play, postEntry } from '../../support/state.ts';

const [moss, gulls] = ['moss / on the step / at noon', 'gulls / over / salt'].map(each => postOf(each)) as [Post, Post];
const letter = postOf('letter', refOf('letter'));
const posts = [moss, gulls, letter];
const content = `# Of it\n\n${Array.from({ length: 40 }, (_, at) => `Row ${at}.`).join('\n\n')}\n\nThe turn.\n`;
const entryOf = async ({ slug }: Post): Promise<ScrollbackEntry> =>
  postEntry(`cat post/${slug}.md`, await postDocument(refOf(slug), content, false), content, slug);
const [ofMoss, ofGulls, ofLetter] = (await Promise.all(posts.map(entryOf))) as [
  ScrollbackEntry,
  ScrollbackEntry,
  ScrollbackEntry,
];
const output = (rows: number): ScrollbackEntry =>
  outputEntry(
    'ls',
    textDocument(...Array.from({ length: rows }, (_, at) => [{ text: asSafe(`row ${at}`), styles: [] }])),
  );

/** Returns the state at the prompt after some commands. */
const after = (rows: number, ...entries: readonly ScrollbackEntry[]): State =>
  entries.reduce<State>(
    (state, entry) => play(afterRun(state, entry), 'q'),
    createInitialState(createPostIndex(posts), { columns: 60, rows }),
  );
const above = (state: State): readonly string[] => {
  const rows: readonly string[] = frame(state).rows.map(textOf);
  return rows.slice(0, rows.indexOf('$ cat post/'));
};

const mossRows = ['$ cat post/moss-/-on-the-step-/-at-noon.md', '  moss /', '  on the step /', '  at noon'];
const gullsRows = ['$ cat post/gulls-/-over-/-salt.md', '  gulls /', '  over /', '  salt'];

test('shows the command line and the haiku of a post, in italics with dim slashes', () => {
  const state = after(24, ofMoss);
  expect(above(state)).toEqual(mossRows);
  expect(frame(state).rows[1]?.map(({ text, styles }) => [text, ...styles])).toEqual([
    ['  '],
    ['moss', 'haiku'],
    [' /', 'slash'],
  ]);
});

test('shows the title of a post without a haiku', () => {
  expect(above(after(24, ofLetter))).toEqual(['$ cat post/letter.md', '  Of it']);
});

test.each([
  ['of its first line', 'letter', 'one / two / three\n\n# Of it\n', ['  one /', '  two /', '  three']],
  [
    'that is long',
    'letter',
    `${'so '.repeat(11)} / b / ${'so '.repeat(20)}\n\n# Of it\n`,
    [`  ${'so '.repeat(11).trim()} /`, '  b /', `  ${'so '.repeat(18).trim()}`, '  so so'],
  ],
  ['of the front matter', 'letter', '---\nhaiku: [one, two, three]\n---\n\nText.\n', ['  one /', '  two /', '  three']],
  ['that is missing, and no title', 'letter', 'Text.\n', []],
] as const)('shows the haiku of a post: one %s', async (_, slug, text, rows) => {
  const entry = postEntry(`cat post/${slug}.md`, await postDocument(refOf(slug), text, false), text, slug);
  expect(above(after(24, entry))).toEqual([`$ cat post/${slug}.md`, ...rows]);
});

test('shows no more of a post that was read in part or as source', () => {
  const start = createInitialState(createPostIndex(posts), { columns: 60, rows: 24 });
  expect(above(play(afterRun(start, ofMoss), 's', 'd', 'q'))).toEqual(mossRows);
});

test('shows as many posts as fit whole into the upper half of the screen', () => {
  expect(above(after(18, ofMoss, ofGulls))).toEqual([...mossRows, ...gullsRows]);
  expect(above(after(17, ofMoss, ofGulls))).toEqual(gullsRows);
  expect(above(after(18, ofMoss, ofGulls, ofLetter))).toEqual([...gullsRows, '$ cat post/letter.md', '  Of it']);
});

test('shows the end of the last post if it does not fit', () => {
  expect(above(after(6, ofMoss, ofGulls))).toEqual(gullsRows.slice(-2));
  expect(above(after(3, ofMoss))).toEqual([]);
});

test('shows the end of other output, in at most the upper half', () => {
  const rows = above(after(24, ofMoss, output(30)));
  expect(rows).toHaveLength(11);
  expect(rows.at(-1)).toBe('row 29');
  expect(above(after(24, output(30), ofMoss)).slice(-5)).toEqual(['row 29', ...mossRows]);
});
