import fs from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { haikuPosts } from '../support/run.ts';
import { bottomRow, closeAll, openShell, type Screen, type Terminal } from '../support/terminal.ts';

const folder = readingFolder();
const taken = `${folder}.out`;
afterEach(closeAll);
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
  fs.rmSync(taken, { force: true });
});

const [, lake] = slugs;
const atPrompt = ({ rows }: Screen): boolean => rows[0] === '$ cat post/' && rows[1]?.startsWith('❯ ') === true;

/** Runs a shell command that contains a session. */
async function openPicker(command: string): Promise<Terminal> {
  const env = { HAIKU_POSTS_DIR: folder };
  const terminal = openShell(command.replaceAll('OUT', `'${taken}'`), { columns: 100, rows: 23, env });
  const screen = await terminal.until('the prompt, on the terminal', atPrompt);
  expect(bottomRow(screen)).toContain('↵ select');
  return terminal;
}

describe('a session whose output is redirected', () => {
  test('is drawn on the terminal, and prints the selected post like cat', async () => {
    const terminal = await openPicker('haiku-posts | cat > OUT; echo "$?"');
    terminal.type('lake\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().buffer).toBe('normal');
    expect(fs.readFileSync(taken, 'utf8')).toBe(haikuPosts(['--posts', folder, 'cat', lake]).stdout);
  });

  test('reads keys from the terminal when something is piped into it, and prints the slug with --print slug', async () => {
    const terminal = await openPicker('echo nothing | haiku-posts --print slug > OUT; echo "status $?"');
    terminal.type('lake\r');
    await terminal.until('the end', ({ rows }) => rows.includes('status 0'));
    expect(fs.readFileSync(taken, 'utf8')).toBe(`${lake}\n`);
  });

  test('works in the first versions of Node 22, which have no getBuiltinModule', async () => {
    const preload = 'data:text/javascript,delete process.getBuiltinModule';
    const terminal = await openPicker(`echo | NODE_OPTIONS='--import "${preload}"' haiku-posts --print slug > OUT`);
    terminal.type('lake\r');
    expect(await terminal.ended()).toBe(0);
    expect(fs.readFileSync(taken, 'utf8')).toBe(`${lake}\n`);
  });

  test('--print path prints the path of the selected post', async () => {
    const terminal = await openPicker('post=$(haiku-posts --print path); echo "$?: $post"');
    terminal.type('lake\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().rows.join('').trim()).toBe(`0: ${folder}/${lake}.md`);
  });

  test.each([
    ['Esc', '\u001b', 130],
    ['^C', '\u0003', 130],
    ['^D', '\u0004', 1],
  ])('%s selects no post and sets the status', async (_, key, status) => {
    const terminal = await openPicker('post=$(haiku-posts --print slug); echo "$?:$post"');
    terminal.type(key);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen().rows[0]).toBe(`${status}:`);
  });

  test('Enter on a matching line selects its post', async () => {
    const terminal = await openPicker('haiku-posts --print slug > OUT');
    terminal.press('^f');
    terminal.type('pager slept');
    await terminal.until('the line', ({ rows }) => rows[2]?.includes('The Pager slept.') ?? false);
    terminal.press('enter');
    expect(await terminal.ended()).toBe(0);
    expect(fs.readFileSync(taken, 'utf8')).toBe(`${lake}\n`);
  });

  test('runs other commands in the session', async () => {
    const terminal = await openPicker('haiku-posts --print slug > OUT');
    terminal.press('^u');
    terminal.type('ls the-oldest\r');
    await terminal.until('the list', ({ rows }) => rows[1]?.startsWith('  2020-07-07  the oldest one here') ?? false);
    terminal.press('^d');
    expect(await terminal.ended()).toBe(1);
    expect(fs.readFileSync(taken, 'utf8')).toBe('');
  });
});

test('--print rejects other values', () => {
  expect(haikuPosts(['--print', 'title'])).toEqual({
    status: 2,
    stdout: '',
    stderr: "haiku-posts: --print: title: expected slug, path or post\ntry 'haiku-posts --help'\n",
  });
});
