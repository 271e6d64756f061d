import { describe, expect, test } from 'vitest';
import { createKeyAwareScheduler, type YieldToKeys } from '../../../src/app/services/key-aware-scheduler.ts';
import { postUpdates } from '../../../src/app/services/post-updates.ts';
import type { PostIndex } from '../../../src/app/state/post-index.ts';
import type { Change } from '../../../src/io/watch.ts';
import { type Library, openLibrary } from '../../../src/posts/library.ts';
import { type CacheEntry, type MetadataCache, NO_CACHE } from '../../../src/posts/metadata-cache.ts';
import type { Post, PostFiles } from '../../../src/posts/types.ts';
import { createSearch } from '../../../src/search/fuzzy-search.ts';
import { type Folder, libraryOf, postFiles } from '../../support/library.ts';

const folder = (count: number): Folder =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `post-${1000 + at}.md`,
      `one / two / number ${at}\n\n# ${1900 + (at % 100)}-01-01 - T\n`,
    ]),
  );

async function cacheOf(files: PostFiles): Promise<MetadataCache> {
  let entries: readonly CacheEntry[] = [];
  const write = (all: readonly CacheEntry[]): void => {
    entries = all;
  };
  await openLibrary(files, { read: () => [], write }, 1e9).posts();
  return { ...NO_CACHE, read: () => entries, write };
}

const none = new AbortController().signal;
const now = () => performance.now();
/** Never pauses. */
const never = { now, pause: () => null };

async function* times(count: number): AsyncGenerator<Change, void> {
  for (let time = 0; time < count; time++) yield time === 0 ? 'possible' : 'certain';
}

/** The indexes of a library without changes. */
const loaded = (library: Library, stop: AbortSignal): AsyncIterable<PostIndex> =>
  postUpdates(library, last => last, times(0), never, stop);

async function all(updates: AsyncIterable<PostIndex>): Promise<readonly PostIndex[]> {
  const indexes: PostIndex[] = [];
  for await (const postIndex of updates) indexes.push(postIndex);
  return indexes;
}
const postsIn = (postIndex: PostIndex | undefined): readonly Post[] | undefined =>
  postIndex
    ?.search('')
    .slice(0, postIndex.count)
    .map(({ post }) => post);

test('yields the posts as they load, then all of them, newest first', async () => {
  const files = postFiles(folder(600));
  const indexes = await all(loaded(openLibrary(files), none));
  expect(indexes[0]).toMatchObject({ count: 16, loading: { done: 16, files: null } });
  expect(postsIn(indexes.at(-1))).toEqual(await openLibrary(files).posts());
  expect(indexes.at(-1)?.loading).toBeNull();
  expect(indexes.at(-1)?.search('number 599').at(0)?.post.slug).toBe('post-1599');
});

test('yields the posts that another consumer loaded', async () => {
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

test('yields the cached posts once if they are current', async () => {
  const files = postFiles(folder(20));
  const indexes = await all(loaded(openLibrary(files, await cacheOf(files)), none));
  expect(indexes).toHaveLength(1);
  expect(postsIn(indexes[0])).toEqual(await openLibrary(files).posts());
});

test('yields many cached posts in parts', async () => {
  const files = postFiles(folder(600));
  const indexes = await all(loaded(openLibrary(files, await cacheOf(files)), none));
  expect(indexes[0]).toMatchObject({ count: 64, loading: { done: 64, files: null } });
  expect(indexes.at(-1)).toMatchObject({ count: 600, loading: null });
});

test('replaces outdated cached posts', async () => {
  const cache = await cacheOf(postFiles(folder(20)));
  const now = { ...folder(19), 'new.md': 'one / two / new\n\n# 2020-01-01 - Newest\n' };
  const indexes = await all(loaded(openLibrary(postFiles(now), cache), none));
  expect(indexes.map(({ count }) => count)).toEqual([20, 20]);
  expect(postsIn(indexes[1])).toEqual(await openLibrary(postFiles(now)).posts());
  expect(indexes[1]?.search('new').at(0)?.post.title).toBe('Newest');
});

test('yields an empty index of an empty folder', async () => {
  const indexes = await all(loaded(openLibrary(postFiles({})), none));
  expect(indexes.at(-1)).toMatchObject({ count: 0, loading: null });
  expect(indexes.every(({ count }) => count === 0)).toBe(true);
});

test('ends when it is stopped', async () => {
  const stop = new AbortController();
  let last: PostIndex | undefined;
  for await (const postIndex of loaded(openLibrary(postFiles(folder(600))), stop.signal)) {
    last = postIndex;
    stop.abort();
  }
  expect(last?.count).toBe(16);
});

test('background work waits after a key, then continues', async () => {
  const { notifyKeyPress, pause } = createKeyAwareScheduler(now);
  expect(pause()).toBeNull();
  notifyKeyPress();
  await expect(pause()).resolves.toBeUndefined();
});

const notThere: PostFiles['walk'] = onError => {
  onError?.({ path: '', problem: 'No such file or directory' });
  return [];
};

describe('an index after a change', () => {
  /** Opens the next of the folders; null is a missing one. */
  const reopener =
    (folders: readonly (Folder | null)[]): ((last: Library) => Library) =>
    last => {
      const [folder, ...rest] = folders;
      folders = rest;
      const entries = last.snapshot();
      const files = folder ? postFiles(folder) : { ...postFiles({}), walk: notThere };
      return openLibrary(files, { ...NO_CACHE, read: () => entries }, 1e9);
    };
  /** Returns the last index of the first load, and the indexes of the folders that replace it in turn. */
  const later = async (first: Folder, folders: readonly (Folder | null)[]): Promise<readonly PostIndex[]> => {
    const library = openLibrary(postFiles(first), NO_CACHE, 1e9);
    // The first change only means that the watch has begun.
    const indexes = await all(postUpdates(library, reopener(folders), times(1 + folders.length), never, none));
    return indexes.slice(-1 - folders.length);
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
  ])('is new when posts were %s', async (_, now) => {
    const [, postIndex, ...rest] = await later(before, [now]);
    expect(rest).toEqual([]);
    expect(postIndex?.loading).toBeNull();
    const posts = await openLibrary(postFiles(now)).posts();
    expect(postsIn(postIndex)).toEqual(posts);
    for (const typed of ['number', 'edited', 'new']) {
      expect(postIndex?.search(typed).length).toBe(createSearch(posts)(typed).length);
    }
  });

  test('searches the same posts if they did not change', async () => {
    const [first, second, third] = await later(before, [before, before]);
    expect(second).not.toBe(first);
    expect(third).not.toBe(second);
    expect([second?.search, third?.search]).toEqual([first?.search, first?.search]);
    expect(third?.count).toBe(20);
  });

  test.each<readonly [string, Folder, number]>([
    ['none, when none had changed', before, 0],
    ['one, when some had', edited, 1],
  ])('is, when the watch begins, %s since loading', async (_, changed, count) => {
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
    const indexes = await all(postUpdates(library, reopener([changed]), changes(), never, none));
    expect(indexes.filter(({ loading }) => loading === null)).toHaveLength(1 + count);
    expect(postsIn(indexes.at(-1))).toEqual(await openLibrary(postFiles(changed)).posts());
  });

  test('is empty while the folder is missing', async () => {
    const [, gone, back] = await later(before, [null, before]);
    expect(gone).toMatchObject({ count: 0, loading: null, problem: 'No such file or directory' });
    expect(back?.problem).toBe(null);
    expect(postsIn(back)).toEqual(await openLibrary(postFiles(before)).posts());
  });

  test('is complete, and there is one for each change', async () => {
    const indexes = await later(folder(600), [folder(500), null, folder(700), folder(700)]);
    expect(indexes.map(({ count, loading }) => [count, loading])).toEqual(
      [600, 500, 0, 700, 700].map(count => [count, null]),
    );
  });

  test('is made only after the previous one was consumed and all posts are loaded', async () => {
    const asked: (PostIndex | undefined)[] = [];
    let last: PostIndex | undefined;
    const changes = async function* (): AsyncGenerator<Change> {
      for (let time = 0; time < 2; time++) {
        asked.push(last);
        yield 'certain';
      }
    };
    const indexes: PostIndex[] = [];
    for await (const postIndex of postUpdates(libraryOf(before), reopener([edited, before]), changes(), never, none)) {
      last = postIndex;
      indexes.push(postIndex);
    }
    expect(asked).toEqual(indexes.slice(-3, -1));
    expect(asked.every(postIndex => postIndex?.loading === null)).toBe(true);
  });

  test('ends when it is stopped, between changes or in the middle of one', async () => {
    // The first step loads nothing; of 600 posts the files come by 16, and then into the index by 64.
    for (const most of [1, 2, 20, 45]) {
      const stop = new AbortController();
      let paused = 0;
      const pause: YieldToKeys = () => {
        if (++paused === most) stop.abort();
        return null;
      };
      const live = postUpdates(libraryOf({}), reopener([folder(600)]), times(2), { now, pause }, stop.signal);
      expect((await all(live)).map(({ count }) => count).filter(Boolean)).toEqual([]);
      expect(paused).toBe(most);
    }
  });
});
