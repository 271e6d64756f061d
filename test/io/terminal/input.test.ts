import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createInputStream } from '../../../src/io/terminal/input.ts';

const esc = '\u001b';

/** A terminal whose keys are read as Ink reads them. */
function open(now: () => number = () => 0) {
  const input = new PassThrough().setEncoding('utf8');
  const { stream, setFlow } = createInputStream(input as unknown as Parameters<typeof createInputStream>[0], now);
  const read: string[] = [];
  const listen = (): void => {
    for (let text = stream.read(); text !== null; text = stream.read()) read.push(String(text));
  };
  stream.addListener('readable', listen);
  return { input, read, setFlow, stop: () => stream.removeListener('readable', listen) };
}

test('keys that are read together are handed on one by one, sequences and pastes as a whole', async () => {
  const { input, read } = open();
  const keys = [
    't',
    'j',
    `${esc}[B`,
    `${esc}b`,
    `${esc}[200~q\rj${esc}[201~`,
    '\r',
    '👍',
    `${esc}OA`,
    `${esc}[1;5C`,
    `${esc}[<0;1;1M`,
    `${esc}[?1;2$y`,
  ];
  input.write(keys.join(''));
  await expect.poll(() => read).toEqual(keys);
});

test('a list gets one key in each turn of the event loop', async () => {
  const { input, read, setFlow } = open();
  const turns: string[] = [];
  setFlow('one-by-one');
  input.write('jjj\r');
  for (let turn = 0; turn < 20; turn++) {
    const before = read.length;
    await new Promise(setImmediate);
    turns.push(read.slice(before).join(''));
  }
  expect(turns.filter(Boolean)).toEqual(['j', 'j', 'j', '\r']);
});

test('keys behind one that opens a list are held until the list listens', async () => {
  const { input, read, setFlow } = open();
  setFlow('held');
  input.write('jj\r');
  await expect.poll(() => input.readableLength).toBe(0);
  expect(read).toEqual([]);
  setFlow('one-by-one');
  await expect.poll(() => read).toEqual(['j', 'j', '\r']);
});

test('^L and ^Z pass while keys are held, and ^C drops the keys before it', async () => {
  const { input, read, setFlow } = open();
  setFlow('held');
  input.write(`ab\f\u001ac${esc}[200~\u0003${esc}[201~`);
  await expect.poll(() => read).toEqual(['\f', '\u001a']);
  input.write('\u0003de');
  await expect.poll(() => read).toEqual(['\f', '\u001a', '\u0003']);
  setFlow('all');
  await expect.poll(() => read.slice(3)).toEqual(['d', 'e']);
});

test('held keys are limited to the length of a terminal line', async () => {
  const { input, read, setFlow } = open();
  setFlow('held');
  for (const text of ['a'.repeat(5000), 'b']) {
    input.write(text);
    await expect.poll(() => input.readableLength).toBe(0);
  }
  setFlow('all');
  await expect.poll(() => read.join('')).toBe('a'.repeat(5000));
});

test('Escape is handed on when nothing follows it', async () => {
  const { input, read } = open();
  input.write(esc);
  await expect.poll(() => read).toEqual([`${esc}[27u`]);
});

test('a paste is handed on as a whole, and after the Escape before it', async () => {
  const { input, read } = open();
  input.write(`j${esc}`);
  input.write(`${esc}[200~q`);
  await expect.poll(() => read.join('')).toBe(`j${esc}[27u`);
  input.write(`\u0003${esc}[201~`);
  await expect.poll(() => read.join('')).toBe(`j${esc}[27u${esc}[200~q\u0003${esc}[201~`);
});

test('^C after a silence ends a paste whose end was lost, and the next is a key', async () => {
  let time = 0;
  const { input, read } = open(() => time);
  const written = async (text: string): Promise<void> => {
    input.write(text);
    await expect.poll(() => input.readableLength).toBe(0);
  };
  await written(`${esc}[200~q`);
  time += 999;
  await written('\u0003');
  expect(read).toEqual([]);
  time += 1000;
  await written('\u0003');
  await expect.poll(() => read).toEqual([`${esc}[200~q\u0003${esc}[201~`]);
  await written('\u0003');
  await expect.poll(() => read.slice(1)).toEqual(['\u0003']);
});

test('a stream without a listener is not read, and pending input is dropped', async () => {
  const { input, read, stop } = open();
  input.write(`j${esc}[2`);
  await expect.poll(() => read).toEqual(['j']);
  stop();
  expect(input.listenerCount('readable')).toBe(0);
  input.write('00~');
  expect(input.read()).toBe('00~');
  expect(read).toEqual(['j']);
});

test('at a prompt printable characters come together, but not with what may be a sequence without its ESC', async () => {
  const { input, read, setFlow } = open();
  setFlow('text');
  input.write(`a haiku\rOn 👍 top${esc}[B[1mO\u0003`);
  const keys = ['a haiku', '\r', 'O', 'n 👍 top', `${esc}[B`, '[', '1mO', '\u0003'];
  await expect.poll(() => read).toEqual(keys);
});
