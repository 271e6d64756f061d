import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { haikuPosts, type Result, shell } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, openTerminal, program } from '../support/terminal.ts';

// How the process ends on pipes, full disks and unusual terminals.

const esc = '\u001b';
const big = 'big-/-and-/-long';
let folder: string;
beforeAll(() => {
  folder = readingFolder();
  fs.mkdirSync(path.join(folder, path.dirname(big)), { recursive: true });
  fs.writeFileSync(path.join(folder, `${big}.md`), `first line\n${'all the rest of it\n'.repeat(160_000)}`);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
afterEach(closeAll);

/** A shell command in which `$it` is the built program with the posts of the folder. */
const inShell = (command: string): Result =>
  shell(`it="'${process.execPath}' '${program}' --posts '${folder}'"; ${command.replaceAll('$it', 'eval "$it"')}`);

const size = (): number => fs.statSync(path.join(folder, `${big}.md`)).size;

describe('output', () => {
  test('case 67: cat of a big post into head -1 prints one line and no error, and exits with 0', () => {
    const { stdout, stderr } = inShell(`{ $it cat '${big}'; echo "status $?" >&2; } | head -1`);
    expect({ stdout, stderr }).toEqual({ stdout: `$ cat post/${big}.md\n`, stderr: 'status 0\n' });
  });

  test('case 68: a slow reader gets all of it', () => {
    const { stdout, stderr } = inShell(`{ $it cat '${big}'; echo "status $?" >&2; } | { sleep 1; wc -c; }`);
    expect(stderr).toBe('status 0\n');
    expect(Number(stdout)).toBe(size() + `$ cat post/${big}.md\n`.length);
  });

  test.skipIf(!fs.existsSync('/dev/full'))(
    'case 69: a full disk prints one line and exits with 1 (skipped where there is no /dev/full)',
    () => {
      expect(inShell(`$it cat '${big}' > /dev/full`)).toEqual({
        stdout: '',
        stderr: 'haiku-posts: standard output: No space left on device\n',
        status: 1,
      });
    },
  );

  test.each([
    ['case 70: without standard output there is no stack trace', '>&-'],
    ['case 70: without standard output and standard error there is no stack trace', '>&- 2>&-'],
    ['case 70: without standard input and output there is no stack trace', '<&- >&-'],
  ])('%s', (_, closed) => {
    const { stdout, stderr, status } = inShell(`$it cat '${slugs[0]}' ${closed}`);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    expect([0, 1]).toContain(status);
  });

  test('case 71: posts after a missing one are printed, and the status is 1', () => {
    const { stdout, stderr, status } = haikuPosts(['--posts', folder, 'cat', 'xyzzyxyzzy', slugs[0]]);
    expect(stdout).toContain('$ cat post/the-newest-of-all');
    expect(stderr.split('\n')[0]).toBe('cat: post/xyzzyxyzzy.md: No such file or directory');
    expect(status).toBe(1);
  });

  test.each([[['--bogus']], [['cat', '--bogus', 'x']], [['--bogus', 'ls']]])('case 72: %j exits with 2', args => {
    const { stdout, stderr, status } = haikuPosts(args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain('--bogus');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test.each([
    ['--help', /cat <post>/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('case 73: %s into a pipe prints plain text and exits with 0', (option, text) => {
    const { stdout, stderr, status } = haikuPosts([option]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(text);
    expect(stdout).not.toContain(esc);
  });

  test.runIf(hasSetsid())(
    'case 74: without arguments and terminal it prints a hint and exits with 2 (skipped without setsid(1))',
    () => {
      // In a session of its own the process has no terminal that it could open as /dev/tty.
      const { stdout, stderr, status } = shell(`setsid -w '${process.execPath}' '${program}' < /dev/null | cat; true`);
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
      expect(stderr).toMatch(/^haiku-posts: browsing needs a terminal\n'haiku-posts ls'.*\n$/);
      expect(haikuPosts([]).status).toBe(2);
    },
  );
});

function hasSetsid(): boolean {
  return shell('command -v setsid').status === 0;
}

describe('the environment', () => {
  const cat = ['cat', slugs[1]];

  test.each([
    ['case 75: TERM=dumb', { TERM: 'dumb' }],
    ['case 75: TERM=dumb over CI', { TERM: 'dumb', CI: '1' }],
  ])('%s starts no session, exits with 2 and writes no escape sequence', async (_, env) => {
    const terminal = openTerminal({ args: ['--posts', folder], env });
    expect(await terminal.ended()).toBe(2);
    expect(terminal.written()).toMatch(/^haiku-posts: cannot draw on this terminal/);
    expect(terminal.written()).not.toContain(esc);
  });

  test('case 76: CI=1 on a terminal starts a session', async () => {
    const terminal = openTerminal({ args: ['--posts', folder], env: { CI: '1' } });
    await terminal.until('the prompt', ({ rows }) => rows[0]?.startsWith('$ cat post/') ?? false);
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });

  // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR is searched for
  const hasColor = /\u001b\[[\d;]*\b(?:3[0-7]|38;[25]|9[0-7])/;

  test.each([
    ['1', false],
    ['', true],
  ])('case 77: with NO_COLOR=%j in the session and in cat color is %j', async (NO_COLOR, isColored) => {
    const args = ['--posts', folder];
    const printed = openTerminal({ args: [...args, ...cat], rows: 60, env: { NO_COLOR } });
    expect(await printed.ended()).toBe(0);
    expect(hasColor.test(printed.written())).toBe(isColored);
    const browsed = openTerminal({ args, env: { NO_COLOR } });
    await browsed.until('the prompt', ({ rows }) => rows[0]?.startsWith('$ cat post/') ?? false);
    browsed.type('lake\r');
    await browsed.until('the post', ({ rows }) => rows.at(-1)?.includes('space page') ?? false);
    browsed.type('q\u0004');
    expect(await browsed.ended()).toBe(0);
    expect(hasColor.test(browsed.written())).toBe(isColored);
  });

  test.each([[{ FORCE_COLOR: '1' }], [{ CLICOLOR_FORCE: '1' }]])('case 78: %j into a pipe writes SGR only', env => {
    const { stdout, status } = haikuPosts(['--posts', folder, ...cat], env);
    expect(status).toBe(0);
    expect(stdout).toMatch(hasColor);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR is searched for
    expect(stdout.replace(/\u001b\[[\d;]*m/g, '')).not.toContain(esc);
  });

  test.each(sample(['C', 'POSIX', 'xx_YY.nope', ''], 2))('case 79: LANG=%j prints and browses', async LANG => {
    expect(haikuPosts(['--posts', folder, ...cat], { LANG, LC_ALL: LANG })).toMatchObject({ status: 0, stderr: '' });
    const terminal = openTerminal({ args: ['--posts', folder], env: { LANG, LC_ALL: LANG } });
    await terminal.until('the prompt', ({ rows }) => rows[1]?.startsWith('❯ ') ?? false);
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });
});

test('case 108: LC_ALL=C changes no byte of the output, and SECURITY.md warns of terminals that are not UTF-8', () => {
  fs.writeFileSync(path.join(folder, 'letters.md'), 'caf\u00e9, \u0e2d\u6c34, \u{1f600}\n');
  const args = ['--posts', folder, 'cat', '--color', 'always', 'letters'];
  const usual = haikuPosts(args);
  expect(usual.stdout).toContain('\u6c34');
  expect(haikuPosts(args, { LC_ALL: 'C', LANG: 'C' })).toEqual(usual);
  const security = fs.readFileSync(path.join(import.meta.dirname, '../../SECURITY.md'), 'utf8');
  expect(security).toMatch(/Terminals that are not UTF-8.*Use a UTF-8 terminal/s);
});
