import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inWorker } from '../../src/io/worker.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-worker-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A worker that runs some code, with `send` to send items and a result. */
const worker = (
  code: string,
  stop = new AbortController().signal,
): AsyncGenerator<readonly unknown[], unknown, undefined> => {
  const file = path.join(folder, `${fs.readdirSync(folder).length}.mjs`);
  const head = "import { parentPort, workerData } from 'node:worker_threads';";
  const send = 'const send = (items, result) => parentPort.postMessage(JSON.stringify({ items, result }));';
  fs.writeFileSync(file, `${head}\n${send}\n${code}\n`);
  return inWorker(file, { given: 'data' }, stop, 'stopped');
};

async function all(generator: AsyncGenerator<readonly unknown[], unknown, undefined>): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  for (let step = await generator.next(); ; step = await generator.next()) {
    if (step.done) return [...items, step.value];
    items.push(...step.value);
  }
}

test('items come in order, and the result last', async () => {
  const code = 'send([1, 2]); setTimeout(() => { send([3]); send([workerData.given], 0); }, 5)';
  expect(await all(worker(code))).toEqual([1, 2, 3, 'data', 0]);
});

test('a worker that never comes to an end is stopped', async () => {
  const stop = new AbortController();
  const generator = worker('send([1]); for (;;);', stop.signal);
  expect(await generator.next()).toEqual({ done: false, value: [1] });
  setTimeout(() => stop.abort(), 5);
  expect(await generator.next()).toEqual({ done: true, value: 'stopped' });
});

test('one that is stopped before it begins does nothing', async () => {
  expect(await all(worker('send([1], 0)', AbortSignal.abort()))).toEqual(['stopped']);
});

test('one that ends without a result was stopped', async () => {
  expect(await all(worker('send([1])'))).toEqual([1, 'stopped']);
});

test('an error of its own is an error of ours', async () => {
  await expect(all(worker("send([1]); throw new Error('no')"))).rejects.toThrow('no');
});
