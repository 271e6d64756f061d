import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

/** The numbers of the cases in the table of the README. */
const numbers = [...fs.readFileSync(path.join(folder, 'README.md'), 'utf8').matchAll(/^\| (\d+) \|/gm)].map(
  ([, number]) => Number(number),
);

/** The sources of the safety tests, without this file. */
const sources = fs
  .readdirSync(folder)
  .filter(name => name.endsWith('.test.ts') && name !== path.basename(import.meta.filename))
  .map(name => fs.readFileSync(path.join(folder, name), 'utf8'));

test('the README numbers its cases in order, each once', () => {
  expect(numbers.length).toBeGreaterThanOrEqual(91);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
});

test('every case has a test, and every numbered test a case', () => {
  const tested = sources.flatMap(source =>
    [...source.matchAll(/['"`]case (\d+)\b/g)].map(([, number]) => Number(number)),
  );
  expect([...new Set(tested)].toSorted((a, b) => a - b)).toEqual(numbers);
});

test('a title names one case', () => {
  expect(sources.flatMap(source => source.match(/['"`]cases \d.*/g) ?? [])).toEqual([]);
});
