import type { Library, Post } from '../post/library.ts';
import { newestFirst } from '../post/memory.ts';
import { openIndex } from '../search/fuzzy.ts';
import type { Shelf } from './state.ts';

/** How long to work, in ms, before keys are looked at. */
const slice = 6;
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
  const breathe = breather();
  const isDue = newsroom();
  let index = openIndex();
  const remembered: Post[] = [];
  const addRemembered = (): void =>
    index.add(remembered.slice(remembered.length - (remembered.length % batch || batch)));
  for (const post of library.remembered()) {
    remembered.push(post);
    if (remembered.length % batch !== 0) continue;
    addRemembered();
    if (isDue()) yield shelf({ done: remembered.length, files: null });
    await breathe();
    if (stop.aborted) return;
  }
  if (remembered.length % batch !== 0) addRemembered();
  if (remembered.length > 0) yield shelf(null);

  let posts: readonly Post[] = [];
  let added = 0;
  const addNew = (): void => {
    index.add(posts.slice(added));
    added = posts.length;
  };
  for await (const progress of library.load()) {
    posts = progress.posts;
    if (remembered.length === 0) {
      addNew();
      if (isDue()) {
        index.arrange(Int32Array.from(newestFirst(posts)));
        yield shelf(progress);
      }
    }
    await breathe();
    if (stop.aborted) return;
  }
  const order = newestFirst(posts);
  if (isSame(order, posts, remembered)) return;
  if (remembered.length > 0) {
    index = openIndex();
    for (added = 0; added < posts.length; added += batch) {
      index.add(posts.slice(added, added + batch));
      await breathe();
      if (stop.aborted) return;
    }
  }
  index.arrange(Int32Array.from(order));
  yield shelf(null);

  function shelf(loading: Shelf['loading']): Shelf {
    const { search } = index;
    return { search, count: search('').length, loading };
  }
}

const isSame = (order: readonly number[], posts: readonly Post[], remembered: readonly Post[]): boolean =>
  order.length > 0 &&
  order.length === remembered.length &&
  order.every((number, at) => posts[number] === remembered[at]);

/** Waits for whatever else there is to do, when it is time to. */
function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < slice) return;
    await new Promise(setImmediate);
    since = performance.now();
  };
}

/** Whether it is time for news: at once, and then every now and again. */
function newsroom(): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - last < interval) return false;
    last = performance.now();
    return true;
  };
}
