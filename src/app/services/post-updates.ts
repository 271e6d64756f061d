import type { Change } from '../../io/watch.ts';
import type { Library } from '../../posts/library.ts';
import { newestFirst } from '../../posts/newest-first.ts';
import type { Post } from '../../posts/types.ts';
import { createIndex, type Index } from '../../search/fuzzy-search.ts';
import { type PostIndex, widestHaikuOf } from '../state/post-index.ts';
import type { createKeyAwareScheduler } from './key-aware-scheduler.ts';

/** The shortest time between two partial results, and the share of the time that showing them may take. */
const [UPDATE_INTERVAL_MS, UPDATE_TIME_SHARE] = [150, 0.05] as const;
const INDEX_BATCH = 64;

/**
 * Yields indexes of the posts while they load, from the cache or from the files, then an index of all posts, unless it
 * equals that of the cache. After each change, opens the library again with `reopen` and yields its index. Calls `pause`
 * between steps, so that keys are handled first. Ends when `changes` ends or `stop` aborts.
 */
export async function* postUpdates(
  library: Library,
  reopen: (last: Library) => Library,
  changes: AsyncIterable<Change>,
  { now, pause }: Pick<ReturnType<typeof createKeyAwareScheduler>, 'now' | 'pause'>,
  stop: AbortSignal,
): AsyncGenerator<PostIndex, void> {
  let due = Number.NEGATIVE_INFINITY;
  for await (const news of work(library, reopen, changes)) {
    const start = now();
    const postIndex = typeof news !== 'function' ? news : start >= due ? news() : undefined;
    if (postIndex !== undefined) {
      yield postIndex;
      // `start` is the time before the consumer sorted and searched the posts. With many posts, that is slow.
      due = now() + Math.max(UPDATE_INTERVAL_MS, (now() - start) / UPDATE_TIME_SHARE);
    }
    await pause();
    if (stop.aborted) return;
  }
}

/** Work in steps. A step yields an index, a function that makes a partial index if an update is due, or nothing. */
type Work<Result> = AsyncGenerator<PostIndex | (() => PostIndex) | undefined, Result>;

async function* work(library: Library, reopen: (last: Library) => Library, changes: AsyncIterable<Change>): Work<void> {
  let current = yield* buildIndex(library);
  let last = library;
  for await (const change of changes) {
    if (change === 'possible' && (yield* last.isCurrent())) continue;
    last = reopen(last);
    current = yield* rebuildIndex(current, last);
    yield toPostIndex(current.index, null, last);
  }
}

type MeasuredIndex = Index & { readonly widestHaiku: () => number };

function createMeasuredIndex(): MeasuredIndex {
  const index = createIndex();
  let widest = 0;
  const add = (posts: readonly Post[]): void => {
    index.add(posts);
    widest = Math.max(widest, widestHaikuOf(posts));
  };
  return { ...index, add, widestHaiku: () => widest };
}

type IndexedPosts = { readonly posts: readonly Post[]; readonly index: MeasuredIndex };

/** Yields indexes of a library while it loads. Returns the last one. */
async function* buildIndex(library: Library): Work<IndexedPosts> {
  const index = createMeasuredIndex();
  let indexed = 0; // posts in the index
  const addUpTo = (posts: readonly Post[]): void => {
    index.add(posts.slice(indexed));
    indexed = posts.length;
  };

  const cached: Post[] = [];
  for (const post of library.cached()) {
    if (cached.push(post) % INDEX_BATCH !== 0) continue;
    addUpTo(cached);
    yield () => toPostIndex(index, { done: indexed, files: null });
  }
  addUpTo(cached);
  if (indexed > 0) {
    yield toPostIndex(index, null);
    const current = yield* rebuildIndex({ posts: cached, index }, library);
    if (current.index !== index || library.unread() !== null) yield toPostIndex(current.index, null, library);
    return current;
  }

  let loaded: readonly Post[] = [];
  for await (const { posts, done, files } of library.load()) {
    loaded = posts;
    addUpTo(posts);
    yield () => {
      index.arrange(Int32Array.from(newestFirst(posts)));
      return toPostIndex(index, { done, files });
    };
  }
  const posts = await library.posts();
  // Posts that another consumer of the library loaded are not in this index.
  const current = indexed === posts.length ? { posts, index } : yield* indexPosts(posts);
  if (current.index === index) index.arrange(Int32Array.from(newestFirst(loaded)));
  yield toPostIndex(current.index, null, library);
  return current;
}

/** Loads a library and indexes its posts. Returns the old index if the posts are the same. */
async function* rebuildIndex(old: IndexedPosts, library: Library): Work<IndexedPosts> {
  for await (const _ of library.load()) yield;
  const posts = await library.posts();
  return areSame(posts, old.posts) ? { posts, index: old.index } : yield* indexPosts(posts);
}

async function* indexPosts(posts: readonly Post[]): Work<IndexedPosts> {
  const index = createMeasuredIndex();
  for (let indexed = 0; indexed < posts.length; indexed += INDEX_BATCH) {
    index.add(posts.slice(indexed, indexed + INDEX_BATCH));
    yield;
  }
  return { posts, index };
}

/** Returns the index for the state. `library`: given for a complete index, to show its problem and its unread files. */
function toPostIndex(
  { search, widestHaiku }: MeasuredIndex,
  loading: PostIndex['loading'],
  library?: Library,
): PostIndex {
  const problem = library?.unreadableFolders().find(({ path }) => path === '')?.problem ?? null;
  return {
    search,
    count: search('').length,
    widestHaiku: widestHaiku(),
    loading,
    problem,
    unread: library?.unread() ?? null,
  };
}

// A recently written file is read again, even if its post is the same.
const areSame = (some: readonly Post[], others: readonly Post[]): boolean =>
  some.length === others.length &&
  some.every((post, index) => post === others[index] || JSON.stringify(post) === JSON.stringify(others[index]));
