import { expect, test } from 'vitest';
import type { Action } from '../../../src/app/state/actions.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { State } from '../../../src/app/state/state.ts';
import { promptText, toPlainText } from '../../../src/app/view/screen-reader.ts';
import { postDocument, textDocument } from '../../../src/layout/document.ts';
import { trusted } from '../../../src/text/sanitize.ts';
import { postOf, refOf } from '../../support/library.ts';
import { afterRun, createPostIndex, outputEntry, play, postEntry, type Step } from '../../support/state.ts';

const posts = [postOf('a fan / hums all / night', { date: '2021-05-03' }), postOf('no rollback / b / c')];
const history = ['ls', 'grep a'];
const start = createInitialState(createPostIndex(posts), { columns: 60, rows: 9 }, { isScreenReader: true, history });
const type = (text: string): Action => ({ kind: 'type', text });
const hits = [
  { ...refOf('a-fan-/-hums-all-/-night'), line: 3, text: '  The fan hums.' },
  { ...refOf('gone'), line: 1, text: 'a fan' },
];
const found = (rest: Partial<Extract<Action, { kind: 'grep-batch' }>> = {}): Action => ({
  kind: 'grep-batch',
  command: "grep -i 'fan'",
  hits,
  isFirst: true,
  isDone: true,
  problem: null,
  ...rest,
});

test.each<[readonly Step[], readonly string[]]>([
  [[], ['$ cat post/', '1 of 2: a fan / hums all / night, 2021-05-03']],
  [['down'], ['$ cat post/', '2 of 2: no rollback / b / c']],
  [[type('zzz')], ['$ cat post/zzz', 'searching the text']],
  [
    ['^u', type('ls')],
    ['$ ls', 'run: ls'],
  ],
  [[type('ls -l')], ['$ cat post/ls -l', 'run: ls -l']],
  [[type('grep')], ['$ cat post/grep', 'run: grep <pattern> [<post>]']],
  [
    ['^u', type('z\u001bs')],
    ['$ z^[s', 'searching the text'],
  ],
  [
    ['^u', type("grep -i 'fan'")],
    ["$ grep -i 'fan'", 'searching'],
  ],
  [
    ['^u', type("grep -i 'fan'"), found()],
    ["$ grep -i 'fan'", '1 of 2: The fan hums., in a fan / hums all / night'],
  ],
  [
    ['^u', type("grep -i 'fan'"), found(), 'down'],
    ["$ grep -i 'fan'", '2 of 2: a fan, in gone'],
  ],
  [
    ['^u', type("grep -i 'fan'"), found({ hits: [] })],
    ["$ grep -i 'fan'", 'no matching line. ^F searches haiku and titles'],
  ],
  [
    ['^u', type("grep -i 'fan'"), found({ hits: [], problem: 'grep: no' })],
    ["$ grep -i 'fan'", 'grep: no'],
  ],
  [['^r'], ['history: ', '1 of 2: grep a']],
  [
    ['^r', type('l')],
    ['history: l', '1 of 1: ls'],
  ],
  [
    ['^r', type('zzz')],
    ['history: zzz', 'no matching command'],
  ],
  [['enter'], ['running. ^C: stop']],
  [['enter', '^c'], ['stopping']],
  [['^d'], []],
  [
    [{ kind: 'request-done', notice: 'copied' }],
    ['copied', '$ cat post/', '1 of 2: a fan / hums all / night, 2021-05-03'],
  ],
])('after %j the last lines are %j', (steps, rows) => {
  // The first key clears the first message.
  expect(promptText(play(start, '^l', ...steps))).toEqual(rows);
});

const hint = 'F1: keys. ^D: quit';

test.each([
  [true, ['$ cat post/', 'loading the posts']],
  [false, ['$ cat post/', "no posts here yet: create one with 'haiku-posts new … --to DIR'"]],
])('without posts, loading %j, the lines are %j', (isLoading, rows) => {
  const postIndex = { ...createPostIndex([]), loading: isLoading ? { done: 0, files: null } : null };
  expect(promptText(createInitialState(postIndex, start.size, { isScreenReader: true }))).toEqual([hint, ...rows]);
});

test('wraps a post at the prose width on a wide terminal, and truncates nothing', async () => {
  const document = await postDocument(
    refOf('x'),
    `a / b / c\n\n${'so it goes on '.repeat(10)}\n\n    ${'code '.repeat(20)}\n`,
    false,
  );
  const said = toPlainText({ document, post: null }, 200);
  expect(said.every(row => row.length <= 80)).toBe(true);
  expect(said.join('').match(/code|co›\s*de/g)).toHaveLength(20);
});

test('reads a post without its margin, bars and rules', async () => {
  const content = '# T\n\n> [!NOTE]\n> a\n\n```sh\nls\n\n# b\n```\n\n---\n\n| c |\n|---|\n| d |\n';
  const said = toPlainText({ document: await postDocument(refOf('x'), content, false), post: null }, 80);
  expect(said.filter(row => row !== '')).toEqual(['$ cat post/x.md', 'T', 'Note', 'a', 'sh', 'ls', '# b', 'c', 'd']);
});

const ended = (state: State): readonly [string, number] => [state.mode.kind, state.entries.length];

test('goes back to the prompt after any output, because nothing is scrolled', async () => {
  const text = 'x\n\n'.repeat(40);
  const post = postEntry('cat post/x.md', await postDocument(refOf('x'), text, false), text);
  const rows = outputEntry(
    'ls',
    textDocument(...Array.from({ length: 30 }, () => [{ text: trusted('row'), styles: [] }])),
  );
  expect([post, rows].map(entry => ended(afterRun(start, entry)))).toEqual([
    ['prompt', 1],
    ['prompt', 1],
  ]);
  expect(ended(play(start, 'f1'))).toEqual(['prompt', 1]);
  expect(ended(play(afterRun(start, post), 'escape'))).toEqual(['prompt', 1]);
});

test('lists the posts that a command asks about', () => {
  const asked = play(start, 'enter', {
    kind: 'ask',
    command: 'cat',
    typed: 'a',
    posts: ['a-fan-/-hums-all-/-night', 'b'].map(refOf),
  });
  expect(asked.mode.kind).toBe('prompt');
  const [part] = asked.entries[0]?.parts ?? [];
  expect(part && toPlainText(part, 60)).toEqual([
    "cat: 'a' matches 2 posts. Which one?",
    '  post/a-fan-/-hums-all-/-night.md',
    '  post/b.md',
  ]);
});
