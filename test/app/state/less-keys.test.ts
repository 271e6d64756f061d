import { expect, test } from 'vitest';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import { keyLabel, keymap } from '../../../src/app/state/keymap.ts';
import { selectScrollbackView } from '../../../src/app/state/reader-position.ts';
import { linesFrom } from '../../../src/app/state/scrollback-rows.ts';
import type { ReaderMode, State } from '../../../src/app/state/state.ts';
import { postDocument } from '../../../src/layout/document.ts';
import { textOf } from '../../../src/text/span.ts';
import { postOf, refOf } from '../../support/library.ts';
import { afterRun, createPostIndex, play, postEntry } from '../../support/state.ts';

// The commands of less 590, in the order of its manual. Each does the same in a post, or something else for a reason, or is
// not a key. test/e2e/less-keys.test.ts types the same keys into less and into the app.

const slug = 'a-/-b-/-c';
const posts = ['new / er / one', 'a / b / c', 'old / er / one'].map(each => postOf(each));
const rows = Array.from({ length: 100 }, (_, at) => `- row${at + 1}`).join('\n');
const content = `${rows}\n\n\`\`\`\n${'wide'.repeat(50)}\n\`\`\`\n`;
const post = afterRun(
  createInitialState(createPostIndex(posts), { columns: 60, rows: 11 }),
  postEntry(`cat post/${slug}.md`, await postDocument(refOf(slug), content, false), content, slug),
);

const readingIn = ({ mode }: State): ReaderMode => {
  if (mode.kind !== 'reading') throw new Error(`not reading: ${mode.kind}`);
  return mode;
};
const topOf = (state: State): string =>
  textOf(linesFrom(selectScrollbackView(state), readingIn(state).top, 1)[0]?.spans ?? []).replace(/^[•\s]+/, '');

const NAMES = 'up down left right enter escape home end page-up page-down space backspace f1'.split(' ');
const isName = (keys: string): boolean => NAMES.includes(keys) || /^(?:\^|alt-)./.test(keys);
/** Presses keys: names and characters between spaces. */
const press = (state: State, keys: string): State =>
  play(
    state,
    ...keys
      .split(' ')
      .flatMap(each => (isName(each) ? [each] : [...each]))
      .map(each => (each === 'space' ? ' ' : each)),
  );
/** The top row is `row20`. */
const there = press(post, '20G');

const top = topOf;
const message = ({ notice }: State): unknown => notice;
const mode = ({ mode }: State): unknown => mode.kind;
const request = ({ request }: State): unknown => request?.kind;
const isHelp = (state: State): unknown => readingIn(state).previousMode !== null;
const sideways = (state: State): unknown => readingIn(state).sideways;
const pattern = (state: State): unknown => readingIn(state).search?.pattern;
const command = '$ cat post/a-/-b-/-c.md';

/** Keys that work as in less, and the expected value after each of them. */
const same: readonly (readonly [keys: readonly string[], shows: (state: State) => unknown, expected: unknown])[] = [
  [['h'], isHelp, true],
  [['space', '^v', 'f', '^f', 'page-down'], top, 'row30'],
  [['3 space', '3f', '3 ^f'], top, 'row23'],
  [['25f'], top, 'row45'],
  [['enter', '^n', 'e', '^e', 'j', 'down'], top, 'row21'],
  [['5j', '5e', '5 down'], top, 'row25'],
  [['12j'], top, 'row32'],
  [['d', '^d'], top, 'row26'],
  [['3d', '3dud', '3u ^d ^d'], top, 'row23'],
  [['3d0du0d'], top, 'row26'],
  [['b', '^b', 'alt-v', 'page-up'], top, 'row10'],
  [['3b'], top, 'row17'],
  [['y', '^y', '^p', 'k', '^k', 'up'], top, 'row19'],
  [['5k', '5y'], top, 'row15'],
  [['u', '^u'], top, 'row14'],
  [['right', 'alt-)'].map(keys => `G ${keys}`), sideways, 30],
  [['7 right', '7 right right left', '7 alt-) alt-) alt-('].map(keys => `G ${keys}`), sideways, 7],
  [['g', '<', 'alt-<', 'home', '%', 'p'], top, command],
  [['7g', '7<', '7G', '7>', '07G', '7 home', '7.9G'], top, 'row7'],
  [['10%', '10p', '10.0%'], top, 'row11'],
  [['G', '>', 'alt->', 'end', '100%', '999G'], state => top(press(state, 'gG')) === top(state), true],
  [['r', 'R', '^r', '^l', '9r'], top, 'row20'],
  [["ma5j'a", "ma9G'a", "7G''", "7G''''''", "mAG'A"], top, 'row20'],
  [["ma40Gmb'a'b"], top, 'row40'],
  [["'^"], top, command],
  [["9G'$"], top, topOf(press(post, 'G'))],
  [["'b"], message, 'no mark b. m and a letter set one'],
  [['m1'], message, 'a mark is a letter'],
  [['/row50 enter', '?row50 enter'], pattern, 'row50'],
  [['/row7 enter n', '/row7 enter 3nNN', '/row7 enter 2nN', '/row7 enter g2/ enter'], top, 'row67'],
  [['2/row7 enter'], top, 'row68'],
  [['/row7 enter alt-u'], pattern, undefined],
  [['=', '^g', ':f'], message, 'lines 20 to 29 of 104   post/a-/-b-/-c.md'],
  [[':n', ':p'], mode, 'running'],
  [['q', 'Q', ':q', ':Q', 'ZZ', '5q'], mode, 'prompt'],
  [['v'], request, 'edit-post'],
];

test.each(same.flatMap(([all, shows, expected]) => all.map(keys => [keys, shows(press(there, keys)), expected])))(
  'as in less: %s shows %j',
  (_, shown, expected) => {
    expect(shown).toEqual(expected);
  },
);

/** Keys that work otherwise: the key, the reason, and the expected value. */
const ours: readonly (readonly [key: string, reason: string, shows: (state: State) => unknown, expected: unknown])[] = [
  ['{', 'a post has neighbors, and few braces to match', mode, 'running'],
  ['}', 'a post has neighbors, and few braces to match', mode, 'running'],
  ['[', 'a post has headings', message, 'no more headings above'],
  [']', 'a post has headings', message, 'no more headings below'],
  ['t', 'a post has no tags of ctags, but contents', message, 'no headings in this post'],
  ['s', 'a post is a file already; it has a source', top, '- row20'],
  ['|', 'the shell is one q away; the pager gets the post as it is set', request, 'page-post'],
  ['H', 'h is help enough; a post has haiku in its sentences', request, 'find-haiku'],
];

test.each(ours)('unlike in less: %s, because %s', (key, _, shows, expected) => {
  expect(shows(press(there, key))).toEqual(expected);
});

/** Keys of less that are not keys of the app. */
const free = [
  ...['z', 'alt- ', 'w', 'J', 'K', 'Y', 'alt-}', '^right', 'alt-{', '^left', 'F', 'alt-F', 'alt-G', 'P', '(', ')'],
  ...['alt-^f', 'M', '^x', 'alt-m', 'alt-/', 'alt-?', 'alt-n', 'alt-N', 'alt-U', '&', ':e', 'E', ':x', ':d', 'T'],
  ...['-', '_', '+', 'V', '!'],
];

test.each(free)('not a key: %s shows a message', key => {
  const keys = key.startsWith(':') ? [...key] : [key];
  expect(play(there, ...keys).notice).toBe(`${keyLabel(key)} is not a key here; h shows the keys`);
  expect(play(there, '5', ...keys).mode).toEqual(there.mode);
});

test('every key in a post is in a table above, or is none of less', () => {
  const tokens = same.flatMap(([all]) => all.flatMap(keys => keys.replaceAll(/row\d+/g, '').split(' ')));
  const listed = new Set([
    ...tokens.flatMap(each => [each, ...(isName(each) ? [] : each)]),
    ...ours.map(([key]) => key),
  ]);
  const isListed = (key: string): boolean => listed.has(key === ' ' ? 'space' : key);
  const added = keymap
    .filter(({ context }) => context === 'reading')
    .flatMap(({ keys }) => keys.filter(key => !isListed(key)));
  // In both, any digit begins a count; the table has only some.
  expect(added.filter(key => !/^\d$/.test(key))).toEqual(['o', 'backspace', '^h', 'c', 'C', 'f1', 'escape']);
});

test('a count is shown in the bottom row, edited by Backspace, and canceled by Esc and ^C', () => {
  expect(readingIn(press(there, '12')).pendingKeys).toBe('12');
  expect(topOf(press(there, '12 backspace j'))).toBe('row21');
  for (const key of ['escape', '^c', '^g']) {
    expect(press(there, `12 ${key}`)).toEqual(there);
    expect(press(there, `m ${key}`)).toEqual(there);
    expect(topOf(press(there, `12 ${key} j`))).toBe('row21');
  }
});

test('a count of many digits scrolls to the end', () => {
  expect(topOf(press(there, `${'9'.repeat(50)}j`))).toBe(topOf(press(there, 'G')));
});

test('a mark is found again from another post, and Backspace goes back there', async () => {
  const left = press(post, '40Gmxq');
  const other = afterRun(
    left,
    postEntry('cat post/d.md', await postDocument(refOf('d'), '- one\n', false), '- one\n', 'd'),
  );
  const { mode } = press(other, "'x");
  expect(mode).toMatchObject({ kind: 'running', job: { command: `cat post/${slug}.md`, openAt: { line: 40 } } });
  if (mode.kind !== 'running') throw new Error('not running');
  expect(mode.job.trail?.map(({ slug }) => slug)).toEqual(['d']);
});

test('only a jump of more than a screen leaves a place to go back to', () => {
  expect(topOf(press(there, "9G20G''"))).toBe('row9');
  expect(topOf(press(there, "9G12G''"))).toBe('row20');
  expect(topOf(press(there, "50G41G''"))).toBe('row20');
});
