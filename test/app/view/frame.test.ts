import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import type { LineMatch } from '../../../src/app/state/grep-results.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { keymap } from '../../../src/app/state/keymap.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { reduce } from '../../../src/app/state/reduce.ts';
import { createEntry, type OutputPart } from '../../../src/app/state/scrollback.ts';
import { compare, lastTop, linesFrom, linesOfChunk, moveBy } from '../../../src/app/state/scrollback-rows.ts';
import type { ReaderMode, State } from '../../../src/app/state/state.ts';
import { frame } from '../../../src/app/view/frame.ts';
import { promptText } from '../../../src/app/view/screen-reader.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { textOf } from '../../../src/text/span.ts';
import { type Size, spansWidth, width } from '../../../src/text/width.ts';
import { postOf, refOf } from '../../support/library.ts';
import { asSafe } from '../../support/safe.ts';
import { afterRun, createPostIndex, postEntry } from '../../support/state.ts';

const posts = [
  postOf('a fan / hums all / night', { date: '2021-05-03' }),
  postOf('no rollback / b / c'),
  postOf('静かなログ / 誰も読まない / 夜の棚', { date: '2019-03' }),
  ...Array.from({ length: 20 }, (_, at) => postOf(`the log of day ${at} / is longer than a row can be / tonight`)),
];
const postIndex = createPostIndex(posts);
const content = `a / b / c\n\n# T\n\n${'The fan hums on 静か。 '.repeat(9)}\n\n- one\n  - two\n`;
const post = postEntry('cat post/x.md', await postDocument(refOf('x'), content, false), content);

const at = (columns: number, rows: number): State =>
  createInitialState(createPostIndex(posts.slice(0, 3)), { columns, rows });
type Step = string | Action | ((state: State) => State);
const play = (state: State, ...steps: readonly Step[]): State =>
  steps.reduce<State>((state, each) => {
    if (typeof each === 'function') return each(state);
    return reduce(state, typeof each === 'string' ? { kind: 'key', name: each } : each);
  }, state);
const shown = (state: State): readonly string[] => frame(state).rows.map(row => textOf(row).trimEnd());
const ran = (state: State): State => afterRun(state, post);
const type = (text: string): Action => ({ kind: 'type', text });

const shortPart: OutputPart = { document: textDocument([{ text: trusted('hums'), styles: [] }]), post: null };

test('the separator of the preview is beside the whole menu, also before the post is read', () => {
  const unread = createInitialState(postIndex, { columns: 160, rows: 20 });
  const read = play(unread, { kind: 'preview', slug: posts[0]?.slug ?? '', part: shortPart });
  for (const state of [unread, read]) {
    const rows = shown(state).slice(1, -1);
    expect(rows).toHaveLength(18);
    expect(rows.filter(row => !row.includes(' │'))).toEqual([]);
  }
});

test('the first screen has the line, the menu and the hints', () => {
  expect(shown(at(60, 6))).toEqual([
    '$ cat post/',
    '❯ a fan / hums all / night',
    '  no rollback / b / c',
    '  静かなログ / 誰も読まない / 夜の棚',
    '',
    expect.stringMatching(/^ {2}↵ read {3}⇥ complete {3}\^D exit +2021-05-03 {3}1 of 3$/),
  ]);
});

test.each<[State, number]>([
  [at(60, 6), 60],
  [at(160, 20), 77],
  [at(20, 6), 20],
  [play(at(60, 6), '^u', type('ls')), 60],
  [play(at(60, 8), '^u', type('grep m'), { kind: 'grep-batch', command: 'grep m', hits: [{ ...refOf('x'), line: 3, text: 'hums' }], isFirst: true, isDone: true, problem: null }), 60], // biome-ignore format: one thought
])('one row is selected, with a bar over all columns of the list: %#', (state, columns) => {
  const rows = frame(state).rows.filter(row => row.some(({ styles }) => styles.includes('selected')));
  const bar = rows[0]?.filter(({ styles }) => styles[0] === 'selected') ?? [];
  expect([rows.length, spansWidth(bar), bar[0]?.text]).toEqual([1, columns, '❯ ']);
});

test('only $ and ❯ stand in the margin, also beside a long line, a message and a rule', () => {
  const typed = [type(' a word'.repeat(12)), type(' zzz')];
  const states = [
    play(at(40, 10), '^u', ...typed),
    play(at(40, 10), type('zzz')),
    play(at(40, 10), '^r', ...typed),
    play(at(120, 40), { kind: 'preview', slug: posts[0]?.slug ?? '', part: shortPart }),
    play(at(40, 10), 'enter', '/', type('fan')),
  ];
  for (const state of states) {
    const rows = shown(state).filter(row => row !== '');
    expect(rows.slice(1).filter(row => !/^(?:❯ | {2})/.test(row))).toEqual([]);
    expect(rows[0]).toMatch(/^(?:\$ | {2}history)/);
  }
});

test('the menu of a wide screen has dates', () => {
  expect(shown(at(100, 5)).slice(1, 4)).toEqual([
    '❯ 2021-05-03  a fan / hums all / night',
    '              no rollback / b / c',
    '  2019-03     静かなログ / 誰も読まない / 夜の棚',
  ]);
});

test('the menu of a wide screen has no column for dates if no post has one', () => {
  const index = createPostIndex(posts.map(post => ({ ...post, date: null })));
  expect(shown(createInitialState(index, { columns: 100, rows: 5 }))[1]).toBe('❯ a fan / hums all / night');
});

test('truncates a haiku that is too long for its row, also in the selected row', () => {
  expect(shown(play(at(16, 7), 'down')).slice(1, 6)).toEqual([
    '  a fan / hums …',
    '❯ no rollback /…',
    '  静かなログ / …',
    '',
    '',
  ]);
});

test.each([
  [[type('xyzzy')], '  searching the text'],
  [[type('x')], '  no matching post. ^F searches the full text'],
  [['^u', type('ls')], '❯ $ ls   run this command'],
  [[type('ls -l')], '❯ $ ls -l   run this command'],
  [[type('grep')], '❯ $ grep <pattern> [<post>]   go on with this command'],
])('after %j the menu is %j', (actions, row) => {
  expect(shown(play(at(60, 5), ...actions))[1]).toBe(row);
});

test('shows why the folder cannot be listed', () => {
  const postIndex = { ...createPostIndex([]), problem: 'No such file or directory' };
  expect(shown(createInitialState(postIndex, { columns: 60, rows: 5 }))[1]).toBe('  post/: No such file or directory');
});

test('shows which files are not read in a folder without posts', () => {
  const postIndex = { ...createPostIndex([]), unread: '2 files of .html are not read' };
  expect(shown(createInitialState(postIndex, { columns: 60, rows: 5 }))[1]).toBe(
    '  no posts here: 2 files of .html are not read',
  );
});

test('a notice says once which files are not read beside the posts', () => {
  const postIndex = { ...createPostIndex(posts), unread: '2 files of .html are not read' };
  const state = createInitialState(createPostIndex(posts), { columns: 60, rows: 5 });
  const loaded = reduce(state, { kind: 'post-index', postIndex });
  expect(loaded.notice).toBe('2 files of .html are not read');
  expect(reduce({ ...loaded, notice: null }, { kind: 'post-index', postIndex: { ...postIndex } }).notice).toBeNull();
});

test('shows a message for a folder without posts', () => {
  expect(shown(createInitialState(createPostIndex([]), { columns: 70, rows: 5 }))[1]).toBe(
    "  no posts here yet: create one with 'haiku-posts new … --to DIR'",
  );
});

test.each([
  [[], { x: 11, y: 0 }],
  [[type('静か')], { x: 15, y: 0 }],
  [['^a'], { x: 2, y: 0 }],
  [[type('x'.repeat(12))], { x: 5, y: 1 }],
  [[type('a\u001bb')], { x: 15, y: 0 }],
])('after %j the cursor is at %j', (actions, cursor) => {
  expect(frame(play(at(20, 8), ...actions)).cursor).toEqual(cursor);
});

test('the reader begins with the command and ends with a new prompt', () => {
  const reading = play(at(40, 8), ran);
  expect(shown(reading).slice(0, 4)).toEqual(['$ cat post/x.md', '', 'a /', 'b /']);
  expect(shown(reading).at(-1)).toMatch(/^ {2}space page .*%$/);
  expect(shown(play(reading, 'G')).slice(-3)).toEqual(['  • two', '$', expect.stringMatching(/^ {2}.*q back +end$/)]);
});

describe('a post that was read', () => {
  const slug = 'no-rollback-/-b-/-c';
  const read = (state: State): State => ({ ...state, bookmarks: new Map([[slug, 0]]) });
  const stylesOf = (state: State, text: string): readonly string[] =>
    frame(state)
      .rows.flat()
      .find(span => span.text.includes(text))?.styles ?? ['missing'];

  test('is dim in the list, unless it is selected', () => {
    expect(stylesOf(at(60, 6), 'no rollback')).toEqual([]);
    expect(stylesOf(read(at(60, 6)), 'no rollback')).toEqual(['dim']);
    expect(stylesOf(read(play(at(60, 6), 'down')), 'no rollback')).toEqual(['selected']);
    expect(stylesOf(read(at(60, 6)), '静かなログ')).toEqual([]);
  });

  test('has marked letters all the same', () => {
    const rolls = createPostIndex(['roll / over / now', 'no rollback / b / c'].map(each => postOf(each)));
    const typed = read(play(createInitialState(rolls, { columns: 60, rows: 6 }), type('roll')));
    const row = frame(typed).rows.find(row => textOf(row).includes('rollback'));
    expect(row?.map(({ styles }) => styles.join(' ')).slice(1, 4)).toEqual(['dim', 'dim match', 'dim']);
  });

  test('has dim lines in the list of matching lines', () => {
    const hits = [refOf('x'), refOf(slug)].map(ref => ({ ...ref, line: 3, text: `${ref.slug} hums` }));
    const batch: Action = { kind: 'grep-batch', command: 'grep m', hits, isFirst: true, isDone: true, problem: null };
    const lines = play(at(60, 8), '^u', type('grep m'), batch);
    expect(stylesOf(lines, `${slug} hu`)).toEqual([]);
    expect(stylesOf(read(lines), `${slug} hu`)).toEqual(['dim']);
  });
});

test('a screen that is too small for all parts keeps the line', () => {
  expect(shown(at(40, 1))).toEqual(['$ cat post/']);
  expect(shown(play(at(40, 2), ran, 'q'))[0]).toBe('$ cat post/');
});

const sizes = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) });
const keys = [...new Set(keymap.flatMap(({ keys }) => keys))].filter(key => key !== '^c' && key !== '^d');
test('shows the output of a running command from the top, and counts its rows', () => {
  const running = play(at(40, 5), 'enter');
  expect(shown(running)).toEqual([
    '$ cat post/a-fan-/-hums-all-/-night.md',
    ...['', '', ''],
    expect.stringMatching(/^ {2}\^C stop +running$/),
  ]);
  const putOut = (...rows: readonly string[]): Action => ({
    kind: 'output',
    part: { document: textDocument(...rows.map(row => [{ text: asSafe(row), styles: [] }])), post: null },
  });
  const one = play(running, putOut('$ grep a', 'a'));
  expect(shown(one)).toEqual(['$ grep a', 'a', '', '', expect.stringMatching(/^ {2}\^C stop +running, 1 row$/)]);
  const many = play(one, putOut(...Array.from({ length: 1200 }, (_, at) => `a${at}`)), '^c');
  expect(shown(many)).toEqual([
    '$ grep a',
    'a',
    'a0',
    'a1',
    expect.stringMatching(/^ {2}\^C exit +running, 1,201 rows$/),
  ]);
  expect(shown({ ...many, size: { columns: 40, rows: 1 } })).toEqual(['$ grep a']);
});

test.each([
  [{ done: 64, files: null }, 'loading, 64 so far'],
  [{ done: 43_120, files: 100_000 }, 'loading, 43,120 of 100,000'],
])('the status bar shows the progress of loading: %j', (loading, text) => {
  const state = createInitialState({ ...createPostIndex(posts.slice(0, 3)), loading }, { columns: 60, rows: 6 });
  expect(shown(state).at(-1)).toMatch(new RegExp(`2021-05-03 {3}${text}$`));
  expect(shown(createInitialState({ ...createPostIndex([]), loading }, { columns: 60, rows: 6 }))[1]).toBe(
    '  loading the posts',
  );
});

const rich = [
  'a / b / c\n\nTitle: March 3, 2021 - T\n\n## One\n\nThe fan hums, says [it](https://a.b/c).\n',
  `\`\`\`sh\n${'0123456789'.repeat(15)}END\n\`\`\`\n\n| a | 静か |\n|---|---|\n| ${'so it goes '.repeat(9)} | y |\n`,
  `### Two\n\n${'The log of a fan 静か。 '.repeat(40)}\n\n> quoted\n>\n> - one\n>   - two <https://d.e/f>\n\n`,
].join('\n');
const other = `d / e / f\n\n${'A fan.\n\n'.repeat(30)}## End\n\nlog\n`;
const partOf = async (text: string): Promise<OutputPart> =>
  postEntry('', await postDocument(refOf('x'), text, false), text).parts[0] as OutputPart;
const richPart = await partOf(rich);
const otherPart = await partOf(other);
const changedPart = await partOf(rich.replace('## One', 'More.\n\n## Won'));
const output: OutputPart = { document: textDocument(...Array.from({ length: 30 }, () => [{ text: trusted('a fan / of row'), styles: [] }])), post: null }; // biome-ignore format: one thought
const hits: readonly LineMatch[] = [1, 5, 9].flatMap(line =>
  posts
    .slice(0, 3)
    .map(({ slug, path }) => ({ slug, path, line, text: `${'so '.repeat(line * 9)}a fan 静か ${'on '.repeat(40)}` })),
);

/** Actions of services, which may come at any time. */
const news: readonly Action[] = [
  ...[richPart, otherPart, output].map((part): Action => ({ kind: 'output', part })),
  { kind: 'finished' },
  { kind: 'ask', command: 'cat', typed: 'a', posts: posts.slice(0, 3) },
  { kind: 'open-match', hit: hits[0] as LineMatch, pattern: { text: 'fan' } },
  { kind: 'preview', slug: posts[0]?.slug ?? '', part: richPart },
  ...[richPart, changedPart, otherPart, null].map((part): Action => ({ kind: 'reread', slug: 'x', part })),
  ...[posts, posts.slice(0, 1), []].map((some): Action => ({ kind: 'post-index', postIndex: createPostIndex(some) })),
  { kind: 'post-index', postIndex: { ...createPostIndex([]), loading: { done: 3, files: null } } },
  { kind: 'request-done', notice: 'it was done, \u001b and what was done was 静か' },
  { kind: 'request-done', notice: null },
  { kind: 'count-more' },
  { kind: 'run', command: 'cat a b' },
];
const found = (state: State): State => {
  const command = state.mode.kind === 'prompt' && state.mode.menu.kind === 'lines' ? state.mode.line.text : '';
  return reduce(state, { kind: 'grep-batch', command, hits, isFirst: true, isDone: false, problem: null });
};
/** Two posts of one command, read from the top. */
const ranBoth = (state: State): State => afterRun(state, createEntry('cat a b', [richPart, otherPart]));
const grepped = (state: State): State => found(play(state, 'q', '^u', type("grep -i 'fan'")));

const actions = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...keys, ...'aflo ').map((name): Action => ({ kind: 'key', name })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('log day', '静か', 'e\u0301', '\u001b', 'ls', '👩‍👧', "grep '", '/', '(').map(type),
    },
    { weight: 1, arbitrary: fc.integer().map((by): Action => ({ kind: 'select', by })) },
    { weight: 3, arbitrary: fc.constantFrom<Step>(ran, ranBoth, grepped, found) },
    { weight: 3, arbitrary: fc.constantFrom(...news) },
    { weight: 2, arbitrary: fc.constantFrom<Step>(...['/fan', '?log', '/END', '/(', '/[^'].map(text => (state: State) => play(state, ...text))) }, // biome-ignore format: one thought
    { weight: 2, arbitrary: sizes.map((size): Action => ({ kind: 'resize', size })) },
  ),
  { maxLength: 40, size: 'max' },
);

/** Checks the invariants of a reader and of those to go back to. */
function checkReading(state: State, mode: ReaderMode): void {
  const all = selectScrollbackView({ ...state, mode });
  expect(linesFrom(all, moveBy(all, mode.top, -1), 1)).toHaveLength(1);
  expect(compare(mode.top, lastTop(all))).toBeLessThanOrEqual(0);
  expect(mode.top.row === 0 || mode.top.row < linesOfChunk(all, mode.top).length).toBe(true);
  expect(mode.sideways).toBeGreaterThanOrEqual(0);
  const { search } = mode;
  if (search) {
    expect(search.counts).toHaveLength(all.entries[search.entry]?.document.length ?? -1);
    if (search.at) expect(search.at.matchIndex).toBeLessThan(search.counts[search.at.chunk] ?? 0);
    expect(search.pendingSteps === null || search.counts.includes(null)).toBe(true);
  }
  if (mode.searchPrompt) checkReading(state, { ...mode, ...mode.searchPrompt.from, searchPrompt: null });
  if (mode.previousMode?.kind === 'reading') checkReading(state, mode.previousMode);
}

test('after any actions the selection and the top exist, and the frame fits the screen', () => {
  fc.assert(
    fc.property(sizes, fc.constantFrom(false, false, false, true), actions, (size, isPicker, actions) => {
      const state = play(createInitialState(postIndex, size, { isPicker }), ...actions);
      const { rows, cursor } = frame(state);
      const { mode } = state;
      if (mode.kind === 'prompt') expect(mode.selected).toBeLessThan(Math.max(1, mode.menu.hits.length));
      if (mode.kind === 'prompt' && mode.menu.kind === 'lines')
        expect(mode.menu.count).toBeGreaterThanOrEqual(mode.menu.hits.length);
      if (mode.kind === 'select') expect(mode.selected).toBeLessThan(mode.items.length);
      if ('selected' in mode) expect(mode.selected).toBeGreaterThanOrEqual(0);
      if (mode.kind === 'reading') checkReading(state, mode);
      if (mode.kind === 'select' && mode.previousMode.kind === 'reading') checkReading(state, mode.previousMode);
      expect(rows.length).toBeLessThanOrEqual(state.size.rows);
      // A character of two cells is as narrow as it can be.
      expect(rows.map(textOf).filter(row => width(row) > Math.max(2, state.size.columns))).toEqual([]);
      if (cursor) expect(cursor.x < state.size.columns && cursor.y < rows.length).toBe(true);
      for (const row of promptText(state)) expect(row).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 500 },
  );
});

test('after any actions, a resize and its reverse restore the state', () => {
  fc.assert(
    fc.property(sizes, actions, sizes, (size, actions, other) => {
      const state = play(createInitialState(postIndex, size), ...actions);
      const resize = (size: Size): Action => ({ kind: 'resize', size });
      // A resize before may still have an anchor for that size.
      const settled = play(state, resize(state.size));
      expect(play(settled, resize(other), resize(state.size))).toEqual(settled);
    }),
    { numRuns: 300 },
  );
});

test.each<[number, string, string]>([
  [60, 'mugs', '❯ nine cups of rain / fill the gutter of / the lodge  #mugs'],
  [40, 'mugs', '❯ nine cups of rain / fill the g…  #mugs'],
  [40, 'broth', '❯ nine cups of rain / f…  … Broth Again…'],
  [40, '2019-08', '❯ nine cups of rain / fill …  2019-08-07'],
])('in %i columns, a row shows what the query %j matches', (columns, query, row) => {
  const post = postOf('nine cups of rain / fill the gutter of / the lodge', {
    date: '2019-08-07',
    tags: ['soup', 'mugs'],
    title: 'How to Warm Broth Again on a Day in Winter',
  });
  const state = createInitialState(createPostIndex([post]), { columns, rows: 5 });
  const [, shownRow = []] = frame(play(state, { kind: 'type', text: query })).rows;
  expect(textOf(shownRow).trimEnd()).toBe(row);
  const marked = shownRow.filter(({ styles }) => styles.includes('match'));
  expect(marked.map(({ text }) => text.toLowerCase()).join('')).toBe(query);
});

test.each([
  [60, '❯ nine cups of rain / fill the gutter  #mugs  notes/of-water'],
  [59, '❯ nine cups of rain / fill the gutter  #mugs'],
  [44, '❯ nine cups of rain / fill the gutter  #mugs'],
  [43, '❯ nine cups of rain / fill the gutt…  #mugs'],
])('in %i columns, a detail that does not match is shown whole or not at all: %j', (columns, row) => {
  const file = { slug: 'notes/of-water/rain', path: 'notes/of-water/rain.md' };
  const post = { ...postOf('nine / cups / rain', { ...file, tags: ['mugs'] }), haiku: null };
  const index = createPostIndex([{ ...post, title: 'nine cups of rain / fill the gutter' }]);
  const state = play(createInitialState(index, { columns, rows: 5 }), { kind: 'type', text: 'mugs' });
  expect(shown(state)[1]).toBe(row);
});
