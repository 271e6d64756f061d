import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const cases = 91;

/** The sources of the tests of safety, this one aside. */
const sources: readonly string[] = fs
  .readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.test.ts') && name !== path.basename(import.meta.filename))
  .map(name => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8'));

test('every case of safety is the title of a test', () => {
  const titled = new Set(
    sources.flatMap(source => [...source.matchAll(/['"`]case (\d+)\b/g)].map(([, each]) => Number(each))),
  );
  const numbers = Array.from({ length: cases }, (_, at) => at + 1);
  expect(numbers.filter(number => !titled.has(number))).toEqual([]);
  expect([...titled].filter(number => !numbers.includes(number))).toEqual([]);
});

test('no title is that of several cases', () => {
  expect(sources.flatMap(source => source.match(/['"`]cases \d.*/g) ?? [])).toEqual([]);
});
