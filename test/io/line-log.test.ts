import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LineLog, openLineLog } from '../../src/io/line-log.ts';
import { codePoint } from '../support/code-point.ts';
import { root } from '../support/terminal.ts';

let home: string;
const most = 10;
const file = (): string => path.join(home, 'haiku-posts/history');
const open = (): LineLog => openLineLog('history', { name: 'haiku-posts', env: { XDG_STATE_HOME: home } }, most);
const put = (content: string | Uint8Array): void => {
  fs.mkdirSync(path.dirname(file()), { recursive: true });
  fs.writeFileSync(file(), content);
};
const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-state-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

test('keeps lines for the next session, in a file private to the user', () => {
  const first = open();
  first.add('ls');
  first.add('cat post/café');
  expect(first.lines()).toEqual(['ls', 'cat post/café']);
  expect(open().lines()).toEqual(['ls', 'cat post/café']);
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['history']);
});

test('reads lines that another session adds meanwhile', () => {
  const [one, other] = [open(), open()];
  one.add('1');
  other.add('2');
  one.add('3');
  expect(other.lines()).toEqual(['1', '2', '3']);
});

describe('the folder', () => {
  test.each([
    ['XDG_STATE_HOME', { XDG_STATE_HOME: '<home>', HOME: '/nowhere' }, 'haiku-posts/history'],
    ['~/.local/state without it', { HOME: '<home>' }, '.local/state/haiku-posts/history'],
    ['~/.local/state when it is empty', { XDG_STATE_HOME: '', HOME: '<home>' }, '.local/state/haiku-posts/history'],
    ['~/.local/state when it is relative', { XDG_STATE_HOME: 'a', HOME: '<home>' }, '.local/state/haiku-posts/history'],
  ])('is below %s', (_, env, expected) => {
    const at = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('<home>', home)]));
    openLineLog('history', { name: 'haiku-posts', env: at }, most).add('ls');
    expect(fs.readFileSync(path.join(home, expected), 'utf8')).toBe('ls\n');
  });
});

describe('lines are kept in memory', () => {
  const inMemory = (env: Record<string, string>): void => {
    const only = openLineLog('history', { name: 'haiku-posts', env: env }, most);
    for (const line of numbers(1, 12)) only.add(line);
    expect(only.lines()).toEqual(numbers(3, 12));
    expect(openLineLog('history', { name: 'haiku-posts', env: env }, most).lines()).toEqual([]);
  };

  test('without a state folder', () => inMemory({ XDG_STATE_HOME: 'relative', HOME: '' }));

  test('when the folder cannot be made', () => {
    fs.writeFileSync(path.join(home, 'haiku-posts'), 'a file');
    inMemory({ XDG_STATE_HOME: home });
    expect(fs.readFileSync(path.join(home, 'haiku-posts'), 'utf8')).toBe('a file');
  });

  test('when the file is a link, wherever it leads', () => {
    const target = path.join(home, 'target');
    fs.mkdirSync(path.dirname(file()));
    fs.symlinkSync(target, file());
    inMemory({ XDG_STATE_HOME: home });
    expect(fs.existsSync(target)).toBe(false);
    fs.writeFileSync(target, 'secret\n');
    inMemory({ XDG_STATE_HOME: home });
    expect(fs.readFileSync(target, 'utf8')).toBe('secret\n');
  });

  test.skipIf(process.platform === 'win32')('when the file is a pipe without a reader', () => {
    fs.mkdirSync(path.dirname(file()));
    execFileSync('mkfifo', [file()]);
    inMemory({ XDG_STATE_HOME: home });
  });

  test('when the file is a folder', () => {
    fs.mkdirSync(file(), { recursive: true });
    inMemory({ XDG_STATE_HOME: home });
  });
});

describe('reading', () => {
  test.each<[string, string | Uint8Array, readonly string[]]>([
    ['returns nothing from an empty file', '', []],
    ['returns the last lines', `${numbers(1, 25).join('\n')}\n`, numbers(16, 25)],
    ['drops empty lines', '\n1\n\n2\n', ['1', '2']],
    ['drops lines that are too long', `1\n${'a'.repeat(10_001)}\n${'b'.repeat(10_000)}\n`, ['1', 'b'.repeat(10_000)]],
    ['drops NULs, which a crash may leave', '1\0\n\0\0\0\n\x002\n', ['1', '2']],
    [
      'decodes bytes that are not UTF-8 as U+FFFD',
      Buffer.from('e\xcc\x81\xff\n\xc3\n2\n', 'latin1'),
      ['é\ufffd', '\ufffd', '2'],
    ],
    ['drops a last line without an end', '1\n2\nrm', ['1', '2']],
  ])('%s', (_, content, lines) => {
    put(content);
    expect(
      open()
        .lines()
        .map(line => line.normalize()),
    ).toEqual(lines);
  });

  test('reads only the end of a huge file', () => {
    put('');
    fs.truncateSync(file(), 3 * 1024 ** 3); // sparse: it takes no room
    fs.appendFileSync(file(), '\n1\n2\n');
    expect(open().lines()).toEqual(['1', '2']);
    open().add('3');
    expect(open().lines()).toEqual(['1', '2', '3']);
    expect(fs.statSync(file()).size).toBe(6);
  });

  test('begins with a whole line', () => {
    const line = 'x'.repeat(9999);
    put(`${line}\n`.repeat(900));
    expect(openLineLog('history', { name: 'haiku-posts', env: { XDG_STATE_HOME: home } }, 1000).lines()).toEqual(
      Array(419).fill(line),
    );
  });
});

describe('adding', () => {
  test.each([
    ['a line break', 'a\nb\r\nc\rd', 'a b c d'],
    ['NUL', 'a\0b', 'ab'],
    ['half of a character', 'a\ud83d', 'a\ufffd'],
  ])('replaces or drops %s', (_, line, read) => {
    open().add(line);
    expect(open().lines()).toEqual([read]);
  });

  test.each([
    ['is empty', ''],
    ['holds nothing but NUL', '\0'],
    ['is too long', 'a'.repeat(10_001)],
  ])('drops a line that %s', (_, line) => {
    open().add(line);
    expect(fs.existsSync(file())).toBe(false);
  });

  test('starts a new line after a line without an end', () => {
    put('1\n{"post":"ro');
    open().add('2');
    expect(open().lines()).toEqual(['1', '{"post":"ro', '2']);
  });

  test('keeps any lines in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: codePoint }), { maxLength: 60 }), lines => {
        fs.rmSync(file(), { force: true });
        for (const line of lines) open().add(line);
        const kept = lines
          .map(line => line.replaceAll('\0', '').replace(/\r\n|\r|\n/g, ' '))
          .filter(line => line !== '');
        expect(open().lines()).toEqual(kept.slice(-most));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a file of more than 1 MiB', () => {
  const lines = (): readonly string[] => fs.readFileSync(file(), 'utf8').trimEnd().split('\n');
  const long = `${'x'.repeat(9000)}\n`.repeat(120);

  test('keeps its last lines when it is opened', () => {
    put(`${long}${numbers(1, 30).join('\n')}\n`);
    expect(open().lines()).toEqual(numbers(21, 30));
    expect(lines()).toEqual(numbers(21, 30));
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['history']);
  });

  test('is left as it is if another session adds a line meanwhile', () => {
    put(`${long}1\n`);
    const write = fs.writeFileSync;
    vi.spyOn(fs, 'writeFileSync').mockImplementationOnce((...args: Parameters<typeof write>) => {
      fs.appendFileSync(file(), '2\n');
      write(...args);
    });
    expect(open().lines().slice(-2)).toEqual(['1', '2']);
    expect(lines()).toHaveLength(122);
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['history']);
  });

  test.each<readonly [string, () => void]>([
    ['120 MB of NULs', () => {}],
    ['one endless line', () => fs.appendFileSync(file(), 'x'.repeat(5e6))],
  ])('is read from its last 4 MiB only if it is %s', (_, damage) => {
    put('');
    fs.truncateSync(file(), 120e6); // sparse
    damage();
    const read = vi.spyOn(fs, 'readSync');
    expect(open().lines()).toEqual([]);
    const bytes = read.mock.results.reduce((sum, { value }) => sum + Number(value), 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(3 * 4 * 2 ** 20); // once to compact it, and to list its lines
  });
});

describe('sessions that add lines at once', () => {
  const [sessions, each, many] = [4, 1000, 5000];
  let children: readonly ChildProcess[] = [];
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  // Of every length, and some longer than a page, which the system writes in pieces.
  const lineOf = (session: number, at: number): string =>
    `${session} ${at} ${'x'.repeat(at % 100 === 0 ? 9000 : at % 50)}.`;

  test('lose no line, and keep each line whole', async () => {
    const script = path.join(home, 'session.mjs');
    fs.writeFileSync(
      script,
      `import fs from 'node:fs';
       import { openLineLog } from ${JSON.stringify(path.join(root, 'src/io/line-log.ts'))};
       const history = openLineLog('history', { name: 'haiku-posts', env: process.env }, ${many});
       const lineOf = ${lineOf};
       process.on('message', session => {
         for (let at = 0; at < ${each}; at++) {
           history.add(lineOf(session, at));
         }
         process.send('done', () => process.disconnect());
       });
       process.send('ready');`,
    );
    children = Array.from({ length: sessions }, () => fork(script, { env: { XDG_STATE_HOME: home }, execArgv: [] }));
    await Promise.all(children.map(child => once(child, 'message')));
    await Promise.all(
      children.map((child, session) => {
        child.send(session);
        return once(child, 'exit');
      }),
    );
    const written = new Set(
      openLineLog('history', { name: 'haiku-posts', env: { XDG_STATE_HOME: home } }, many).lines(),
    );
    const added = children.flatMap((_, session) => Array.from({ length: each }, (_, at) => lineOf(session, at)));
    expect(added.filter(line => !written.has(line))).toEqual([]);
    expect(written.size).toBe(added.length);
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['history']);
  });
});
