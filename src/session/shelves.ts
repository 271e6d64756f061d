import { paced } from '../commands/pace.ts';
import type { Library, Post } from '../post/library.ts';
import { newestFirst } from '../post/memory.ts';
import { openIndex } from '../search/fuzzy.ts';
import type { Shelf } from './state.ts';

/** How often what has come is shown, in ms; each time the query is searched for again. */
const interval = 150;
/** Posts that are indexed in one go. */
const batch = 64;
/**
 * The posts that a session has, again whenever there is news: at once those of last time, or the first ones; then more
 * as they come, while keys are answered; at last those on the disk, unless that is what there was. Ends early when
 * `stop` aborts.
 */
export async function* shelves(library: Library, stop: AbortSignal): AsyncGenerator<Shelf, void> {
  const pauseIfDue = paced();
  const isDue = newsroom();
  let index = openIndex();
  /** How many posts are in the index. */
  let indexed = 0;
  const addUpTo = (posts: readonly Post[], end: number): void => {
    index.add(posts.slice(indexed, end));
    indexed = end;
  };

  const remembered: Post[] = [];
  for (const post of library.remembered()) {
    if (remembered.push(post) % batch !== 0) continue;
    addUpTo(remembered, remembered.length);
    if (isDue()) yield shelf({ done: indexed, files: null });
    await pauseIfDue();
    if (stop.aborted) return;
  }
  addUpTo(remembered, remembered.length);
  if (indexed > 0) yield shelf(null);

  /** Posts as they arrive, where none were remembered; null while there are none. */
  let arriving: readonly Post[] | null = null;
  for await (const progress of library.load()) {
    if (remembered.length === 0) {
      arriving = progress.posts;
      addUpTo(arriving, arriving.length);
      if (isDue()) {
        index.arrange(Int32Array.from(newestFirst(arriving)));
        yield shelf({ done: progress.done, files: progress.files });
      }
    }
    await pauseIfDue();
    if (stop.aborted) return;
  }
  const posts = await library.posts();
  if (remembered.length > 0 && isSame(posts, remembered)) return;
  if (arriving?.length === indexed) index.arrange(Int32Array.from(newestFirst(arriving)));
  else {
    index = openIndex();
    for (indexed = 0; indexed < posts.length; ) {
      addUpTo(posts, Math.min(indexed + batch, posts.length));
      await pauseIfDue();
      if (stop.aborted) return;
    }
  }
  yield shelf(null);

  function shelf(loading: Shelf['loading']): Shelf {
    const { search } = index;
    return { search, count: search('').length, loading };
  }
}

const isSame = (some: readonly Post[], others: readonly Post[]): boolean =>
  some.length === others.length && some.every((post, at) => post === others[at]);

/** Whether it is time for news: at once, and then every now and again. */
function newsroom(): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - last < interval) return false;
    last = performance.now();
    return true;
  };
}
