import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPostCache } from '../../src/io/post-cache.ts';
import type { CacheEntry } from '../../src/posts/metadata-cache.ts';
import { postOf } from '../support/library.ts';

let home: string;
const folder = '/srv/my posts';
const file = (): string => path.join(home, 'haiku-posts', folder, 'posts.jsonl');
const cache = () => openPostCache(folder, { name: 'haiku-posts', env: { XDG_CACHE_HOME: home } });

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-cache-'));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 }));

const all = (count: number, title = ''): readonly CacheEntry[] =>
  Array.from({ length: count }, (_, at) => {
    const post = postOf(`the log / is silent / number ${at}`, { title });
    return { path: post.path, stamp: [10, 1_600_000_000_000, 1_600_000_000_000.5, 7], post };
  });

const keep = async (these: readonly CacheEntry[]): Promise<void> => {
  const lines = these.length + 1;
  cache().write(these, []);
  await expect.poll(() => fs.readFileSync(file(), 'utf8').trimEnd().split('\n')).toHaveLength(lines);
};

test('reads the entries in the order in which they were written, from a private file', async () => {
  await keep(all(5000));
  expect([...cache().read()]).toEqual(all(5000));
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['posts.jsonl']);
});

describe('reads nothing', () => {
  test('when nothing was written', () => expect([...cache().read()]).toEqual([]));

  test('from the cache of another folder', async () => {
    await keep(all(100));
    const other = path.join(home, 'haiku-posts/srv/other');
    fs.cpSync(path.dirname(file()), other, { recursive: true });
    expect([...openPostCache('/srv/other', { name: 'haiku-posts', env: { XDG_CACHE_HOME: home } }).read()]).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('from a pipe without a writer', () => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    execFileSync('mkfifo', [file()]);
    expect([...cache().read()]).toEqual([]);
  });

  test('without a cache folder', () => {
    const nowhere = openPostCache(folder, { name: 'haiku-posts', env: { XDG_CACHE_HOME: 'relative', HOME: '' } });
    nowhere.write(all(100), []);
    expect([...nowhere.read()]).toEqual([]);
  });

  test('when the folder cannot be made, without an error', async () => {
    fs.writeFileSync(path.join(home, 'haiku-posts'), 'a file');
    cache().write(all(100), []);
    await new Promise(setImmediate);
    expect([...cache().read()]).toEqual([]);
    expect(fs.readdirSync(home)).toEqual(['haiku-posts']);
  });
});

test('a cache ends at the first damaged line, and at a last line that is cut', async () => {
  await keep(all(100));
  const [head, first, second, third] = fs.readFileSync(file(), 'utf8').split('\n');
  fs.writeFileSync(file(), `${head}\n${first}\n${second}\n[1\n${third}\n`);
  expect([...cache().read()]).toEqual(all(2));
  fs.writeFileSync(file(), `${head}\n${first}\n${second?.slice(0, -1)}`);
  expect([...cache().read()]).toEqual(all(1));
});

test.each<readonly [string, (file: string, head: string) => void]>([
  // A file without data, which takes minutes to read.
  ['of 100 GB of NULs', name => fs.truncateSync(name, 100e9)],
  ['of one endless line', name => fs.writeFileSync(name, 'x'.repeat(5e6))],
  ['with an endless line after its header', (name, head) => fs.writeFileSync(name, `${head}\n${'x'.repeat(5e6)}`)],
])('skips a file %s', async (_, damage) => {
  await keep(all(100));
  const [head = ''] = fs.readFileSync(file(), 'utf8').split('\n');
  fs.writeFileSync(file(), '');
  damage(file(), head);
  expect([...cache().read()]).toEqual([]);
});

test('does not write an entry that is too long to read', async () => {
  const [long] = all(1, 'x'.repeat(70_000));
  cache().write([...all(100), long as CacheEntry], []);
  await expect.poll(() => [...cache().read()]).toEqual(all(100));
});

test('writes no cache for a small folder', async () => {
  cache().write(all(99), []);
  await new Promise(setImmediate);
  expect(fs.readdirSync(home)).toEqual([]);
});

test('keeps one of two caches that are written at once, whole', async () => {
  cache().write(all(6000, 'one'), []);
  cache().write(all(6000, 'two'), []);
  const titles = () => [...new Set([...cache().read()].map(({ post }) => post?.title))];
  await expect.poll(titles).toHaveLength(1);
  expect([['one'], ['two']]).toContainEqual(titles());
});

test('is in ~/.cache without XDG_CACHE_HOME', async () => {
  openPostCache(folder, { name: 'haiku-posts', env: { HOME: home } }).write(all(100), []);
  const cached = path.join(home, '.cache/haiku-posts', folder, 'posts.jsonl');
  await expect.poll(() => fs.existsSync(cached)).toBe(true);
});

describe('the list of folders', () => {
  const root = (): string => path.join(home, 'posts');
  const write = (name: string): void => {
    const file = path.join(root(), name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, name);
  };
  const listed = (openedAt = Date.now() + 10_000) =>
    openPostCache(root(), { name: 'haiku-posts', env: { XDG_CACHE_HOME: home } }, openedAt);
  const isComplete = (below = '', isPath = true): boolean => {
    const steps = listed().isComplete(below, isPath);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };
  const keepFolders = async (folders: readonly string[], openedAt?: number): Promise<void> => {
    const cached = path.join(home, 'haiku-posts', root(), 'posts.jsonl');
    listed(openedAt).write(all(100), folders);
    await expect.poll(() => fs.existsSync(cached)).toBe(true);
  };
  const folders = ['', 'A-', 'A-/-b-', 'empty'];
  beforeEach(() => {
    write('A-/-b-/-c.md');
    fs.mkdirSync(path.join(root(), 'empty'));
  });

  test('is complete while nothing changes, and leaves the entries alone', async () => {
    await keepFolders(folders);
    expect(isComplete()).toBe(true);
    expect([...listed().read()]).toEqual(all(100));
    expect([...listed().search('umber-42')]).toEqual(all(43).slice(42));
    expect([...listed().search('')]).toEqual(all(100));
    expect([...listed().search('nowhere')]).toEqual([]);
  });

  test('picks one of the posts, not of the other files', async () => {
    const image = { path: 'x.png', stamp: [1, 1_600_000_000_000, 1_600_000_000_000, 8], post: null };
    listed().write([...all(100), image], folders);
    const picked = [0, 0.425, 0.999].map(chance => () => listed().pick(chance)?.path);
    await expect.poll(() => picked.map(pick => pick())).toEqual([0, 42, 99].map(at => all(100)[at]?.path));
  });

  test.each<readonly [string, () => void, readonly string[], readonly string[]]>([
    ['a file is new at the top', () => write('x.md'), ['', 'a-/', 'empty/x'], []],
    ['a file is new below', () => write('A-/-b-/-d.md'), ['', 'a', 'a-/-b-/-d', 'A-/-B'], ['empty/x', 'x']],
    ['a file is new in an empty folder', () => write('empty/x.md'), ['', 'e', 'empty/x'], ['a-/']],
    ['a file is gone', () => fs.unlinkSync(path.join(root(), 'A-/-b-/-c.md')), ['', 'a-/'], ['x']],
    ['a folder is gone', () => fs.rmdirSync(path.join(root(), 'empty')), ['', 'x'], []],
    ['files are ignored', () => write('.gitignore'), ['', 'a', 'x'], []],
  ])('is not complete when %s', async (_, change, incomplete, complete) => {
    await keepFolders(folders);
    change();
    for (const below of incomplete) expect([below, isComplete(below)]).toEqual([below, false]);
    for (const below of complete) expect([below, isComplete(below)]).toEqual([below, true]);
  });

  test.each([
    ['few folders', [], false],
    ['very many', Array.from({ length: 4096 }, (_, at) => `none-${at}`), true],
  ])('among %s, a file is new in a folder of another name', async (_, others, complete) => {
    await keepFolders([...folders, ...others]);
    write('A-/-b-/-d.md');
    expect([isComplete('x', true), isComplete('x', false), isComplete('a-', false)]).toEqual([true, complete, false]);
  });

  test('is not written when a folder may have changed since it was listed', async () => {
    await keepFolders(folders, Date.now());
    expect(isComplete()).toBe(false);
    expect([...listed().read()]).toEqual(all(100));
  });

  test('is not complete without folders, or when a line of the cache was too long', async () => {
    await keepFolders([]);
    expect(isComplete()).toBe(false);
    listed().write([...all(100), ...all(1, 'x'.repeat(70_000))], folders);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(isComplete()).toBe(false);
  });
});
