import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inWorker } from '../../src/io/worker.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-worker-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** A worker that runs some code, with `send` to send items. */
const worker = (code: string, stop = new AbortController().signal): AsyncGenerator<readonly unknown[]> => {
  const file = path.join(folder, `${fs.readdirSync(folder).length}.mjs`);
  const head = "import { parentPort, workerData } from 'node:worker_threads';";
  const send = 'const send = items => parentPort.postMessage(JSON.stringify(items));';
  fs.writeFileSync(file, `${head}\n${send}\n${code}\n`);
  return inWorker(file, { given: 'data' }, stop);
};

async function all(generator: AsyncGenerator<readonly unknown[]>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const items of generator) found.push(...items);
  return found;
}

test('items come in order, all of them, however late', async () => {
  const code = 'send([1, 2]); setTimeout(() => { send([3]); send([workerData.given]); }, 5)';
  expect(await all(worker(code))).toEqual([1, 2, 3, 'data']);
});

test('what is sent last of all comes too', async () => {
  const code = 'for (let from = 0; from < 1000; from++) send([from]); process.exit();';
  expect(await all(worker(code))).toEqual(Array.from({ length: 1000 }, (_, at) => at));
});

test('a worker that never comes to an end is stopped', async () => {
  const stop = new AbortController();
  const generator = worker('send([1]); for (;;);', stop.signal);
  expect(await generator.next()).toEqual({ done: false, value: [1] });
  setTimeout(() => stop.abort(), 5);
  expect(await generator.next()).toEqual({ done: true, value: undefined });
});

test('one that is stopped before it begins does nothing', async () => {
  expect(await all(worker('send([1])', AbortSignal.abort()))).toEqual([]);
});

test('an error of its own is an error of ours', async () => {
  await expect(all(worker("send([1]); throw new Error('no')"))).rejects.toThrow('no');
});
