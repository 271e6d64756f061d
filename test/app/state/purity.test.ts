import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '../../../src');
const files = (folder: string): readonly string[] =>
  fs
    .readdirSync(path.join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .map(file => path.join(folder, file));
/** A text without its comments. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '');
const read = (file: string): string => fs.readFileSync(path.join(src, file), 'utf8');

/** The clock, timers and chance. Caches in a WeakMap are allowed: they change no result. */
const CLOCK = /\bperformance\.|\bDate\.now|\bnew Date\(\)|\bMath\.random|\bset(?:Timeout|Interval|Immediate)\b/;

test.each([...files('app/state'), ...files('app/view')])(
  '%s is pure: no clock, no chance, no input or output',
  file => {
    const text = read(file);
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, target = '']) => target);
    expect(
      imports.filter(target => /^(?:node:|react|ink)|\/(?:io|cli|services|hooks|components)\//.test(target)),
    ).toEqual([]);
    expect(text).not.toMatch(CLOCK);
    expect(text).not.toMatch(/\bprocess\.|\bimport\(/);
  },
);

/** The files that read the clock and roll the dice; all others get time and chance as arguments. */
const HOSTS = /^(?:io\/|cli\/program\.ts$)/;

test('time and chance are arguments everywhere but in io and the context of the program', () => {
  const readers = files('.').filter(file =>
    /\bperformance\.|\bDate\.now|\bnew Date\(\)|\bMath\.random/.test(code(read(file))),
  );
  expect(readers).toContain('cli/program.ts');
  expect(readers.filter(file => !HOSTS.test(file))).toEqual([]);
});
