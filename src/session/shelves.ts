import { paced } from '../commands/pace.ts';
import type { Library, Post } from '../post/library.ts';
import { newestFirst } from '../post/memory.ts';
import { openIndex } from '../search/fuzzy.ts';
import type { Shelf } from './state.ts';

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
 * as they come, in between of keys (`pause`); at last those on the disk, unless that is what there was. Ends early when
 * `stop` aborts.
 */
export async function* shelves(library: Library, pause: Pause, stop: AbortSignal): AsyncGenerator<Shelf, void> {
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
    if (isDue()) {
      yield shelf({ done: indexed, files: null });
      isDue.told();
    }
    await pause();
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
        isDue.told();
      }
    }
    await pause();
    if (stop.aborted) return;
  }
  const posts = await library.posts();
  if (remembered.length > 0 && isSame(posts, remembered)) return;
  if (arriving?.length === indexed) index.arrange(Int32Array.from(newestFirst(arriving)));
  else {
    index = openIndex();
    for (indexed = 0; indexed < posts.length; ) {
      addUpTo(posts, Math.min(indexed + batch, posts.length));
      await pause();
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

/** Lets whatever else there is to do be done, when it is time to. */
export type Pause = () => Promise<void> | null;

/** The latest key, and the pauses of what works in the background: keys come first. */
export function latest(): { readonly strike: () => void; readonly pause: Pause } {
  let last = Number.NEGATIVE_INFINITY;
  const pauseIfDue = paced(slice);
  return {
    strike: () => {
      last = performance.now();
    },
    pause: () =>
      performance.now() - last < afterKey ? new Promise(resolve => setTimeout(resolve, wait)) : pauseIfDue(),
  };
}

/** Whether it is time for news: at once, and then again some time after they were told. */
function newsroom(): { (): boolean; told: () => void } {
  let [due, asked] = [Number.NEGATIVE_INFINITY, 0];
  const isDue = (): boolean => {
    asked = performance.now();
    return asked >= due;
  };
  // Told, they have been sorted and searched: of many posts that takes its time.
  const told = (): void => {
    due = performance.now() + Math.max(interval, (performance.now() - asked) / share);
  };
  return Object.assign(isDue, { told });
}
