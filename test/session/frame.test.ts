import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOf } from '../../src/render/line.ts';
import { layoutPost, rowPage } from '../../src/render/page.ts';
import { own } from '../../src/render/sanitize.ts';
import { width } from '../../src/render/width.ts';
import { frame } from '../../src/session/frame.ts';
import { keymap } from '../../src/session/keymap.ts';
import { choices } from '../../src/session/prompting.ts';
import { opening, reduce } from '../../src/session/reduce.ts';
import { linesFrom, moved } from '../../src/session/scrollback.ts';
import { type Action, type State, scrolled } from '../../src/session/state.ts';
import { postOf } from '../support/library.ts';
import { afterRun, postTurn, shelfOf } from '../support/shelf.ts';

const posts = [
  postOf('a fan / hums all / night', { date: '2021-05-03' }),
  postOf('no rollback / b / c'),
  postOf('静かなログ / 誰も読まない / 夜の棚', { date: '2019-03' }),
  ...Array.from({ length: 20 }, (_, at) => postOf(`the log of day ${at} / is longer than a row can be / tonight`)),
];
const shelf = shelfOf(posts);
const content = `a / b / c\n\n# T\n\n${'The fan hums on 静か。 '.repeat(9)}\n\n- one\n  - two\n`;
const post = postTurn('cat post/x.md', await layoutPost('x', content, false), content);

const at = (columns: number, rows: number): State => opening(shelfOf(posts.slice(0, 3)), { columns, rows });
type Step = string | Action | ((state: State) => State);
const play = (state: State, ...steps: readonly Step[]): State =>
  steps.reduce<State>((state, each) => {
    if (typeof each === 'function') return each(state);
    return reduce(state, typeof each === 'string' ? { kind: 'key', name: each } : each);
  }, state);
const shown = (state: State): readonly string[] => frame(state).rows.map(textOf);
const ran = (state: State): State => afterRun(state, post);
const type = (text: string): Action => ({ kind: 'type', text });

test('the opening screen is the line, the menu, and the hints', () => {
  expect(shown(at(60, 6))).toEqual([
    '$ cat post/',
    '❯ a fan / hums all / night',
    '  no rollback / b / c',
    '  静かなログ / 誰も読まない / 夜の棚',
    '',
    expect.stringMatching(/^ {2}↵ read {3}⇥ complete {3}↑↓ choose +2021-05-03 {3}1 of 3$/),
  ]);
});

test('on a wide screen the menu has the dates', () => {
  expect(shown(at(100, 5)).slice(1, 4)).toEqual([
    '❯ 2021-05-03  a fan / hums all / night',
    '              no rollback / b / c',
    '  2019-03     静かなログ / 誰も読まない / 夜の棚',
  ]);
});

test('a haiku too long for its row is cut, but for the selected one', () => {
  expect(shown(play(at(16, 7), 'down')).slice(1, 6)).toEqual([
    '  a fan / hums …',
    '❯ no rollback /',
    '  b / c',
    '  静かなログ / …',
    '',
  ]);
});

test.each([
  [[type('xyzzy')], '  no haiku fits that: ^F searches the text of the posts'],
  [['^u', type('ls')], ''],
])('after %j the menu is %j', (actions, row) => {
  expect(shown(play(at(60, 5), ...actions))[1]).toBe(row);
});

test('a folder without posts says so', () => {
  expect(shown(opening(shelfOf([]), { columns: 60, rows: 5 }))[1]).toBe('  no posts here yet');
});

test.each([
  [[], { x: 11, y: 0 }],
  [[type('静か')], { x: 15, y: 0 }],
  [['^a'], { x: 2, y: 0 }],
  [[type('x'.repeat(12))], { x: 3, y: 1 }],
  [[type('a\u001bb')], { x: 15, y: 0 }],
])('after %j the cursor is at %j', (actions, cursor) => {
  expect(frame(play(at(20, 8), ...actions)).cursor).toEqual(cursor);
});

test('reading begins with the command on the top row and ends with a new prompt', () => {
  const reading = play(at(40, 8), ran);
  expect(shown(reading).slice(0, 4)).toEqual(['$ cat post/x.md', 'a / b / c', '', 'T']);
  expect(shown(reading).at(-1)).toMatch(/^ {2}space page .*%$/);
  expect(shown(play(reading, 'G')).slice(-3)).toEqual([
    '  • two',
    '$ ',
    expect.stringMatching(/^ {2}q prompt .* end$/),
  ]);
});

test('back at the prompt, text already read keeps the upper half of the screen', () => {
  const rows = shown(play(at(40, 9), ran, 'q'));
  expect(rows.slice(1, 5)).toEqual(['• one', '  • two', '$ cat post/', '❯ a fan / hums all / night']);
});

test('a screen too small for all of it keeps the line', () => {
  expect(shown(at(40, 1))).toEqual(['$ cat post/']);
  expect(shown(play(at(40, 2), ran, 'q'))[0]).toBe('$ cat post/');
});

const keys = [...new Set(keymap.flatMap(({ keys }) => keys))].filter(key => key !== '^c' && key !== '^d');
test('while a command runs its output is shown from the top, with how much there is of it', () => {
  const running = play(at(40, 5), 'enter');
  expect(shown(running)).toEqual(['$ cat post/a-fan-/-hums-all-/-night.md']);
  const putOut = (...rows: readonly string[]): Action => ({
    kind: 'put-out',
    part: { page: rowPage(...rows.map(row => [{ text: own(row), styles: [] }])), post: null },
  });
  const one = play(running, putOut('$ grep a', 'a'));
  expect(shown(one)).toEqual(['$ grep a', 'a', '', '', expect.stringMatching(/^ {2}\^C stop +running, 1 row$/)]);
  const many = play(one, putOut(...Array.from({ length: 1200 }, (_, at) => `a${at}`)), '^c');
  expect(shown(many)).toEqual([
    '$ grep a',
    'a',
    'a0',
    'a1',
    expect.stringMatching(/^ {2}\^C leave +running, 1,201 rows$/),
  ]);
  expect(shown({ ...many, size: { columns: 40, rows: 1 } })).toEqual(['$ grep a']);
});

test.each([
  [{ done: 64, files: null }, 'reading, 64 so far'],
  [{ done: 43_120, files: 100_000 }, 'reading, 43,120 of 100,000'],
])('while posts are being read the bottom row says how far that is: %j', (loading, text) => {
  const state = opening({ ...shelfOf(posts.slice(0, 3)), loading }, { columns: 60, rows: 6 });
  expect(shown(state).at(-1)).toMatch(new RegExp(`2021-05-03 {3}${text}$`));
  expect(shown(opening({ ...shelfOf([]), loading }, { columns: 60, rows: 6 }))[1]).toBe('  reading the posts');
});

const actions = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...keys, ...'aflo ').map((name): Action => ({ kind: 'key', name })) },
    { weight: 2, arbitrary: fc.constantFrom('log day', '静か', 'e\u0301', '\u001b', 'ls', '👩‍👧').map(type) },
    { weight: 1, arbitrary: fc.integer().map((by): Action => ({ kind: 'select', by })) },
    { weight: 1, arbitrary: fc.constant(ran) },
    {
      weight: 1,
      arbitrary: fc
        .record({ columns: fc.integer({ min: 2, max: 120 }), rows: fc.integer({ min: 1, max: 60 }) })
        .map((size): Action => ({ kind: 'resize', size })),
    },
  ),
  { maxLength: 40 },
);
const sizes = fc.record({ columns: fc.integer({ min: 2, max: 120 }), rows: fc.integer({ min: 1, max: 60 }) });

test('whatever happens, the selection and the top exist, and the frame fits the screen', () => {
  fc.assert(
    fc.property(sizes, actions, (size, actions) => {
      const state = play(opening(shelf, size), ...actions);
      const { rows, cursor } = frame(state);
      const { mode } = state;
      if (mode.kind === 'prompt') expect(mode.selected).toBeLessThan(Math.max(1, choices(mode.menu)));
      if (mode.kind === 'prompt') expect(mode.selected).toBeGreaterThanOrEqual(0);
      if (mode.kind === 'reading')
        expect(linesFrom(scrolled(state), moved(scrolled(state), mode.top, -1), 1)).toHaveLength(1);
      expect(rows.length).toBeLessThanOrEqual(state.size.rows);
      expect(rows.map(textOf).filter(row => width(row) > state.size.columns)).toEqual([]);
      if (cursor) expect(cursor.x < state.size.columns && cursor.y < rows.length).toBe(true);
    }),
    { numRuns: 300 },
  );
});
