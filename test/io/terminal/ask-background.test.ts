import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBackgroundQuestion, type Keyboard, mayAsk } from '../../../src/io/terminal/ask-background.ts';
import { BACKGROUND_QUERY } from '../../../src/theme/background-reply.ts';
import type { Rgb } from '../../../src/theme/color.ts';

const osc = '\x1b]11;rgb:ffff/ffff/ffff\x1b\\';
const da1 = '\x1b[?62;22c';
const white: Rgb = [255, 255, 255];
const long = 30_000; // ms, longer than a test with an answer takes

/** A terminal that answers with `chunks`, one in each turn of the event loop. */
function fakeTerminal(chunks: readonly (string | Buffer)[]) {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), { setRawMode: (isRaw: boolean) => modes.push(isRaw) });
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

type Stdout = Parameters<typeof createBackgroundQuestion>[1];

/** A question, a clock in ms, and the backgrounds that were kept. */
function questionTo(stdin: Keyboard, stdout: Stdout) {
  const clock = { now: 0 };
  const kept: Rgb[] = [];
  return {
    ...createBackgroundQuestion(
      stdin,
      stdout,
      () => clock.now,
      color => kept.push(color),
    ),
    clock,
    kept,
  };
}

const ask = (stdin: Keyboard, stdout: Stdout, within: number): Promise<Rgb | null> =>
  questionTo(stdin, stdout).ask(within);

/** The input that the next reader gets. */
async function readRest(stdin: PassThrough): Promise<string> {
  stdin.end();
  const left: Buffer[] = [];
  for await (const chunk of stdin) left.push(Buffer.from(chunk));
  return Buffer.concat(left).toString();
}

const bytes = (text: string): readonly Buffer[] => [...Buffer.from(text)].map(byte => Buffer.from([byte]));

test('the reply may arrive meanwhile, and keys that are pressed then stay in the input', async () => {
  const { stdin, stdout } = fakeTerminal([`a${osc}`, `b${da1}`]);
  const meanwhile = new Promise(resolve => setTimeout(resolve, 5));
  expect(await questionTo(stdin, stdout).ask(0, meanwhile)).toEqual(white);
  expect(await readRest(stdin)).toBe('ab');
});

test('a reply that comes later is received once', async () => {
  const { stdin, stdout } = fakeTerminal([]);
  const { ask, receive } = questionTo(stdin, stdout);
  await ask(0);
  expect([receive(da1), receive(osc), receive(osc)]).toEqual([null, white, null]);
});

test('a reply that was not asked for changes nothing', () => {
  const { stdin, stdout } = fakeTerminal([]);
  expect(questionTo(stdin, stdout).receive(osc + da1)).toBe(null);
});

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
    ['stops within its reply', ['a\x1b]11;rgb:ff'], 50, null, 'a\x1b]11;rgb:ff'],
  ])('%s', async (_, chunks, within, background, typed) => {
    const { stdin, stdout, written } = fakeTerminal(chunks);
    const listeners = stdin.eventNames();
    expect(await ask(stdin, stdout, within)).toEqual(background);
    expect(written()).toBe(BACKGROUND_QUERY);
    expect([stdin.eventNames(), stdin.isPaused()]).toEqual([listeners, true]);
    expect(await readRest(stdin)).toBe(typed);
  });

  test.each<[string, (stdin: PassThrough) => unknown]>([
    ['ends', stdin => stdin.end('a')],
    ['fails', stdin => stdin.destroy(new Error('EIO'))],
    ['closes', stdin => stdin.destroy()],
  ])('the wait ends when the input %s', async (_, end) => {
    const { stdin } = fakeTerminal([]);
    expect(await ask(stdin, { write: () => end(stdin) }, long)).toBeNull();
    expect(stdin.listenerCount('data')).toBe(0);
  });

  test('keys that were in the buffer of a paused stream are put back', async () => {
    const { stdin, stdout } = fakeTerminal([osc + da1]);
    stdin.setEncoding('utf8').pause();
    stdin.write('é');
    expect(await ask(stdin, stdout, long)).toEqual(white);
    expect(await readRest(stdin)).toBe('é');
  });

  test('a terminal can be asked twice', async () => {
    const { stdin, stdout } = fakeTerminal([`a${osc}${da1}`]);
    await ask(stdin, stdout, long);
    expect(await ask(stdin, stdout, long)).toEqual(white);
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
        const asked = ask(stdin, stdout, long);
        for (const chunk of chunks) stdin.write(chunk);
        expect(await asked).toEqual(white);
        expect(await readRest(stdin)).toBe(before + between + after);
      }),
    );
  });
});

describe('a reply that is late', () => {
  test.each<[string, readonly string[]]>([
    ['at once', [osc + da1]],
    ['in pieces', [osc.slice(0, 9), osc.slice(9), da1]],
    ['between keys', [`a${osc}b${da1}c`]],
  ])('is drained before another program reads, %s', async (_, replies) => {
    const { stdin, stdout, modes } = fakeTerminal([]);
    const { ask, drain, kept } = questionTo(stdin, stdout);
    expect(await ask(1)).toBeNull();
    const drained = drain();
    for (const reply of replies) stdin.write(reply);
    await drained;
    expect([kept, modes]).toEqual([[white], [true, false]]);
    expect(await readRest(stdin)).toBe(replies.join('').replace(osc, '').replace(da1, ''));
  });

  test('is not waited for when it was among the keys', async () => {
    const { stdin, stdout } = fakeTerminal([]);
    const { ask, receive, drain, kept } = questionTo(stdin, stdout);
    await ask(1);
    for (const reply of [osc, da1]) receive(reply);
    await drain();
    expect(kept).toContainEqual(white);
  });

  test('is not waited for after 1.5 s, or when the terminal is gone', async () => {
    const { stdin, stdout } = fakeTerminal([]);
    const { ask, drain, clock } = questionTo(stdin, stdout);
    await drain();
    await ask(1);
    clock.now = 1500;
    await drain();
    await ask(1);
    stdin.destroy();
    await drain();
    expect(stdin.listenerCount('data')).toBe(0);
  });
});

test.each<[string, boolean, Record<string, string>]>([
  ['xterm', true, { TERM: 'xterm' }],
  ['tmux', true, { TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0' }],
  ['a dumb terminal', false, { TERM: 'dumb' }],
  ['the Linux console', false, { TERM: 'linux' }],
  ['GNU Screen', false, { TERM: 'xterm', STY: '123.pts-0' }],
  ['GNU Screen, by TERM', false, { TERM: 'screen.xterm-256color' }],
])('%s may be asked: %s', (_, may, env) => {
  expect(mayAsk(env)).toBe(may);
});
