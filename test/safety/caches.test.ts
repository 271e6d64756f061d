import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { cacheHeader, openPostCache } from '../../src/io/post-cache.ts';
import { postFiles } from '../../src/io/post-files.ts';
import { openReadingHistory } from '../../src/io/reading-history.ts';
import { knownBackground } from '../../src/io/terminal/known-background.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { serializeEntry } from '../../src/posts/metadata-cache.ts';
import { postOf } from '../support/library.ts';
import { createFolder, removeFolders } from './folders.ts';

afterEach(() => vi.restoreAllMocks());
afterAll(removeFolders);

/** Counts the bytes that are read from files from now on. */
function countReads(): () => number {
  const { readSync } = fs;
  let count = 0;
  vi.spyOn(fs, 'readSync').mockImplementation(((...given: Parameters<typeof readSync>) => {
    const read = readSync(...given);
    count += read;
    return read;
  }) as typeof readSync);
  vi.spyOn(fs, 'readFileSync').mockImplementation(() => {
    throw new Error('reads a file without a bound');
  });
  return () => count;
}

const mebibyte = 2 ** 20;

test.each<[string, (file: string) => void]>([
  ['120 MB of NULs', file => fs.truncateSync(file, 120 * mebibyte)],
  [
    'one line of 120 MB, after lines that are valid',
    file => {
      fs.appendFileSync(file, '["');
      fs.truncateSync(file, 120 * mebibyte);
    },
  ],
])('case 110: of a cache or a history with %s a bounded part is read', (_, damage) => {
  const home = createFolder({});
  const owner = { name: 'haiku-posts', env: { XDG_CACHE_HOME: home, XDG_STATE_HOME: home, TERM: 'xterm' } };
  const files = ['posts/posts.jsonl', 'history', 'places', 'backgrounds/xterm.json'];
  for (const name of files) {
    const file = path.join(home, 'haiku-posts', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${cacheHeader('/posts')}\n`);
    damage(file);
  }
  const bytes = countReads();
  expect([...openPostCache('/posts', owner).read()]).toEqual([]);
  expect(knownBackground(owner)).toBeNull();
  const history = openReadingHistory('/posts', owner);
  expect([history.historyHere(), [...history.bookmarks()]]).toEqual([[], []]);
  // Each log is read twice, 4 MiB at most: to shorten it, and for its lines.
  expect(bytes()).toBeLessThan(17 * mebibyte);
});

test('case 110: the cache counts for a file only with its size, times and inode', async () => {
  const home = createFolder({});
  const owner = { name: 'haiku-posts', env: { XDG_CACHE_HOME: home } };
  const folder = createFolder({ 'tea.md': '# Tea\n' });
  const { size, mtimeMs, ctimeMs, ino } = fs.lstatSync(path.join(folder, 'tea.md'));
  const cache = path.join(home, 'haiku-posts', folder, 'posts.jsonl');
  fs.mkdirSync(path.dirname(cache), { recursive: true });
  const titleWith = async (stamp: readonly number[]): Promise<string | undefined> => {
    const post = { ...postOf('tea'), path: 'tea.md', slug: 'tea', title: 'Coffee' };
    const entry = { path: 'tea.md', stamp, post };
    fs.writeFileSync(cache, `${cacheHeader(folder)}\n${serializeEntry(entry)}\n`);
    const [found] = await openLibrary(postFiles(folder), openPostCache(folder, owner), Date.now()).posts();
    return found?.title;
  };
  const stamp = [size, mtimeMs, ctimeMs, ino];
  expect(await titleWith(stamp)).toBe('Coffee');
  for (const [at, part] of stamp.entries()) expect(await titleWith(stamp.with(at, part + 1))).toBe('Tea');
  expect(await titleWith([size])).toBe('Tea');
});

test.each(['history', 'places', 'backgrounds/xterm.json'])(
  'case 110: a pipe in the place of %s is not waited for',
  name => {
    const home = createFolder({});
    const file = path.join(home, 'haiku-posts', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    execFileSync('mkfifo', [file]);
    const owner = { name: 'haiku-posts', env: { XDG_CACHE_HOME: home, XDG_STATE_HOME: home, TERM: 'xterm' } };
    expect([knownBackground(owner), openReadingHistory('/posts', owner).history()]).toEqual([null, []]);
  },
);

describe('a cache that lists all folders', () => {
  /** Damages, by the lines of the posts and the list of folders. */
  const damages: readonly (readonly [string, (lines: readonly string[], folders: string) => string])[] = [
    ['NULs over its lines', (lines, folders) => [lines[0], '\0'.repeat(99), ...lines.slice(2)].join('\n') + folders],
    ['a line that is no entry', (lines, folders) => lines.with(2, '["x"]').join('\n') + folders],
    [
      'a list of folders that cannot exist',
      (lines, folders) => `${lines.join('\n')}${folders.replace('\0', `${'x'.repeat(300)}\0`)}`,
    ],
    ['entries in its list of folders', (lines, folders) => lines.with(1, '"folders"').join('\n') + folders],
  ];

  test.each(damages)('case 146: with %s no post is missing', async (what, damage) => {
    const home = createFolder({});
    const owner = { name: 'haiku-posts', env: { XDG_CACHE_HOME: home } };
    const folder = createFolder({ 'a/tea.md': '# Tea\n', 'a/fog.md': '# Fog\n', 'b/sun.md': '# Sun\n' });
    // Files and folders that changed just now are not cached.
    const open = (openedAt: number) =>
      openLibrary(postFiles(folder), openPostCache(folder, owner, openedAt, 1), openedAt);
    const later = Date.now() + 10_000;
    await open(later).posts();
    const cache = path.join(home, 'haiku-posts', folder, 'posts.jsonl');
    await vi.waitFor(() => expect(fs.existsSync(cache)).toBe(true));
    expect(open(later).recall('', '', false)).toHaveLength(3);
    const [lines = '', folders = ''] = fs.readFileSync(cache, 'utf8').split(/(?=\n"folders"\n)/);
    fs.writeFileSync(cache, damage(lines.split('\n'), folders));
    const { posts, recall } = open(later);
    // A name is looked up only in lines without NULs.
    if (what.startsWith('NULs')) expect(recall('', '', false)).toBeNull();
    expect((await posts()).map(({ title }) => title).toSorted()).toEqual(['Fog', 'Sun', 'Tea']);
  });
});
