import { describe, expect, test } from 'vitest';
import { createKeyAwareScheduler, loadPosts, type YieldToKeys } from '../../../src/app/services/load-posts.ts';
import type { PostIndex } from '../../../src/app/state/types.ts';
import type { Change } from '../../../src/io/watch.ts';
import { type Library, openLibrary } from '../../../src/posts/library.ts';
import { type CacheEntry, type MetadataCache, NO_CACHE } from '../../../src/posts/metadata-cache.ts';
import type { Post, PostFiles } from '../../../src/posts/types.ts';
import { createSearch } from '../../../src/search/index.ts';
import { type Folder, libraryOf, postFiles } from '../../support/library.ts';

const folder = (count: number): Folder =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `post-${1000 + at}.md`,
      `one / two / number ${at}\n\n# ${1900 + (at % 100)}-01-01 - T\n`,
    ]),
  );

async function memoryOf(files: PostFiles): Promise<MetadataCache> {
  let known: readonly CacheEntry[] = [];
  const write = (all: readonly CacheEntry[]): void => {
    known = all;
  };
  await openLibrary(files, { read: () => [], write }, 1e9).posts();
  return { read: () => known, write };
}

const none = new AbortController().signal;
const now = () => performance.now();
/** Pauses for nobody. */
const never = { now, pause: () => null };

async function* times(count: number): AsyncGenerator<Change, void> {
  for (let time = 0; time < count; time++) yield time === 0 ? 'possible' : 'certain';
}

/** The shelves of a library to which nothing happens. */
const loaded = (library: Library, stop: AbortSignal): AsyncIterable<PostIndex> =>
  loadPosts(library, last => last, times(0), never, stop);

async function all(shelves: AsyncIterable<PostIndex>): Promise<readonly PostIndex[]> {
  const shelved: PostIndex[] = [];
  for await (const postIndex of shelves) shelved.push(postIndex);
  return shelved;
}
const postsIn = (postIndex: PostIndex | undefined): readonly Post[] | undefined =>
  postIndex
    ?.search('')
    .slice(0, postIndex.count)
    .map(({ post }) => post);

test('posts are there as they come, and at last all of them, the newest first', async () => {
  const files = postFiles(folder(600));
  const shelved = await all(loaded(openLibrary(files), none));
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
      const last = (await all(loaded(library, none))).at(-1);
      expect([last?.count, last?.loading]).toEqual([count, null]);
      expect(postsIn(last)).toEqual(await library.posts());
    }
  }
});

test('posts of last time are there at once, and that is all when they are what they were', async () => {
  const files = postFiles(folder(20));
  const shelved = await all(loaded(openLibrary(files, await memoryOf(files)), none));
  expect(shelved).toHaveLength(1);
  expect(postsIn(shelved[0])).toEqual(await openLibrary(files).posts());
});

test('many posts of last time are there in parts, the first of them at once', async () => {
  const files = postFiles(folder(600));
  const shelved = await all(loaded(openLibrary(files, await memoryOf(files)), none));
  expect(shelved[0]).toMatchObject({ count: 64, loading: { done: 64, files: null } });
  expect(shelved.at(-1)).toMatchObject({ count: 600, loading: null });
});

test('posts that are no longer those of last time are put right', async () => {
  const memory = await memoryOf(postFiles(folder(20)));
  const now = { ...folder(19), 'new.md': 'one / two / new\n\n# 2020-01-01 - Newest\n' };
  const shelved = await all(loaded(openLibrary(postFiles(now), memory), none));
  expect(shelved.map(({ count }) => count)).toEqual([20, 20]);
  expect(postsIn(shelved[1])).toEqual(await openLibrary(postFiles(now)).posts());
  expect(shelved[1]?.search('new').at(0)?.post.title).toBe('Newest');
});

test('an empty folder is an empty postIndex', async () => {
  const shelved = await all(loaded(openLibrary(postFiles({})), none));
  expect(shelved.at(-1)).toMatchObject({ count: 0, loading: null });
  expect(shelved.every(({ count }) => count === 0)).toBe(true);
});

test('it ends when it is stopped', async () => {
  const stop = new AbortController();
  let last: PostIndex | undefined;
  for await (const postIndex of loaded(openLibrary(postFiles(folder(600))), stop.signal)) {
    last = postIndex;
    stop.abort();
  }
  expect(last?.count).toBe(16);
});

test('what works in the background waits after a key, and goes on', async () => {
  const { notifyKeyPress, pause } = createKeyAwareScheduler(now);
  expect(pause()).toBeNull();
  notifyKeyPress();
  await expect(pause()).resolves.toBeUndefined();
});

const notThere: PostFiles['walk'] = onUnread => {
  onUnread?.({ path: '', problem: 'No such file or directory' });
  return [];
};

describe('a live postIndex', () => {
  /** Opens what the folder is by then: a new one each time, or none. */
  const reopener =
    (folders: readonly (Folder | null)[]): ((last: Library) => Library) =>
    last => {
      const [folder, ...rest] = folders;
      folders = rest;
      const learnt = last.snapshot();
      const files = folder ? postFiles(folder) : { ...postFiles({}), walk: notThere };
      return openLibrary(files, { ...NO_CACHE, read: () => learnt }, 1e9);
    };
  /** The last postIndex of the first load, and those that came later, as the folder became one after the other. */
  const later = async (first: Folder, folders: readonly (Folder | null)[]): Promise<readonly PostIndex[]> => {
    const library = openLibrary(postFiles(first), NO_CACHE, 1e9);
    // The first is that changes are looked for from now on.
    const shelved = await all(loadPosts(library, reopener(folders), times(1 + folders.length), never, none));
    return shelved.slice(-1 - folders.length);
  };

  const before = folder(20);
  const edited = { ...before, 'post-1003.md': 'one / two / edited\n\n# 1950-01-01 - Edited\n' };
  const { 'post-1004.md': _, ...fewer } = before;
  const moved = { ...fewer, 'elsewhere/post-1004.md': before['post-1004.md'] as string };

  test.each<readonly [string, Folder]>([
    ['edited', edited],
    ['added', { ...before, 'new.md': 'one / two / new\n\n# 2020-01-01 - Newest\n' }],
    ['removed', fewer],
    ['moved', moved],
    ['added by the hundred', folder(600)],
    ['removed, all of them', {}],
  ])('is one more when posts were %s', async (_, now) => {
    const [, postIndex, ...rest] = await later(before, [now]);
    expect(rest).toEqual([]);
    expect(postIndex?.loading).toBeNull();
    const posts = await openLibrary(postFiles(now)).posts();
    expect(postsIn(postIndex)).toEqual(posts);
    for (const typed of ['number', 'edited', 'new']) {
      expect(postIndex?.search(typed).length).toBe(createSearch(posts)(typed).length);
    }
  });

  test('is another one of the same index when the posts are the same', async () => {
    const [first, second, third] = await later(before, [before, before]);
    expect(second).not.toBe(first);
    expect(third).not.toBe(second);
    expect([second?.search, third?.search]).toEqual([first?.search, first?.search]);
    expect(third?.count).toBe(20);
  });

  test.each<readonly [string, Folder, number]>([
    ['none, when none had changed', before, 0],
    ['one, when some had', edited, 1],
  ])('is, as soon as changes are looked for, %s since all were loaded', async (_, changed, count) => {
    let of = before;
    const library = openLibrary(
      {
        walk: () => postFiles(of).walk(),
        has: path => postFiles(of).has(path),
        stamp: path => postFiles(of).stamp(path),
        read: (path, limit) => postFiles(of).read(path, limit),
        chunks: path => postFiles(of).chunks(path),
      },
      NO_CACHE,
      1e9,
    );
    const changes = async function* (): AsyncGenerator<Change> {
      of = changed;
      yield 'possible';
    };
    const shelved = await all(loadPosts(library, reopener([changed]), changes(), never, none));
    expect(shelved.filter(({ loading }) => loading === null)).toHaveLength(1 + count);
    expect(postsIn(shelved.at(-1))).toEqual(await openLibrary(postFiles(changed)).posts());
  });

  test('is empty while there is no folder', async () => {
    const [, gone, back] = await later(before, [null, before]);
    expect(gone).toMatchObject({ count: 0, loading: null, problem: 'No such file or directory' });
    expect(back?.problem).toBe(null);
    expect(postsIn(back)).toEqual(await openLibrary(postFiles(before)).posts());
  });

  test('is only ever a whole one, and there is one for each change', async () => {
    const shelved = await later(folder(600), [folder(500), null, folder(700), folder(700)]);
    expect(shelved.map(({ count, loading }) => [count, loading])).toEqual(
      [600, 500, 0, 700, 700].map(count => [count, null]),
    );
  });

  test('is asked for when the one before was taken, and not before all posts are loaded', async () => {
    const asked: (PostIndex | undefined)[] = [];
    let last: PostIndex | undefined;
    const changes = async function* (): AsyncGenerator<Change> {
      for (let time = 0; time < 2; time++) {
        asked.push(last);
        yield 'certain';
      }
    };
    const shelved: PostIndex[] = [];
    for await (const postIndex of loadPosts(libraryOf(before), reopener([edited, before]), changes(), never, none)) {
      last = postIndex;
      shelved.push(postIndex);
    }
    expect(asked).toEqual(shelved.slice(-3, -1));
    expect(asked.every(postIndex => postIndex?.loading === null)).toBe(true);
  });

  test('ends when it is stopped, between changes and in the middle of one, between posts', async () => {
    // The first step loads nothing; of 600 posts the files come by 16, and then into the index by 64.
    for (const most of [1, 2, 20, 45]) {
      const stop = new AbortController();
      let paused = 0;
      const pause: YieldToKeys = () => {
        if (++paused === most) stop.abort();
        return null;
      };
      const live = loadPosts(libraryOf({}), reopener([folder(600)]), times(2), { now, pause }, stop.signal);
      expect((await all(live)).map(({ count }) => count).filter(Boolean)).toEqual([]);
      expect(paused).toBe(most);
    }
  });
});
