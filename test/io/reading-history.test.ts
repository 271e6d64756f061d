import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReadingHistory } from '../../src/io/reading-history.ts';
import { codePoint } from '../support/code-point.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-places-'));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const open = (folder: string) => openReadingHistory(folder, { XDG_STATE_HOME: home });
const file = (): string => path.join(home, 'haiku-posts/places');
const put = (text: string): void => {
  fs.mkdirSync(path.dirname(file()), { recursive: true });
  fs.writeFileSync(file(), `${text}\n`);
};

test('reads the last bookmark of each post of a folder, also for line 0', () => {
  const [a, b] = [open('/a'), open('/b')];
  a.saveBookmark('x', 3);
  b.saveBookmark('x', 9);
  a.saveBookmark('y', 4);
  a.saveBookmark('x', 7);
  a.saveBookmark('y', 0);
  expect([...open('/a').bookmarks()]).toEqual([
    ['x', 7],
    ['y', 0],
  ]);
});

test.each([
  [''],
  ['{'],
  ['null'],
  ['{"folder":"/a"}'],
  ['["/a","x"]'],
  ['["/a","x",1,2]'],
  ['["/a",1,2]'],
  ['["/a","x","2"]'],
  ['["/a","x",1.5]'],
  ['["/a","x",1e999]'],
])('%j is not a bookmark', line => {
  put(line);
  expect(open('/a').bookmarks().size).toBe(0);
});

test('reads a negative line as the top', () => {
  put('["/a","x",-3]');
  expect(open('/a').bookmarks().get('x')).toBe(0);
});

test('reads any bookmark as it was written, from one line', () => {
  const texts = fc.string({ unit: codePoint });
  fc.assert(
    fc.property(texts, texts, fc.nat(), (folder, slug, line) => {
      fs.rmSync(file(), { force: true });
      open(folder).saveBookmark(slug, line);
      expect(fs.readFileSync(file(), 'utf8')).toMatch(/^[^\r\n]*\n$/);
      expect([...open(folder).bookmarks()]).toEqual([[slug, line]]);
    }),
  );
});
