import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bottomRow, closeAll, hasPrompt, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';

// The list that a reader comes back to.

const made: string[] = [];
const makeFolder = (name: string): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `haiku-posts-${name}-`));
  made.push(folder);
  return folder;
};
afterEach(() => {
  closeAll();
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function open(options: Parameters<typeof openTerminal>[0] = {}): Promise<Terminal> {
  const terminal = openTerminal(options);
  await terminal.until('a prompt and a menu', hasPrompt);
  return terminal;
}

const inPost = (screen: Screen): boolean => /q back/.test(bottomRow(screen));
/** The rows from the line that is typed on, without the bottom row. */
const fromLine = ({ rows, cursor }: Screen): readonly string[] => rows.slice(cursor.y, -1);
const above = ({ rows, cursor }: Screen): readonly string[] => rows.slice(0, cursor.y);

/** Reads the selected post, and goes back with a key. Returns the screen before and after. */
async function readAndReturn(terminal: Terminal, keys = 'dq'): Promise<readonly [before: Screen, after: Screen]> {
  const before = terminal.screen();
  terminal.press('enter');
  await terminal.until('the post', inPost);
  terminal.type(keys);
  return [before, await terminal.until('the prompt', hasPrompt)];
}

test('q goes back to the line, its hits and the selected row, below the command line and the haiku', async () => {
  const terminal = await open();
  terminal.type('the');
  terminal.press('down', 'down', 'down');
  await terminal.until('the fourth', screen => /\b4 of \d/.test(bottomRow(screen)));
  const [before, after] = await readAndReturn(terminal, 'Gq');
  expect(fromLine(after)).toEqual(before.rows.slice(0, fromLine(after).length));
  expect(above(after)).toHaveLength(5);
  expect(above(after).slice(-3).join(' ').replace(/\s+/g, ' ').trim()).toBe(before.rows[4]?.slice(2));
  expect(/\b4 of \d+$/.exec(bottomRow(after))).not.toBeNull();
  expect(after.cursor.x).toBe(before.cursor.x);
});

test.each([
  [80, 24],
  [40, 12],
])('at %i×%i nothing of the text of any post stays', async (columns, rows) => {
  const terminal = await open({ columns, rows });
  for (const _ of Array(5)) {
    const [, after] = await readAndReturn(terminal, 'Gq');
    expect(above(after).length).toBeLessThanOrEqual(rows / 2);
    expect(above(after).slice(-3)).toEqual([
      expect.stringMatching(/^ {2}\S.* \/$/),
      expect.stringMatching(/^ {2}\S.* \/$/),
      expect.stringMatching(/^ {2}\S/),
    ]);
    terminal.press('down');
    await terminal.until('the next', screen => bottomRow(screen) !== bottomRow(after));
  }
});

test('each of several posts leaves its command line and its haiku', async () => {
  const terminal = await open({ columns: 100 });
  const haiku = (row: number): string => terminal.screen().rows[row]?.slice(14) ?? '';
  const names = [haiku(1), haiku(2)];
  await readAndReturn(terminal);
  terminal.press('down');
  await terminal.until('the second', screen => / 2 of /.test(bottomRow(screen)));
  const [, after] = await readAndReturn(terminal);
  expect(above(after).filter(row => row.startsWith('$ cat post/'))).toHaveLength(2);
  const shown = above(after)
    .map(row => row.trim())
    .join(' ');
  for (const name of names) expect(shown).toContain(name);
});

test('q goes back to the lines of a search in the text, also from the first match', async () => {
  const terminal = await open({ columns: 100 });
  terminal.press('^f');
  terminal.type('deploy');
  await terminal.until('all lines', screen => / of \d+ lines$/.test(bottomRow(screen)));
  terminal.press('down', 'down');
  await terminal.until('the third', screen => / 3 of \d+ lines$/.test(bottomRow(screen)));
  const [before, after] = await readAndReturn(terminal, 'q');
  expect(after.rows[after.cursor.y]).toBe(before.rows[0]);
  expect(after.cursor.x).toBe(before.cursor.x);
  const selected = (screen: Screen): string | undefined => screen.rows.find(row => row.startsWith('❯'));
  expect(selected(after)).toBe(selected(before));
  expect(/ 3 of \d+ lines$/.exec(bottomRow(after))?.[0]).toBe(/ 3 of \d+ lines$/.exec(bottomRow(before))?.[0]);
  // Enter before there are results opens the first.
  terminal.press('^u', '^u');
  terminal.type("grep -i 'rollback'\rq");
  const first = await terminal.until('its lines', screen => / 1 of \d+ lines$/.test(bottomRow(screen)));
  expect(first.rows[first.cursor.y]).toBe("$ grep -i 'rollback'");
});

test('Esc shows the whole post again, and the list again', async () => {
  const terminal = await open({ columns: 100 });
  terminal.type('shell onc');
  // The other post has the words in its text, which is searched a little later.
  const hasBoth = (screen: Screen): boolean => hasPrompt(screen) && / 1 of 2$/.test(bottomRow(screen));
  await terminal.until('two posts', hasBoth);
  await readAndReturn(terminal, ' q');
  const back = await terminal.until('two posts again', hasBoth);
  expect(bottomRow(back)).toContain('Esc back to the text');
  terminal.press('escape');
  const whole = await terminal.until('the post', inPost);
  expect(whole.rows[6]).toContain('A Day in the Life of Kubernetes Complexity Fatigue');
  terminal.press('escape');
  const again = await terminal.until('the list', hasBoth);
  expect(again.rows.slice(0, -1)).toEqual(back.rows.slice(0, -1));
  terminal.press('page-up');
  await terminal.until('the post from its top', ({ rows }) => rows[0] === whole.rows[0] && rows[6] === whole.rows[6]);
  terminal.type('q');
  await terminal.until('the list once more', ({ rows }) => rows.join() === again.rows.join());
  terminal.press('^d');
  expect(await terminal.ended()).toBe(0);
});

test('keys typed ahead of two posts open both', async () => {
  const terminal = await open({ columns: 100 });
  terminal.type('\rq');
  terminal.press('down', 'enter');
  terminal.type('Gq');
  terminal.press('down');
  const screen = await terminal.until('the third', screen => hasPrompt(screen) && / 3 of /.test(bottomRow(screen)));
  expect(above(screen).filter(row => row.startsWith('$ cat post/'))).toHaveLength(2);
});

test.each(['dark', 'light', 'mono', 'amber'])(
  'a post that was read is dim in the list in theme %s, also later',
  async theme => {
    const env = { XDG_STATE_HOME: makeFolder('state') };
    const session = (): Promise<Terminal> => open({ args: ['--theme', theme], env, columns: 100 });
    const lookOf = ({ cells }: Screen, row: number): string => {
      const { color, dim } = cells(row)[16] ?? {};
      return `${color} ${dim}`;
    };
    const first = await session();
    const unread = lookOf(first.screen(), 2);
    const [, after] = await readAndReturn(first, 'q');
    const row = after.cursor.y + 1;
    first.press('down');
    const read = await first.until('the row below', ({ rows }) => rows[row + 1]?.startsWith('❯') ?? false);
    const dim = lookOf(read, row);
    expect([dim === unread, lookOf(read, row + 2)]).toEqual([false, unread]);
    first.press('^d');
    expect(await first.ended()).toBe(0);
    const second = await session();
    second.press('down');
    const later = await second.until('the second', ({ rows }) => rows[2]?.startsWith('❯') ?? false);
    expect([lookOf(later, 1), lookOf(later, 3)]).toEqual([dim, unread]);
  },
);

test('Backspace goes back through older and newer posts to where each was left', async () => {
  const terminal = await open({ columns: 100 });
  terminal.press('down', 'enter');
  await terminal.until('the post', inPost);
  terminal.type('d');
  const half = await terminal.until('half a page down', ({ rows }) => !rows[0]?.startsWith('$'));
  terminal.type('j');
  const left = await terminal.until('a row down', ({ rows }) => rows[0] === half.rows[1]);
  terminal.type('{');
  await terminal.until('the older', ({ rows }) => rows[0]?.startsWith('$ cat post/') ?? false);
  terminal.type('{');
  await terminal.until('one older', screen => bottomRow(screen).includes('Backspace back'));
  terminal.press('backspace', 'backspace');
  await terminal.until('the first again', ({ rows }) => rows.slice(0, -1).join() === left.rows.slice(0, -1).join());
  terminal.press('backspace');
  await terminal.until('the end of the way', screen => bottomRow(screen).includes('nothing before this post'));
  terminal.type('q');
  await terminal.until('the list', screen => / 2 of /.test(bottomRow(screen)));
});

test('the selected post stays selected when its file moves it down while it is read', async () => {
  const folder = makeFolder('posts');
  const put = (name: string, date: string): void =>
    fs.writeFileSync(path.join(folder, `${name}.md`), `---\ndate: ${date}\n---\n\n# The ${name}\n\nText.\n`);
  for (const [name, date] of [
    ['ash', '2024-01-01'],
    ['birch', '2023-01-01'],
    ['cedar', '2022-01-01'],
  ] as const)
    put(name, date);
  const terminal = await open({ args: ['--posts', folder], columns: 100 });
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => rows[0] === '$ cat post/ash.md');
  put('ash', '2021-01-01');
  terminal.type('q');
  await terminal.until('it is the last', ({ rows }) => rows.some(row => row.startsWith('❯ 2021-01-01  The ash')));
  put('doum', '2025-01-01');
  const screen = await terminal.until('four posts', screen => bottomRow(screen).endsWith('4 of 4'));
  expect(screen.rows.some(row => row.startsWith('❯ 2021-01-01  The ash'))).toBe(true);
});

test('on a tiny screen q goes back to the selected row', async () => {
  const terminal = openTerminal({ columns: 10, rows: 3 });
  await terminal.until('the prompt', ({ rows }) => rows[2]?.startsWith('❯') ?? false);
  const start = terminal.screen();
  terminal.press('down');
  const before = await terminal.until('the second row', ({ rows }) => rows[2] !== start.rows[2]);
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => !rows[2]?.startsWith('❯'));
  terminal.type('Gq');
  await terminal.until('the prompt as it was', ({ rows }) => rows.join() === before.rows.join());
});
