import process from 'node:process';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { spawn } from '@lydell/node-pty';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askBackground, isForeground, mayAsk } from '../../../src/io/terminal/ask-background.ts';
import { BACKGROUND_QUERY } from '../../../src/theme/background-reply.ts';
import type { Rgb } from '../../../src/theme/color.ts';
import { root } from '../../support/terminal.ts';

const osc = '\x1b]11;rgb:ffff/ffff/ffff\x1b\\';
const da1 = '\x1b[?62;22c';
const white: Rgb = [255, 255, 255];
const long = 30_000; // ms, longer than a test with an answer takes

/** A terminal that answers with `chunks`, one in each turn of the event loop. */
function fakeTerminal(chunks: readonly (string | Buffer)[], isRaw = false) {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isRaw,
    setRawMode: (on: boolean) => {
      modes.push(on);
      stdin.isRaw = on;
    },
  });
  const send = ([chunk, ...rest]: readonly (string | Buffer)[]): void => {
    if (chunk === undefined) return;
    stdin.write(chunk);
    setImmediate(send, rest);
  };
  let written = '';
  const stdout = {
    write: (text: string) => {
      written += text;
      send(chunks);
    },
  };
  return { stdin, stdout, modes, written: () => written };
}

/** The input that the next reader gets. */
async function readRest(stdin: PassThrough): Promise<string> {
  stdin.end();
  const left: Buffer[] = [];
  for await (const chunk of stdin) left.push(Buffer.from(chunk));
  return Buffer.concat(left).toString();
}

const bytes = (text: string): readonly Buffer[] => [...Buffer.from(text)].map(byte => Buffer.from([byte]));

describe('the background of a terminal that', () => {
  test.each<[string, readonly (string | Buffer)[], number, Rgb | null, string]>([
    ['answers at once', [osc + da1], long, white, ''],
    ['answers in two', [osc, da1], long, white, ''],
    ['answers byte by byte', bytes(osc + da1), long, white, ''],
    ['does not support OSC 11', [da1], long, null, ''],
    ['does not answer', [], 20, null, ''],
    ['answers OSC 11 alone', [osc], 50, white, ''],
    ['gets keys before, between and after its replies', [`a${osc}b${da1}c`], long, white, 'abc'],
    ['gets keys, byte by byte', bytes(`é${osc}語${da1}`), long, white, 'é語'],
    ['gets arrows and Esc', [`\x1b[A${osc}\x1b[B${da1}\x1b`], long, white, '\x1b[A\x1b[B\x1b'],
    ['gets keys and does not answer', ['ls\r'], 50, null, 'ls\r'],
    ['gets Esc and does not answer', ['a\x1b'], 50, null, 'a\x1b'],
    ['gets Alt+[ and does not answer', ['a\x1b['], 50, null, 'a\x1b['],
    ['stops within its reply', ['a\x1b]11;rgb:ff'], 50, null, 'a'],
  ])('%s', async (_, chunks, within, background, typed) => {
    const { stdin, stdout, modes, written } = fakeTerminal(chunks);
    const listeners = stdin.eventNames();
    expect(await askBackground(stdin, stdout, within)).toEqual(background);
    expect([written(), modes]).toEqual([BACKGROUND_QUERY, [true, false]]);
    expect([stdin.eventNames(), stdin.isPaused()]).toEqual([listeners, true]);
    expect(await readRest(stdin)).toBe(typed);
  });

  test('raw mode that the caller set stays', async () => {
    const { stdin, stdout, modes } = fakeTerminal([osc + da1], true);
    await askBackground(stdin, stdout, long);
    expect([modes, stdin.isRaw]).toEqual([[], true]);
  });

  test('raw mode is reset when the query cannot be written', async () => {
    const { stdin, modes } = fakeTerminal([]);
    const broken = {
      write: () => {
        throw new Error('EIO');
      },
    };
    await expect(askBackground(stdin, broken, long)).rejects.toThrow('EIO');
    expect(modes).toEqual([true, false]);
  });

  test.each<[string, (stdin: PassThrough) => unknown]>([
    ['ends', stdin => stdin.end('a')],
    ['fails', stdin => stdin.destroy(new Error('EIO'))],
    ['closes', stdin => stdin.destroy()],
  ])('the wait ends when the input %s', async (_, end) => {
    const { stdin } = fakeTerminal([]);
    expect(await askBackground(stdin, { write: () => end(stdin) }, long)).toBeNull();
    expect(stdin.listenerCount('data')).toBe(0);
  });

  test('keys that were in the buffer of a paused stream are put back', async () => {
    const { stdin, stdout } = fakeTerminal([osc + da1]);
    stdin.setEncoding('utf8').pause();
    stdin.write('é');
    expect(await askBackground(stdin, stdout, long)).toEqual(white);
    expect(await readRest(stdin)).toBe('é');
  });

  test('a terminal can be asked twice', async () => {
    const { stdin, stdout } = fakeTerminal([`a${osc}${da1}`]);
    await askBackground(stdin, stdout, long);
    expect(await askBackground(stdin, stdout, long)).toEqual(white);
    expect(await readRest(stdin)).toBe('aa');
  });

  test('keys keep their order, wherever the chunks are cut', async () => {
    const keys = fc.string({ unit: 'grapheme' }).map(text => text.replaceAll('\x1b', ''));
    await fc.assert(
      fc.asyncProperty(keys, keys, keys, fc.array(fc.nat(99)), async (before, between, after, cuts) => {
        const all = Buffer.from(before + osc + between + da1 + after);
        const ends = [...cuts.map(cut => Math.min(cut, all.length)).sort((a, b) => a - b), all.length];
        const chunks = ends.map((end, index) => all.subarray(ends[index - 1] ?? 0, end));
        const { stdin, stdout } = fakeTerminal([]);
        const asked = askBackground(stdin, stdout, long);
        for (const chunk of chunks) stdin.write(chunk);
        expect(await asked).toEqual(white);
        expect(await readRest(stdin)).toBe(before + between + after);
      }),
    );
  });
});

describe('a terminal is not asked', () => {
  const terminal = { isTTY: true };
  test.each<[string, { isTTY?: boolean }, { isTTY?: boolean }, Record<string, string>]>([
    ['from a pipe', {}, terminal, { TERM: 'xterm' }],
    ['into a pipe', terminal, {}, { TERM: 'xterm' }],
    ['when it is dumb', terminal, terminal, { TERM: 'dumb' }],
    ['when it is the Linux console', terminal, terminal, { TERM: 'linux' }],
    ['over SSH', terminal, terminal, { TERM: 'xterm', SSH_CONNECTION: '10.0.0.1 50000 10.0.0.2 22' }],
    ['over SSH, by the name of its terminal', terminal, terminal, { TERM: 'xterm', SSH_TTY: '/dev/pts/0' }],
    ['in GNU Screen', terminal, terminal, { TERM: 'xterm', STY: '123.pts-0' }],
    ['in GNU Screen, by TERM', terminal, terminal, { TERM: 'screen.xterm-256color' }],
  ])('%s', (_, stdin, stdout, env) => {
    expect(mayAsk(stdin, stdout, env)).toBe(false);
  });
});

test.each<[string, boolean]>([
  ['15559 (cat) R 15552 15559 15182 34816 15559 4194304 99', true],
  ['15559 (cat) R 15552 15559 15182 34816 15182 4194304 99', false],
  ['15559 (a) R 1 (b) S) R 15552 15559 15182 34816 15559 4194304 99', true],
  ['15559 (a) R 1 (b) S) R 15552 15559 15182 34816 15182 4194304 99', false],
  ['15559 (cat) R 15552 15559 15182 0 -1 4194304 99', false],
  ['1 (cat) R 0 0 0 34816 0 4194304 99', false],
  ['', true],
])('/proc/self/stat %j: foreground %j', (stat, foreground) => {
  expect(isForeground(stat)).toBe(foreground);
});

describe('in a pseudo-terminal', () => {
  const module = pathToFileURL(`${root}src/io/terminal/ask-background.ts`).href;
  const script = (within: number, next: string): string => `
    import { askBackground, mayAsk } from '${module}';
    const { stdin, stdout, env } = process;
    const may = mayAsk(stdin, stdout, env);
    const background = may ? await askBackground(stdin, stdout, ${within}) : null;
    console.log('result ' + JSON.stringify({ may, background, isRaw: stdin.isRaw }));
    ${next}`;
  // As Ink reads: decoded, and when it is readable.
  const readLine = `
    stdin.setRawMode(true);
    stdin.setEncoding('utf8');
    let line = '';
    stdin.on('readable', () => {
      for (let text = stdin.read(); text !== null; text = stdin.read()) line += text;
      if (!line.includes('.')) return;
      console.log('read ' + JSON.stringify(line));
      process.exit();
    });`;

  /** The output of a command in a terminal that replies to some of it. */
  const run = (file: string, args: string[], replies: readonly (readonly [asked: string, reply: string])[]) =>
    new Promise<string>(resolve => {
      const env = { PATH: process.env.PATH ?? '', TERM: 'xterm', NODE_NO_WARNINGS: '1' };
      const pty = spawn(file, args, { cols: 200, rows: 24, cwd: root, env });
      let written = '';
      let left = replies;
      pty.onData(data => {
        written += data;
        for (const [asked, reply] of left.slice(0, 1)) {
          if (!written.includes(asked)) return;
          left = left.slice(1);
          pty.write(reply);
        }
      });
      pty.onExit(() => resolve(written));
    });
  const node = (code: string) => ['--input-type=module', '--eval', code];

  test.each<[string, string, number, Rgb | null]>([
    ['an answer', osc + da1, long, white],
    ['an answer between keys', `a${osc}é${da1}b`, long, white],
    ['DA1 alone', da1, long, null],
    ['no answer', '', 50, null],
    ['keys alone', 'ls', 50, null],
  ])('%s: the terminal is restored, and the process ends', async (_, reply, within, background) => {
    const written = await run(process.execPath, node(script(within, '')), [[BACKGROUND_QUERY, reply]]);
    expect(written).toContain(`result ${JSON.stringify({ may: true, background, isRaw: false })}`);
  });

  test.each<[string, string, number]>([
    ['an answer', `a${osc}é${da1}b`, long],
    ['no answer', 'aéb', 200],
  ])('%s: the next reader gets the keys pressed before and after', async (_, reply, within) => {
    const written = await run(process.execPath, node(script(within, readLine)), [
      [BACKGROUND_QUERY, reply],
      ['result ', 'more.'],
    ]);
    expect(written).toContain('read "aébmore."');
  });

  test.runIf(process.platform === 'linux')('a background process does not ask, and is not stopped', async () => {
    const background = `set -m; "$1" --input-type=module --eval "$2" & wait`;
    const written = await run('/bin/sh', ['-c', background, 'sh', process.execPath, script(long, '')], []);
    expect(written).toContain('result {"may":false');
    expect(written).not.toContain(BACKGROUND_QUERY);
  });
});
