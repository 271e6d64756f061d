import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createInputStream } from '../../../src/io/terminal/input.ts';

const esc = '\u001b';

/** A keyboard on a stream, and what has been read of it. */
function reading(now: () => number = () => 0) {
  const input = new PassThrough().setEncoding('utf8');
  const keyboard = createInputStream(input as unknown as Parameters<typeof createInputStream>[0], now);
  const read: string[] = [];
  const listen = (): void => {
    for (let text = keyboard.read(); text !== null; text = keyboard.read()) read.push(String(text));
  };
  keyboard.addListener('readable', listen);
  return { input, read, stop: () => keyboard.removeListener('readable', listen) };
}

test('Escape is told when nothing follows it', async () => {
  const { input, read } = reading();
  input.write(esc);
  await expect.poll(() => read).toEqual([`${esc}[27u`]);
});

test('a paste is told as a whole, and after the Escape before it', async () => {
  const { input, read } = reading();
  input.write(`j${esc}`);
  input.write(`${esc}[200~q`);
  await expect.poll(() => read.join('')).toBe(`j${esc}[27u`);
  input.write(`\u0003${esc}[201~`);
  await expect.poll(() => read.join('')).toBe(`j${esc}[27u${esc}[200~q\u0003${esc}[201~`);
});

test('^C after a silence ends a paste whose end was lost, and the next is a key', async () => {
  let time = 0;
  const { input, read } = reading(() => time);
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

test('nothing is read of a stream that nobody listens to, and nothing told of what was held', async () => {
  const { input, read, stop } = reading();
  input.write(`j${esc}[2`);
  await expect.poll(() => read).toEqual(['j']);
  stop();
  expect(input.listenerCount('readable')).toBe(0);
  input.write('00~');
  expect(input.read()).toBe('00~');
  expect(read).toEqual(['j']);
});
