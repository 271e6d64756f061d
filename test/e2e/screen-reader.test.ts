import fs from 'node:fs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { closeAll, openTerminal, type Screen, type Terminal } from '../support/terminal.ts';

const folder = readingFolder();
afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const [, lake] = slugs;
const haiku = 'the log is a lake / we fish in it with a spoon / the spoon has a leak';
const last = ({ rows, cursor }: Screen): string => rows[cursor.y] ?? '';

async function openScreenReader(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Terminal> {
  const terminal = openTerminal({ args: ['--posts', folder, ...args], columns: 120, rows: 40, env });
  const screen = await terminal.until('the first post', screen => last(screen).startsWith('1 of 3: the newest of all'));
  expect(screen.buffer).toBe('normal');
  return terminal;
}

test.each([
  ['--screen-reader', {}, ['--screen-reader']],
  ['INK_SCREEN_READER', { INK_SCREEN_READER: 'true' }, []],
])('%s writes each text once, line by line, with the cursor on the selected row', async (_, env, args) => {
  const terminal = await openScreenReader(env, ...args);
  expect(terminal.screen().rows.slice(0, 3)).toEqual([
    'F1: keys. ^D: quit',
    '$ cat post/',
    '1 of 3: the newest of all / says only what it must / and then it is done, 2022-05-05',
  ]);
  terminal.press('down');
  const second = await terminal.until('the second', screen => screen.rows[1]?.startsWith('2 of 3: ') ?? false);
  expect(second.rows[1]).toBe(`2 of 3: ${haiku}, 2021-03-03`);
  terminal.press('enter');
  const read = await terminal.until('the post, and a new prompt', ({ rows }) => rows.includes('Row 60 of it.'));
  expect(read.buffer).toBe('normal');
  await terminal.until('a new prompt', screen => last(screen).startsWith('1 of 3: '));
  // Each text is written once.
  for (const text of ['Row 1 of it.', 'Row 60 of it.', 'The pager rang, says the manual'])
    expect(terminal.written().split(text)).toHaveLength(2);
  terminal.type('oldest');
  await terminal.until('one post', screen => last(screen).startsWith('1 of 1: the oldest one here'));
  expect(terminal.written().split('Row 60 of it.')).toHaveLength(2);
  terminal.press('^d', '^u', '^d');
  expect(await terminal.ended()).toBe(0);
  expect(terminal.screen().rows.join('\n')).toContain('Row 60 of it.');
});

test('the screen reader gets matching lines, the history and the posts of an ambiguous name', async () => {
  const terminal = await openScreenReader({}, '--screen-reader');
  terminal.press('^f');
  terminal.type('pager');
  await terminal.until('the first line', screen => /1 of \d+: .*pager/i.test(screen.rows.slice(0, 4).join(' ')));
  terminal.press('^a', '^k');
  terminal.type('ls the-new\r');
  await terminal.until('a list', ({ rows }) => rows.some(row => row.startsWith('2022-05-05  the newest')));
  terminal.press('^r');
  await terminal.until('the history', screen => last(screen) === '1 of 1: ls the-new');
  terminal.press('escape');
  await terminal.until('the prompt again', screen => last(screen).startsWith('1 of 3: '));
  terminal.press('^u');
  terminal.type('cat --raw the-\r');
  await terminal.until('which there are', ({ rows }) => rows.some(row => row.includes(`post/${lake.slice(0, 30)}`)));
});
