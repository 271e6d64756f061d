import { expect, test } from 'vitest';
import { openLibrary, type Post, type PostFiles } from '../../src/post/library.ts';
import type { Memory, Remembered } from '../../src/post/memory.ts';
import { latest, type Pause, shelves } from '../../src/session/shelves.ts';
import type { Shelf } from '../../src/session/state.ts';
import { type Folder, postFiles } from '../support/library.ts';

const folder = (count: number): Folder =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `post-${1000 + at}.md`,
      `one / two / number ${at}\n\n# ${1900 + (at % 100)}-01-01 - T\n`,
    ]),
  );

async function memoryOf(files: PostFiles): Promise<Memory> {
  let known: readonly Remembered[] = [];
  const keep = (all: readonly Remembered[]): void => {
    known = all;
  };
  await openLibrary(files, { recall: () => [], keep }).posts();
  return { recall: () => known, keep };
}

const none = new AbortController().signal;
const never: Pause = () => null;

async function all(shelves: AsyncIterable<Shelf>): Promise<readonly Shelf[]> {
  const shelved: Shelf[] = [];
  for await (const shelf of shelves) shelved.push(shelf);
  return shelved;
}
const postsIn = (shelf: Shelf | undefined): readonly Post[] | undefined =>
  shelf
    ?.search('')
    .slice(0, shelf.count)
    .map(({ post }) => post);

test('posts are there as they come, and at last all of them, the newest first', async () => {
  const files = postFiles(folder(600));
  const shelved = await all(shelves(openLibrary(files), never, none));
  expect(shelved[0]).toMatchObject({ count: 16, loading: { done: 16, files: null } });
  expect(postsIn(shelved.at(-1))).toEqual(await openLibrary(files).posts());
  expect(shelved.at(-1)?.loading).toBeNull();
  expect(shelved.at(-1)?.search('number 599').at(0)?.post.slug).toBe('post-1599');
});

test('posts that somebody else had loaded are there', async () => {
  for (const count of [0, 1, 20, 300]) {
    for (const steps of [1, 3, 1000]) {
      const library = openLibrary(postFiles(folder(count)));
      const others = library.load()[Symbol.asyncIterator]();
      for (let step = 0; step < steps; step++) await others.next();
      const last = (await all(shelves(library, never, none))).at(-1);
      expect([last?.count, last?.loading]).toEqual([count, null]);
      expect(postsIn(last)).toEqual(await library.posts());
    }
  }
});

test('posts of last time are there at once, and that is all when they are what they were', async () => {
  const files = postFiles(folder(20));
  const shelved = await all(shelves(openLibrary(files, await memoryOf(files)), never, none));
  expect(shelved).toHaveLength(1);
  expect(postsIn(shelved[0])).toEqual(await openLibrary(files).posts());
});

test('many posts of last time are there in parts, the first of them at once', async () => {
  const files = postFiles(folder(600));
  const shelved = await all(shelves(openLibrary(files, await memoryOf(files)), never, none));
  expect(shelved[0]).toMatchObject({ count: 64, loading: { done: 64, files: null } });
  expect(shelved.at(-1)).toMatchObject({ count: 600, loading: null });
});

test('posts that are no longer those of last time are put right', async () => {
  const memory = await memoryOf(postFiles(folder(20)));
  const now = { ...folder(19), 'new.md': 'one / two / new\n\n# 2020-01-01 - Newest\n' };
  const shelved = await all(shelves(openLibrary(postFiles(now), memory), never, none));
  expect(shelved.map(({ count }) => count)).toEqual([20, 20]);
  expect(postsIn(shelved[1])).toEqual(await openLibrary(postFiles(now)).posts());
  expect(shelved[1]?.search('new').at(0)?.post.title).toBe('Newest');
});

test('an empty folder is an empty shelf', async () => {
  const shelved = await all(shelves(openLibrary(postFiles({})), never, none));
  expect(shelved.at(-1)).toMatchObject({ count: 0, loading: null });
  expect(shelved.every(({ count }) => count === 0)).toBe(true);
});

test('it ends when it is stopped', async () => {
  const stop = new AbortController();
  let last: Shelf | undefined;
  for await (const shelf of shelves(openLibrary(postFiles(folder(600))), never, stop.signal)) {
    last = shelf;
    stop.abort();
  }
  expect(last?.count).toBe(16);
});

test('what works in the background waits after a key, and goes on', async () => {
  const { strike, pause } = latest();
  expect(pause()).toBeNull();
  strike();
  await expect(pause()).resolves.toBeUndefined();
});
