import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBatcher } from '../../src/util/batch.ts';

/** A batcher, and what it wrote, write by write. */
function sink() {
  const written: string[] = [];
  const rows = createBatcher<string>(async rows => {
    written.push(rows.join(''));
  });
  return { written, rows };
}

test('writes the first row at once, and the next ones together', async () => {
  const { written, rows } = sink();
  await rows.add('a\n');
  expect(written).toEqual(['a\n']);
  await rows.add('b\n');
  await rows.add('c\n');
  expect(written).toEqual(['a\n']);
  await setImmediate();
  expect(written).toEqual(['a\n', 'b\nc\n']);
  await rows.add('d\n');
  expect(written).toEqual(['a\n', 'b\nc\n', 'd\n']);
});

test('writes the pending rows once when it is flushed', async () => {
  const { written, rows } = sink();
  await rows.add('a\n');
  await rows.add('b\n');
  await rows.flush();
  await rows.flush();
  await setImmediate();
  expect(written).toEqual(['a\n', 'b\n']);
});

test('writes a full batch at once', async () => {
  const { written, rows } = sink();
  const row = `${'x'.repeat(99)}\n`;
  for (let count = 0; count < 900; count++) await rows.add(row);
  expect(written.map(text => text.length)).toEqual([100, 50_000]);
  await rows.flush();
  expect(written.join('')).toBe(row.repeat(900));
});
