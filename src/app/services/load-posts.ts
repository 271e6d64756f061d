import type { Change } from '../../io/watch.ts';
import type { Library } from '../../posts/library.ts';
import { newestFirst } from '../../posts/metadata-cache.ts';
import type { Post } from '../../posts/types.ts';
import { createIndex, type Index } from '../../search/index.ts';
import { createYielder } from '../../util/yield.ts';
import type { PostIndex } from '../state/types.ts';

/** For how long to work, in ms, before keys are looked at. */
const slice = 4;
/** For how long after a key, in ms, there is nothing but that key and the next; and for how long to wait then. */
const [afterKey, wait] = [50, 20] as const;
/** How often what has come is shown, in ms, at most; and how much of the time that may take. */
const [interval, share] = [150, 0.05] as const;
/** Posts that are indexed in one go. */
const batch = 64;

/**
 * The posts that a session has, again whenever there is news: at once those of last time, or the first ones; then more
 * as they come, in between of keys (`pause`); at last those on the disk, unless that is what there was. Then once more
 * for each of the certain `changes` that come: another postIndex even where the posts are the same, because what is in them
 * may not be. A possible change brings one if the files are not what they were. `reopen` opens the library once more.
 * Until all of it is loaded the postIndex before is the one to use. Ends when the changes do, and early when `stop` aborts.
 */
export async function* loadPosts(
  library: Library,
  reopen: (last: Library) => Library,
  changes: AsyncIterable<Change>,
  { now, pause }: Pick<KeyAwareScheduler, 'now' | 'pause'>,
  stop: AbortSignal,
): AsyncGenerator<PostIndex, void> {
  let due = Number.NEGATIVE_INFINITY;
  for await (const news of work(library, reopen, changes)) {
    const asked = now();
    let postIndex = typeof news === 'function' ? null : news;
    if (typeof news === 'function' && asked >= due) postIndex = news();
    if (postIndex !== null) {
      yield postIndex;
      // Told, they have been sorted and searched: of many posts that takes its time.
      due = now() + Math.max(interval, (now() - asked) / share);
    }
    await pause();
    if (stop.aborted) return;
  }
}

/** Work that pauses between any two steps: what each brings is a postIndex, one that is made only if it is time, or none. */
type Work<Result> = AsyncGenerator<PostIndex | (() => PostIndex) | null, Result>;

async function* work(library: Library, reopen: (last: Library) => Library, changes: AsyncIterable<Change>): Work<void> {
  let stock = yield* buildIndex(library);
  let last = library;
  // Only now, when the posts are loaded, is there somebody to be told.
  for await (const change of changes) {
    if (change === 'possible' && (yield* isCurrent(last))) continue;
    last = reopen(last);
    stock = yield* rebuildIndex(stock, last);
    yield toPostIndex(stock.index, null, last);
  }
}

async function* isCurrent(library: Library): Work<boolean> {
  const steps = library.isCurrent();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield null;
  }
}

/** Posts, newest first, and the index in which they are, in that order. */
type IndexedPosts = { readonly posts: readonly Post[]; readonly index: Index };

/** The shelves of a library as it is loaded, and what is in the last of them. */
async function* buildIndex(library: Library): Work<IndexedPosts> {
  const index = createIndex();
  /** How many posts are in the index. */
  let indexed = 0;
  const addUpTo = (posts: readonly Post[]): void => {
    index.add(posts.slice(indexed));
    indexed = posts.length;
  };

  const remembered: Post[] = [];
  for (const post of library.cached()) {
    if (remembered.push(post) % batch !== 0) continue;
    addUpTo(remembered);
    yield () => toPostIndex(index, { done: indexed, files: null });
  }
  addUpTo(remembered);
  if (indexed > 0) {
    yield toPostIndex(index, null);
    const stock = yield* rebuildIndex({ posts: remembered, index }, library);
    if (stock.index !== index) yield toPostIndex(stock.index, null, library);
    return stock;
  }

  let arriving: readonly Post[] = [];
  for await (const { posts, done, files } of library.load()) {
    arriving = posts;
    addUpTo(posts);
    yield () => {
      index.arrange(Int32Array.from(newestFirst(posts)));
      return toPostIndex(index, { done, files });
    };
  }
  const posts = await library.posts();
  // Who else waits for them may have taken steps, whose posts are not in the index.
  const stock = indexed === posts.length ? { posts, index } : yield* indexPosts(posts);
  if (stock.index === index) index.arrange(Int32Array.from(newestFirst(arriving)));
  yield toPostIndex(stock.index, null, library);
  return stock;
}

/** What there is once a library is loaded, in the index that there was if the posts are the same. */
async function* rebuildIndex(old: IndexedPosts, library: Library): Work<IndexedPosts> {
  for await (const _ of library.load()) yield null;
  const posts = await library.posts();
  return areSame(posts, old.posts) ? { posts, index: old.index } : yield* indexPosts(posts);
}

async function* indexPosts(posts: readonly Post[]): Work<IndexedPosts> {
  const index = createIndex();
  for (let indexed = 0; indexed < posts.length; indexed += batch) {
    index.add(posts.slice(indexed, indexed + batch));
    yield null;
  }
  return { posts, index };
}

/** What is in an index, while it is loaded, or of a library that is. */
function toPostIndex({ search }: Index, loading: PostIndex['loading'], library?: Library): PostIndex {
  const problem = library?.unreadableFolders().find(({ path }) => path === '')?.problem ?? null;
  return { search, count: search('').length, loading, problem };
}

const areSame = (some: readonly Post[], others: readonly Post[]): boolean =>
  some.length === others.length && some.every((post, at) => isSame(post, others[at]));

// A file that was written to of late is read anew, and may be the same post.
const isSame = (post: Post, other: Post | undefined): boolean =>
  post === other || JSON.stringify(post) === JSON.stringify(other);

/** Lets whatever else there is to do be done, when it is time to. */
export type YieldToKeys = () => Promise<void> | null;

type KeyAwareScheduler = {
  /** Returns the time, in ms. */
  readonly now: () => number;
  readonly strike: () => void;
  readonly pause: YieldToKeys;
};

/** The latest key, and the pauses of what works in the background: keys come first. */
export function createKeyAwareScheduler(now: () => number): KeyAwareScheduler {
  let last = Number.NEGATIVE_INFINITY;
  const pauseIfDue = createYielder(now, slice);
  return {
    now,
    strike: () => {
      last = now();
    },
    pause: () => (now() - last < afterKey ? new Promise(resolve => setTimeout(resolve, wait)) : pauseIfDue()),
  };
}
