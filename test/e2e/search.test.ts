import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { bottomRow, closeAll, hasPrompt, openTerminal, root, type Screen, type Terminal } from '../support/terminal.ts';

const folder = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
const put = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
};
put('the-kettle-sings-/-b-/-c.md', '---\ndate: 2021-03-09\ntags: [tea]\n---\n\nA quiet start.\n');
put('history-of-a-cup-/-b-/-c.md', '---\ndate: 2020-02-02\n---\n\nIt broke. Mortar holds it: the zebra mug.\n');
put('notes/oven.md', '# Bread\n\nThe oven hums.\n\nIt is as hot as a zebra is striped.\n');

afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function openSession(columns = 80, rows = 24, args: readonly string[] = []): Promise<Terminal> {
  const terminal = openTerminal({ args: ['--posts', folder, ...args], columns, rows });
  await terminal.until('a prompt and a menu', hasPrompt);
  return terminal;
}

const hasRow =
  (row: string) =>
  ({ rows }: Screen): boolean =>
    rows.includes(row);

describe('a command behind cat post/', () => {
  test('is the first row, and Enter runs it', async () => {
    const terminal = await openSession();
    terminal.type('ls -l');
    const offered = await terminal.until('the command', hasRow('❯ $ ls -l   run this command'));
    expect(offered.rows[0]).toBe('$ cat post/ls -l');
    terminal.press('enter');
    await terminal.until('the list', screen => screen.rows[0] === '$ ls -l' && hasPrompt(screen));
    terminal.type('exit');
    await terminal.until('the command', hasRow('❯ $ exit   run this command'));
    terminal.press('enter');
    expect(await terminal.ended()).toBe(0);
  });

  test('is above the posts that have its words', async () => {
    const terminal = await openSession();
    terminal.type('history');
    const offered = await terminal.until('the command', hasRow('❯ $ history   run this command'));
    expect(offered.rows.slice(1, 3)).toEqual([
      '❯ $ history   run this command',
      '  2020-02-02  history of a cup / b / c',
    ]);
    terminal.press('down', 'enter');
    await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
  });
});

test('^U clears what is typed, then cat post/', async () => {
  const terminal = await openSession();
  terminal.type('kettle');
  await terminal.until('the line', ({ rows }) => rows[0] === '$ cat post/kettle');
  terminal.press('^u');
  await terminal.until('cat post/', ({ rows, cursor }) => rows[0] === '$ cat post/' && cursor.x === 11);
  terminal.press('^u');
  await terminal.until('an empty line', ({ rows, cursor }) => rows[0] === '$' && cursor.x === 2);
});

test('an unknown word without cat is a search', async () => {
  const terminal = await openSession();
  terminal.press('^u');
  terminal.type('ketle');
  await terminal.until('the post', hasRow('❯ 2021-03-09  the kettle sings / b / c'));
  terminal.press('enter');
  await terminal.until('its text', hasRow('  A quiet start.'));
});

test('a row shows the date, tag or path that matches', async () => {
  const terminal = await openSession();
  const search = async (query: string, row: string): Promise<void> => {
    terminal.press('^u');
    terminal.type(query);
    const line = hasRow(`$ cat post/${query}`);
    const screen = await terminal.until(query, screen => line(screen) && hasRow(row)(screen));
    const y = screen.rows.indexOf(row);
    const marked = screen.cells(y).filter(cell => cell.color !== null && cell.bold);
    expect(marked.map(cell => cell.text).join('')).toBe(query);
  };
  terminal.type('x');
  await search('2021', '❯ 2021-03-09  the kettle sings / b / c');
  await search('#tea', '❯ 2021-03-09  the kettle sings / b / c  #tea');
  await search('oven', `❯ ${' '.repeat(12)}Bread  oven.md  notes`);
});

describe('posts that have the words in their text', () => {
  const rule = `  ── in the text ${'─'.repeat(63)}`;

  test('come below a rule, and are opened at the line', async () => {
    const terminal = await openSession();
    terminal.type('zebra');
    const found = await terminal.until('two posts', screen => bottomRow(screen).endsWith('1 of 2'));
    expect(found.rows.slice(1, 6)).toEqual([
      rule,
      '❯ 2020-02-02  history of a cup / b / c',
      `${' '.repeat(16)}It broke. Mortar holds it: the zebra mug.`,
      `${' '.repeat(14)}Bread  notes`,
      `${' '.repeat(16)}It is as hot as a zebra is striped.`,
    ]);
    terminal.press('down', 'enter');
    const post = await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    const y = post.rows.findIndex(row => row.includes('zebra'));
    expect(post.cells(y).filter(cell => cell.inverse || cell.underline || cell.bold).length).toBeGreaterThan(0);
    terminal.type('q');
    await terminal.until('the list as it was', screen => bottomRow(screen).endsWith('2 of 2'));
  });

  test('are opened by an Enter that comes before them', async () => {
    const terminal = await openSession();
    terminal.type('zebra mug\r');
    await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    expect(terminal.screen().rows.join('\n')).toContain('the zebra mug');
  });

  test('fit a small screen', async () => {
    const terminal = await openSession(40, 12);
    terminal.type('zebra');
    await terminal.until('its line', hasRow('    … holds it: the zebra mug.'));
  });
});

test('if nothing matches, a part of the query is offered', async () => {
  const terminal = await openSession();
  terminal.type('kettle xylophone');
  const offered = await terminal.until('an offer', hasRow("  nothing matches all of it. Without 'xylophone':"));
  expect(offered.rows[2]).toBe('❯ 2021-03-09  the kettle sings / b / c');
});

describe('-q opens the app with a text typed', () => {
  test('which is searched for', async () => {
    const terminal = await openSession(80, 24, ['-q', 'ketle']);
    const { rows, cursor } = terminal.screen();
    expect(rows.slice(0, 3)).toEqual(['$ cat post/ketle', '❯ 2021-03-09  the kettle sings / b / c', '']);
    expect(cursor).toEqual({ x: 16, y: 0 });
    terminal.press('enter');
    await terminal.until('its text', hasRow('  A quiet start.'));
    terminal.type('q');
    await terminal.until('the line', screen => bottomRow(screen).endsWith('of 1'));
    terminal.press('^u');
    await terminal.until('all posts', screen => bottomRow(screen).endsWith('of 3'));
  });

  test('in which a control character is shown', async () => {
    const terminal = openTerminal({ args: ['--posts', folder, '-q', 'x\u001b]0;y\nls'] });
    await terminal.until('the line', hasRow('$ cat post/x^[]0;y ls'));
  });
});
