import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { haikuPosts } from '../support/run.ts';
import { bottomRow, closeAll, openTerminal, type Terminal } from '../support/terminal.ts';

// The history and the bookmarks that sessions save.

const folder = readingFolder();
const state = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-state-'));
afterEach(() => {
  closeAll();
  fs.rmSync(path.join(state, 'haiku-posts'), { recursive: true, force: true, maxRetries: 10 });
});
afterAll(() => {
  for (const each of [folder, state]) fs.rmSync(each, { recursive: true });
});

const [, lake] = slugs;

async function session(home = state): Promise<Terminal> {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 100, rows: 23, env: { XDG_STATE_HOME: home } });
  await terminal.until('the prompt', screen => bottomRow(screen).endsWith('1 of 3'));
  return terminal;
}

async function quit(terminal: Terminal): Promise<void> {
  terminal.press('^d');
  expect(await terminal.ended()).toBe(0);
}

test('the next session has the commands in its history: ^P, ^R and `history`', async () => {
  const first = await session();
  first.press('^u');
  first.type('ls the-old\r');
  await first.until('the list', ({ rows }) => rows[1]?.startsWith('  2020-07-07  the oldest') ?? false);
  first.type('lake\rq');
  await first.until(
    'the prompt again',
    screen => bottomRow(screen).includes('^D exit') || bottomRow(screen).includes('of 3'),
  );
  await quit(first);

  expect(haikuPosts(['history'], { XDG_STATE_HOME: state }).stdout).toBe(`  1  ls the-old\n  2  cat post/${lake}.md\n`);
  // A missing posts folder makes no difference.
  expect(haikuPosts(['--posts', '/proc/nowhere', 'history', '1'], { XDG_STATE_HOME: state }).stdout).toBe(
    `  2  cat post/${lake}.md\n`,
  );

  const second = await session();
  second.press('^u', '^p');
  await second.until('the last', ({ rows }) => rows[0] === `$ cat post/${lake}.md`);
  second.press('^p');
  await second.until('the one before', ({ rows }) => rows[0] === '$ ls the-old');
  second.press('^n', '^n');
  await second.until('the empty line', ({ rows }) => rows[0] === '$');
  second.press('^r');
  second.type('ls');
  await second.until('the command', ({ rows }) => rows[1] === '❯ ls the-old');
  second.press('enter');
  await second.until('the list again', ({ rows }) => rows[1]?.startsWith('  2020-07-07  the oldest') ?? false);
  await quit(second);
});

test("'' goes to the place where the post was left, and back", async () => {
  const first = await session();
  first.type('lake\r15j');
  await first.until('row 4 at the top', ({ rows }) => rows[0] === '  Row 4 of it.');
  first.type('q');
  await quit(first);
  const second = await session();
  second.type('lake\r');
  await second.until('the hint of a saved place', screen => bottomRow(screen).includes("'' saved place"));
  second.type("''");
  await second.until('row 4 at the top', ({ rows }) => rows[0] === '  Row 4 of it.');
  second.type("''");
  await second.until('the top again', ({ rows }) => rows[0] === `$ cat post/${lake}.md`);
  second.type('q');
  await quit(second);
});

test('two concurrent sessions keep both histories', async () => {
  const both = await Promise.all([session(), session()]);
  for (const [index, terminal] of both.entries())
    for (const name of ['newest', 'oldest']) {
      terminal.press('^u');
      terminal.type(`ls the-${name} -${'r'.repeat(index + 1)}\r`);
      await terminal.until('the prompt', ({ rows, cursor }) => rows[cursor.y] === '$ cat post/');
    }
  await Promise.all(both.map(quit));
  const { stdout } = haikuPosts(['history'], { XDG_STATE_HOME: state });
  for (const each of ['newest -r', 'oldest -r', 'newest -rr', 'oldest -rr'])
    expect(stdout).toContain(`ls the-${each}\n`);
});

test('a session works without a place to save its history', async () => {
  const terminal = await session('/proc/nowhere');
  terminal.press('^u');
  terminal.type('ls the-old\r');
  await terminal.until('the list', ({ rows }) => rows[1]?.startsWith('  2020-07-07  the oldest') ?? false);
  terminal.press('^u', '^p');
  await terminal.until('the command', ({ rows }) => rows[2] === '$ ls the-old');
  terminal.press('^u');
  await quit(terminal);
});
