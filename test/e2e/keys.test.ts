import fs from 'node:fs';
import path from 'node:path';
import { afterAll, test as base } from 'vitest';
import type { KeyName } from '../../src/app/state/actions.ts';
import { type KeyContext, keymap } from '../../src/app/state/keymap.ts';
import { readingFolder, slugs } from '../support/reading.ts';
import { isSlow } from '../support/sample.ts';
import {
  keys as named,
  node,
  openShell,
  openTerminal,
  program,
  type Screen,
  type Terminal,
} from '../support/terminal.ts';

// Every key of the keymap in a terminal: the screen shows the effect of the key, and did not show it before. The quick run
// tests the first key of each row, and the editing keys at the prompt only. It uses few sessions, one after the other for many
// keys; the slow run starts one for each key.

const folder = readingFolder();
const outside = fs.mkdtempSync(`${folder}-programs`);
afterAll(() => {
  for (const each of [folder, outside]) fs.rmSync(each, { recursive: true });
});

/** Creates a program that runs a shell command and ends when Enter is pressed. */
function createProgram(name: string, shellCommand: string): string {
  const file = path.join(outside, name);
  fs.writeFileSync(file, `#!/bin/sh\n${shellCommand}\nread _ </dev/tty\n`, { mode: 0o755 });
  return file;
}
const env = {
  EDITOR: createProgram('vi', 'echo "editing $*"'),
  PAGER: createProgram('less', 'echo "paging $(grep -c .) rows"'),
};

const [columns, rows] = [100, 23] as const;
const [newest, lake, oldest] = slugs;
const firstOfLake = 'the log is a lake /';

type Shows = (screen: Screen) => boolean;

const top =
  (text: string): Shows =>
  ({ rows }) =>
    rows[0]?.trim() === text.trim();
const has =
  (text: string): Shows =>
  ({ rows }) =>
    rows.some(row => row.includes(text));
const bottom =
  (text: string): Shows =>
  ({ rows }) =>
    rows.at(-1)?.includes(text) ?? false;
const not =
  (shows: Shows): Shows =>
  screen =>
    !shows(screen);
const both =
  (...all: readonly Shows[]): Shows =>
  screen =>
    all.every(shows => shows(screen));
const selected =
  (row: number): Shows =>
  ({ rows }) =>
    rows[row]?.startsWith('❯ ') ?? false;
/** Shows a row that contains a text and the current match. */
const found =
  (text: string, match: string): Shows =>
  ({ rows, cells }) =>
    rows.some((row, at) => {
      const column = row.indexOf(match);
      return row.includes(text) && column >= 0 && cells(at)[column]?.inverse === true;
    });

type Case = {
  readonly keys: readonly KeyName[];
  /** Whether the keys edit the line; they do the same in every context. */
  readonly isEdit?: boolean;
  /** Names of keys and texts that are typed before. */
  readonly before: readonly string[];
  readonly ready: Shows;
  readonly shows: Shows;
  /** A key that is pressed afterwards, and its effect. */
  readonly after?: readonly [key: string, shows: Shows];
};

const press = (keys: string, shows: Shows, ready: Shows, ...before: readonly string[]): Case => ({
  keys: keys.split(' ').map(key => (key === 'space' ? ' ' : key)),
  before,
  ready,
  shows,
});

/** The editing keys on the line `one two`. `typed` checks the text of the line and the cursor. */
function editing(begin: readonly string[], typed: (text: string, cursor: number) => Shows): readonly Case[] {
  const whole = 'one two';
  const edit = (keys: string, text: string, cursor: number, before?: readonly [key: string, text: string, at: number]) =>
    ({ ...press(keys, typed(text, cursor), before ? typed(before[1], before[2]) : typed(whole, 7), ...begin, whole, ...(before ? [before[0]] : [])), isEdit: true }); // biome-ignore format: one thought
  return [
    edit('left ^b', whole, 6),
    edit('right', whole, 7, ['left', whole, 6]),
    edit('alt-b ^left', whole, 4),
    edit('alt-f ^right', whole, 3, ['^a', whole, 0]),
    edit('home ^a', whole, 0),
    edit('end ^e', whole, 7, ['^a', whole, 0]),
    edit('backspace ^h', 'one tw', 6),
    edit('delete', 'ne two', 0, ['^a', whole, 0]),
    edit('^w alt-backspace', 'one ', 4),
    edit('alt-d', ' two', 0, ['^a', whole, 0]),
    edit('^u', '', 0),
    edit('^k', '', 0, ['^a', whole, 0]),
    edit('^y', whole, 7, ['^u', '', 0]),
  ];
}

const typedOn =
  (row: number, lead: string) =>
  (text: string, cursor: number): Shows =>
  ({ rows, cursor: { x, y } }) =>
    rows.at(row)?.replace(/(?<=\S) {3,}.*/, '') === (lead + text).trimEnd() &&
    x === lead.length + cursor &&
    y === (row < 0 ? rows.length + row : row);

const command = `$ cat post/${lake}.md`;
const atPrompt = both(top('$ cat post/'), selected(1));
const inPost = both(top(command), bottom('q back'));
const read = (keys: string, shows: Shows, ready: Shows = inPost, ...before: readonly string[]): Case =>
  press(keys, shows, both(ready, bottom('%')), 'lake', 'enter', ...before);
const onPage2: Shows = ({ rows }) => rows[0] === '' && (rows[1]?.startsWith('  The pager rang') ?? false);
const searched = both(bottom('1 of 3'), found('The pager rang', 'pager'));
const chosen = both(top('Contents'), selected(1));
const choose = (keys: string, shows: Shows, ready: Shows = chosen, ...before: readonly string[]): Case =>
  press(keys, shows, ready, 'newest', 'enter', 't', ...before);
const searchHistory = ['^u', 'ls the-newest', 'enter', '^u', 'ls the-oldest', 'enter', '^r'] as const;
const recall = (keys: string, shows: Shows, ready: Shows = selected(5), ...before: readonly string[]): Case =>
  press(keys, shows, both(ready, has('history:')), ...searchHistory, ...before);

const cases: Readonly<Record<Exclude<KeyContext, 'anywhere'>, readonly Case[]>> = {
  prompt: [
    press('enter', top(`$ cat post/${newest}.md`), atPrompt),
    press('tab', top(`$ cat post/${newest.split('/')[0]}/`), atPrompt),
    press('^f', ({ rows, cursor }) => rows[0] === "$ grep -i ''" && cursor.x === 11, atPrompt),
    press('up ^p', selected(1), selected(2), 'down'),
    press('down ^n', selected(2), atPrompt),
    press('page-up', selected(1), selected(2), 'down'),
    press('page-down', selected(3), atPrompt),
    press('^r', top('  history:'), atPrompt),
    press('escape', atPrompt, top('$ cat post/zzz'), 'zzz'),
    press('^d', top('$ cat post/an'), top('$ cat post/fan'), 'fan', 'left', 'left', 'left'),
    press('f1', top('At the prompt'), atPrompt),
    ...editing(['^u'], typedOn(0, '$ ')),
  ],
  'history-search': [
    recall('enter', ({ rows }) => rows.filter(row => row === '$ ls the-oldest').length === 2),
    recall('tab', ({ rows, cursor }) => rows[4] === '$ ls the-oldest' && cursor.x === 15),
    recall('^r', selected(6)),
    recall('up ^p', selected(5), selected(6), 'down'),
    recall('down ^n', selected(6)),
    recall('page-up', selected(5), selected(6), 'down'),
    recall(
      'page-down',
      ({ rows }) =>
        rows
          .slice(0, -1)
          .findLast(row => row !== '')
          ?.startsWith('❯ ') ?? false,
    ),
    recall('^d', typedOn(4, '  history: ')('s', 0), typedOn(4, '  history: ')('ls', 0), 'ls', '^a'),
    recall('escape ^g', ({ rows }) => rows[4] === '$ cat post/'),
    ...editing(searchHistory, typedOn(4, '  history: ')),
  ],
  reading: [
    read('j e down enter ^n ^e', top('')),
    read('k y up ^k ^y ^p', top(''), top(firstOfLake), 'jj'),
    read('space f page-down ^f ^v', onPage2),
    read('b page-up ^b alt-v', inPost, onPage2, ' '),
    read('d ^d', ({ rows }) => rows[0] === '' && rows[1] === '  Row 3 of it.'),
    read('u ^u', inPost, ({ rows }) => rows[1] === '  Row 3 of it.', 'd'),
    read('g < home alt-<', inPost, onPage2, ' '),
    read(
      'G > end alt->',
      both(bottom(' end'), ({ rows }) => rows.at(-2) === '$'),
    ),
    read('% p', top('Row 9 of it.'), bottom('20   '), '20'),
    ...[...'0123456789'].map(digit => read(digit, bottom(`4${digit}   a count`), bottom('4   a count'), '4')),
    read('right alt-)', has('9THE END'), has('234›'), '/0123', 'enter'),
    read('left alt-(', has('234›'), has('9THE END'), '/0123', 'enter', 'right'),
    read('/', ({ rows, cursor }) => rows.at(-1)?.startsWith('  / ') === true && cursor.x === 3 && cursor.y === 22),
    read('?', ({ rows, cursor }) => rows.at(-1)?.startsWith('  ? ') === true && cursor.x === 3 && cursor.y === 22),
    read('n', both(bottom('2 of 3'), found('The pager sang', 'pager')), searched, '/pager', 'enter'),
    read(
      'N',
      both(bottom('3 of 3, wrapped to the bottom'), found('The Pager slept', 'Pager')),
      searched,
      '/pager',
      'enter',
    ),
    read('alt-u', not(found('The pager rang', 'pager')), searched, '/pager', 'enter'),
    { ...read('m', bottom('m   a letter marks this place')), after: ['x', bottom("marked: 'x comes back here")] },
    { ...read("'", bottom("'   the letter of a mark"), both(inPost, bottom("'' saved place")), '15jq', 'enter'), after: ["'", top('Row 4 of it.')] }, // biome-ignore format: one thought
    read('= ^g :f', bottom('lines 1 to ')),
    read(']', top('The first part')),
    read('[', top('The first part'), top('The second part'), ']]'),
    read('t', both(top('Contents'), has('The first part'))),
    read('{ :n', top(`$ cat post/${oldest}.md`)),
    read('} :p', top(`$ cat post/${newest}.md`)),
    read('o', both(top('Links'), has('the manual  https://example.com/manual'))),
    read('H', bottom('no haiku found in this post')),
    read('backspace ^h', bottom('nothing before this post')),
    read('s', both(has('## The first part'), bottom('s rendered'))),
    read('c', bottom(`copied: haiku-posts --posts ${folder} cat`)),
    read('C', bottom('copied the post')),
    {
      ...read('v', has('editing +11 '), top('Row 4 of it.'), '15j'),
      after: ['enter', top('Row 4 of it.')],
    },
    { ...read('|', has('paging 73 rows'), top('Row 4 of it.'), '15j'), after: ['enter', top('Row 4 of it.')] },
    read('r R ^r', not(bottom('is not a key here')), bottom('x is not a key here; h shows the keys'), 'x'),
    read('h f1', has('In a post')),
    read('escape', both(has('The pager rang'), not(bottom('of 3'))), searched, '/pager', 'enter'),
    read('q Q :q :Q ZZ', ({ rows }) => rows.includes('$ cat post/lake')),
  ],
  search: [
    read('enter', both(searched, bottom('n next')), both(({ rows }) => rows.at(-1)?.startsWith('  /pager') ?? false, found('The pager rang', 'pager')), '/pager'), // biome-ignore format: one thought
    read('^d', typedOn(-1, '  /')('ne', 0), typedOn(-1, '  /')('one', 0), '/one', '^a'),
    read('escape ^g', inPost, found('The pager sang', 'pager'), '/pager sang'),
    press('up ^p', bottom('/pager sang'), typedOn(-1, '  /')('', 0), 'lake', 'enter', '/pager sang', 'enter', '/'),
    press(
      'down ^n',
      typedOn(-1, '  /')('row', 3),
      bottom('/pager sang'),
      'lake',
      'enter',
      '/pager sang',
      'enter',
      '/row',
      'up',
    ),
    ...editing(['lake', 'enter', '/'], typedOn(-1, '  /')),
  ],
  select: [
    choose('j down', selected(2)),
    choose('k up', selected(1), selected(2), 'j'),
    choose('enter', both(top('Part 1'), bottom('q back')), selected(2), 'j'),
    choose('1', top('Title: May 5, 2022 - New')),
    ...Array.from({ length: 8 }, (_, at) => choose(String(at + 2), top(`Part ${at + 1}`))),
    choose('escape q', both(top(`$ cat post/${newest}.md`), bottom('q back'))),
  ],
};

const bytesOf = (key: KeyName): string => (key in named ? named[key as keyof typeof named] : key);

/** Sessions for the next tests. */
const idle: Terminal[] = [];
afterAll(() => {
  for (const terminal of idle.splice(0)) terminal.close();
});

async function start(): Promise<Terminal> {
  const terminal = openTerminal({ args: ['--posts', folder], columns, rows, env });
  await terminal.until('the prompt', atPrompt);
  return terminal;
}

/** Brings a session from any screen to an empty prompt, as at its start. Its history stays. */
async function reset(terminal: Terminal): Promise<void> {
  // Leaves a search, then a list, then a post, and deletes the line.
  terminal.type(['^g', 'q', 'q', '^e', '^u', '^u'].map(bytesOf).join(''));
  await terminal.until('an empty line', ({ rows, cursor }) => rows[cursor.y] === '$' && cursor.x === 2);
  terminal.type('clear\r');
  await terminal.until('the prompt', atPrompt);
}

/** `started` starts a session. `opened` is one at its start, in the quick run often one that an earlier test has used. */
const test = base.extend<{ readonly started: () => Promise<Terminal>; readonly opened: Terminal }>({
  started: async ({ onTestFinished }, use) => {
    await use(async () => {
      const terminal = await start();
      onTestFinished(terminal.close);
      return terminal;
    });
  },
  opened: async ({ onTestFinished }, use) => {
    const used = isSlow ? undefined : idle.pop();
    const terminal = used ?? (await start());
    onTestFinished(({ task }) => {
      if (task.result?.state === 'pass' && !isSlow) idle.push(terminal);
      else terminal.close();
    });
    if (used) await reset(used);
    await use(terminal);
  },
});

const all = Object.entries(cases).flatMap(([when, each]) =>
  each.flatMap(({ keys, isEdit = false, ...rest }) =>
    keys.map((key, at) => ({
      when: when as KeyContext,
      key,
      isQuick: at === 0 && (!isEdit || when === 'prompt'),
      ...rest,
    })),
  ),
);

test.concurrent.for(all.filter(each => isSlow || each.isQuick).map(each => [each.when, each.key, each] as const))(
  '%s: the effect of %s is on the screen',
  async ([, key, { before, ready, shows, after }], { opened: terminal, expect }) => {
    // Typed at once, because no key may be lost.
    terminal.type(before.map(bytesOf).join(''));
    const screen = await terminal.until('the screen before the key', ready);
    expect(shows(screen)).toBe(false);
    terminal.type(bytesOf(key));
    await terminal.until(`the effect of ${key}`, shows);
    if (!after) return;
    terminal.type(bytesOf(after[0]));
    await terminal.until(`the effect of ${after[0]}`, after[1]);
  },
);

test('^c exits with 130, at the prompt, in a post and in a list', async ({ started, expect }) => {
  const places = [['lake', 'enter', 't'], ['lake', 'enter'], []];
  // In the quick run the safety tests exit elsewhere.
  for (const before of isSlow ? places : places.slice(0, 1)) {
    const terminal = await started();
    for (const each of before) {
      terminal.type(bytesOf(each));
      if (each === 'enter') await terminal.until('the post', inPost);
    }
    // The first ^C closes the list.
    if (before.includes('t')) {
      await terminal.until('the list', top('Contents'));
      terminal.press('^c');
      await terminal.until('the post again', inPost);
    }
    terminal.press('^c');
    expect(await terminal.ended()).toBe(130);
  }
});

test('^d exits with 0 from the prompt, and from nowhere in a post', async ({ started, expect }) => {
  const terminal = await started();
  terminal.type('lake\r');
  await terminal.until('the post', inPost);
  terminal.type('\u0004'.repeat(100));
  await terminal.until('the end of the post', bottom(' end'));
  terminal.type('/\u0004\u0004x');
  await terminal.until('the search line', typedOn(-1, '  /')('x', 1));
  terminal.type('\u0007gt\u0004');
  await terminal.until('the list', both(top('Contents'), bottom('^D is not a key here   Esc back')));
  terminal.type('qh\u0004');
  await terminal.until('the help', bottom('page'));
  terminal.type('qq');
  await terminal.until('the prompt', ({ rows }) => rows.includes('$ cat post/lake'));
  terminal.press('^d');
  expect(await terminal.ended()).toBe(0);
});

test('the rows that digits choose are numbered, also after the list has moved', async ({ started, expect }) => {
  const terminal = await started();
  terminal.type('newest\r');
  await terminal.until('the post', bottom('q back'));
  terminal.resize(columns, 8);
  await terminal.until('the smaller post', ({ rows }) => rows.length === 8 && bottom('q back')({ rows } as Screen));
  terminal.type('t');
  const list = await terminal.until('the list', chosen);
  const numbers = ({ rows }: Screen): readonly string[] => rows.slice(1, -1).map(row => row.slice(2, 4));
  const expected = ['1 ', '2 ', '3 ', '4 ', '5 ', '6 '];
  expect(numbers(list)).toEqual(expected);
  terminal.type('k');
  const moved = await terminal.until('the last part', ({ rows }) => rows[1] !== list.rows[1]);
  expect(numbers(moved)).toEqual(expected);
  terminal.type('2');
  await terminal.until('the part in the second row', top('Title: May 5, 2022 - New'));
});

test('the help begins with the keys of the mode', async ({ opened: terminal }) => {
  terminal.press('f1');
  await terminal.until('the keys of the prompt', both(top('At the prompt'), has('complete one line of the haiku')));
  terminal.type('qlake\r');
  await terminal.until('the post', inPost);
  terminal.type('h');
  await terminal.until('the keys in a post', both(top('In a post'), has('wide code right')));
});

test('the bottom row says that a key has no meaning, and says nothing of a sequence', async ({
  opened: terminal,
  expect,
}) => {
  terminal.type('lake\r');
  await terminal.until('the post', inPost);
  const written = terminal.written().length;
  for (const [bytes, label] of [
    ['&', '&'],
    ['\u001bn', 'Alt-n'],
    [':z', ':z'],
    ['\u001b[1;5H', '^Home'],
    ['\u0018', '^X'],
  ] as const) {
    terminal.type(bytes);
    await terminal.until(label, bottom(`  ${label} is not a key here; h shows the keys`));
    // F12, an unknown key, and the focus of the window.
    terminal.type('j\u001b[24~\u001b[99~\u001b[Ik');
    await terminal.until('the post again', inPost);
  }
  terminal.type('\u001b[99~6\u001b[25~j');
  await terminal.until('six rows further', top('Title: March 3, 2021 - A day at the lake'));
  expect(terminal.written().slice(written)).not.toContain('\u0007');
});

test('^l redraws a screen that another program has written on', async ({ onTestFinished, expect }) => {
  const wall = path.join(outside, 'wall');
  const writer = `{ until [ -e '${wall}' ]; do sleep 0.02; done; printf '\\033[HSomebody was here' >/dev/tty; }`;
  const terminal = openShell(`${writer} & '${node}' '${program}' --posts '${folder}'`, { columns, rows });
  onTestFinished(terminal.close);
  terminal.type('lake\r');
  const before = await terminal.until('the post', inPost);
  fs.writeFileSync(wall, '');
  await terminal.until(
    'the text of the other program',
    ({ rows }) => rows[0]?.startsWith('Somebody was here') ?? false,
  );
  terminal.press('^l');
  const after = await terminal.until('the redrawn screen', inPost);
  expect(after.rows).toEqual(before.rows);
  terminal.type('q\u0004');
  expect(await terminal.ended()).toBe(0);
});

test('keys typed right after one that opens a list go to the list', async ({ opened: terminal }) => {
  terminal.type('newest\r');
  await terminal.until('the post', bottom('q back'));
  for (let time = 0; time < 50; time++) {
    terminal.type('tj\r');
    await terminal.until('the part', both(top('Part 1'), bottom('q back')));
    terminal.type('g');
    await terminal.until('the top', top(`$ cat post/${newest}.md`));
  }
  // The command asks which post is meant.
  terminal.type('q\u0015cat --width 60 the-\rjj\r');
  await terminal.until('the third post', has('that nobody heard'));
});

test('every key of the table has a test', ({ expect }) => {
  const tested = new Set([
    ...all.map(({ when, key }) => `${when} ${key}`),
    'anywhere ^c',
    'anywhere ^l',
    // In test/safety/process-session.test.ts.
    'anywhere ^z',
  ]);
  expect(tested).toEqual(new Set(keymap.flatMap(({ context, keys }) => keys.map(key => `${context} ${key}`))));
});

test('c copies the text that its message shows', async ({ opened: terminal, expect }) => {
  terminal.type('lake\r');
  await terminal.until('the post', inPost);
  terminal.type('c');
  await terminal.until('the message', bottom('copied: '));
  const text = Buffer.from(`haiku-posts --posts ${folder} cat post/${lake}.md`).toString('base64');
  expect(terminal.written()).toContain(`\u001b]52;c;${text}\u0007`);
});
