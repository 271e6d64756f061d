import path from 'node:path';
import { folderProblem, type NativePath, postFiles } from './files.ts';
import { openWatch } from './watchers.ts';

/** A burst of changes is over when there was none for so long, in ms; and it is told of after so long in any case. */
const [quiet, longest] = [50, 500] as const;
/** For how long to work, in ms, before keys are looked at. */
const TIME_SLICE_MS = 4;
/** How many folders are watched one by one, at most: each takes about 2 kB of memory, and one of the user's watches. */
const MAX_WATCHED_FOLDERS = 4000;
/** What is not watched is compared every so many ms, at least, and so many times what comparing takes: 2 % of a CPU. */
const [leastRest, restShare] = [1000, 50] as const;

/**
 * Yields once as soon as the folder is watched, since what changed before was not seen, and then once per burst of
 * changes to what {@link postFiles} finds in it: 50 ms after the last change and at most 500 ms after the first, plus the
 * time it takes to watch new folders, or when whoever asks is ready again. What is no longer there, cannot be watched,
 * or is more than `most` folders is compared from time to time instead. Ends when `stop` aborts; never throws.
 */
export async function* watchFolder(
  folder: NativePath,
  stop: AbortSignal,
  most = MAX_WATCHED_FOLDERS,
): AsyncGenerator<void, void> {
  const root = typeof folder === 'string' ? path.resolve(folder) : folder;
  const bell = openBell(stop);
  const watch = openWatch(root, most, bell.ring);
  try {
    while (!stop.aborted) {
      bell.clear();
      const { result: isWhole } = await inSlices(watch.update(), stop);
      const seen = isWhole ? null : await fingerprint(root, stop);
      if (stop.aborted) return;
      yield;
      await news(seen);
    }
  } finally {
    watch.close();
    bell.close();
  }

  /** Waits for the end of a burst, or for another fingerprint than the one that was seen. */
  async function news(seen: Fingerprint | null): Promise<void> {
    let rest = seen?.rest ?? Number.POSITIVE_INFINITY;
    while (!stop.aborted) {
      if (await bell.hasRung(rest)) return bell.fallenSilent();
      const now = await fingerprint(root, stop);
      if (now.hash !== seen?.hash) return;
      rest = now.rest;
    }
  }
}

/** Rings for every change, and tells when a burst of them began and when it is over. */
function openBell(stop: AbortSignal) {
  let first: number | null = null;
  let last = 0;
  let wake = (): void => {};
  const sleep = (ms: number): Promise<void> =>
    new Promise(resolve => {
      const timer = ms < Number.POSITIVE_INFINITY ? setTimeout(resolve, ms).unref() : undefined;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const onStop = (): void => wake();
  stop.addEventListener('abort', onStop);
  return {
    ring: (): void => {
      last = performance.now();
      if (first !== null) return;
      first = last;
      wake();
    },
    clear: (): void => {
      first = null;
    },
    /** Whether it has rung since it was cleared; waits for that, for so many ms at most. */
    hasRung: async (ms: number): Promise<boolean> => {
      if (first === null && !stop.aborted) await sleep(ms);
      return first !== null;
    },
    fallenSilent: async (): Promise<void> => {
      const left = (): number => Math.min(last + quiet, (first ?? last) + longest) - performance.now();
      for (let ms = left(); ms > 0 && !stop.aborted; ms = left()) await sleep(ms);
    },
    close: (): void => stop.removeEventListener('abort', onStop),
  };
}

/** A folder's files, their sizes and times, in 32 bits, and for how long to rest, in ms, before the next is taken. */
type Fingerprint = { readonly hash: number; readonly rest: number };

async function fingerprint(folder: NativePath, stop: AbortSignal): Promise<Fingerprint> {
  const { result: hash, worked } = await inSlices(hashOf(folder), stop);
  return { hash: hash ?? 0, rest: Math.max(leastRest, worked * restShare) };
}

/** FNV-1a, over UTF-16 code units. */
function* hashOf(folder: NativePath): Generator<void, number> {
  if (folderProblem(folder) !== null) return 0;
  const files = postFiles(folder);
  let hash = 0x811c9dc5;
  for (const file of files.walk()) {
    const stamp = files.stamp(file);
    const line = `${file}\0${stamp?.size}\0${stamp?.modified}\n`;
    for (let at = 0; at < line.length; at++) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
    yield;
  }
  return hash;
}

/** Takes all steps, a few ms at a time, unless `stop` aborts: their result, null then, and for how many ms they worked. */
async function inSlices<Result>(
  steps: Iterator<void, Result>,
  stop: AbortSignal,
): Promise<{ readonly result: Result | null; readonly worked: number }> {
  for (let worked = 0; ; ) {
    const began = performance.now();
    do {
      const step = steps.next();
      if (step.done) return { result: step.value, worked: worked + performance.now() - began };
    } while (performance.now() - began < TIME_SLICE_MS);
    worked += performance.now() - began;
    await new Promise(setImmediate);
    if (stop.aborted) return { result: null, worked };
  }
}
