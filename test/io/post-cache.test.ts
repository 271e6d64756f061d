import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const all = (count: number, title = ''): readonly CacheEntry[] =>
  Array.from({ length: count }, (_, at) => {
    const post = postOf(`the log / is silent / number ${at}`, { title });
    return { path: post.path, stamp: '10 1600000000000 1600000000000 7', post };
  });

const keep = async (these: readonly CacheEntry[]): Promise<void> => {
  const lines = these.length + 1;
  cache().write(these);
  await vi.waitFor(() => expect(fs.readFileSync(file(), 'utf8').trimEnd().split('\n')).toHaveLength(lines));
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
    nowhere.write(all(100));
    expect([...nowhere.read()]).toEqual([]);
  });

  test('when the folder cannot be made, without an error', async () => {
    fs.writeFileSync(path.join(home, 'haiku-posts'), 'a file');
    cache().write(all(100));
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
  ['of 120 MB of NULs', name => fs.truncateSync(name, 120e6)],
  ['of one endless line', name => fs.writeFileSync(name, 'x'.repeat(5e6))],
  ['with an endless line after its header', (name, head) => fs.writeFileSync(name, `${head}\n${'x'.repeat(5e6)}`)],
])('skips a file %s within 0.2 s', async (_, damage) => {
  await keep(all(100));
  const [head = ''] = fs.readFileSync(file(), 'utf8').split('\n');
  fs.writeFileSync(file(), '');
  damage(file(), head);
  const startedAt = performance.now();
  expect([...cache().read()]).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(200);
});

test('does not write an entry that is too long to read', async () => {
  const [long] = all(1, 'x'.repeat(70_000));
  cache().write([...all(100), long as CacheEntry]);
  await vi.waitFor(() => expect([...cache().read()]).toEqual(all(100)));
});

test('writes no cache for a small folder', async () => {
  cache().write(all(99));
  await new Promise(setImmediate);
  expect(fs.readdirSync(home)).toEqual([]);
});

test('keeps one of two caches that are written at once, whole', async () => {
  cache().write(all(6000, 'one'));
  cache().write(all(6000, 'two'));
  const settled = await vi.waitFor(() => {
    const titles = new Set([...cache().read()].map(({ post }) => post?.title));
    expect(titles.size).toBe(1);
    return titles;
  });
  expect([['one'], ['two']]).toContainEqual([...settled]);
});

test('is in ~/.cache without XDG_CACHE_HOME', async () => {
  openPostCache(folder, { name: 'haiku-posts', env: { HOME: home } }).write(all(100));
  await vi.waitFor(() =>
    expect(fs.existsSync(path.join(home, '.cache/haiku-posts', folder, 'posts.jsonl'))).toBe(true),
  );
});
