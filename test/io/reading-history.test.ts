import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openReadingHistory } from '../../src/io/reading-history.ts';
import { codePoint } from '../support/code-point.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-places-'));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 }));

const open = (folder: string) => openReadingHistory(folder, { name: 'haiku-posts', env: { XDG_STATE_HOME: home } });
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

describe('the history of a folder', () => {
  const save = (folder: string, ...commands: readonly string[]): void => commands.forEach(open(folder).saveCommand);

  test('has no commands that open a post of another folder', () => {
    save('/a', 'ls -l', 'cat post/x.md', 'less x', 'grep fan');
    save(
      '/b',
      'cat post/y.md',
      'haiku-posts cat y',
      "cat 'post/no kettle'",
      'grep fan post/y.md',
      'catalog',
      'find cat',
    );
    expect(open('/a').historyHere()).toEqual(['ls -l', 'cat post/x.md', 'less x', 'grep fan', 'catalog', 'find cat']);
    expect(open('/c').historyHere()).toEqual(['ls -l', 'grep fan', 'catalog', 'find cat']);
    expect(open('').history()).toHaveLength(10);
    expect(open('').history().slice(0, 2)).toEqual(['ls -l', 'cat post/x.md']);
  });

  test('has old commands, which are saved without a folder, if they name no post', () => {
    fs.mkdirSync(path.join(home, 'haiku-posts'));
    const old = ['ls', 'cat post/x.md', 'grep -w fan', '["a"', '[1,2]'];
    fs.writeFileSync(path.join(home, 'haiku-posts/history'), old.map(line => `${line}\n`).join(''));
    expect(open('/a').history()).toEqual(old);
    expect(open('/a').historyHere()).toEqual(['ls', 'grep -w fan', '["a"', '[1,2]']);
  });

  test.each(['["/b","cat x"]', '["/b",2]', '[', 'cat "x\\ y"'])('reads %j as it was typed', command => {
    save('/a', command);
    expect(open('/a').historyHere()).toEqual([command]);
  });
});
