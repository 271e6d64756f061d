import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { isHidden, isSkippedFolder } from '../posts/skipped-files.ts';
import { stampOf } from './files.ts';

/** A burst of changes ends after this time without a change, in ms. */
const DEBOUNCE_MS = 50;
const MAX_DEBOUNCE_MS = 500;
/** The maximum number of folders to watch. Each takes about 2 kB of memory and one of the user's inotify watches. */
const MAX_WATCHED_FOLDERS = 4000;
const POLL_MS = 3000;
/** The time between polls is at least this many times the duration of the last one: 2 % of a CPU. */
const POLL_FACTOR = 50;
/** The longest that a timer of Node can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** 'possible': the files must be compared. */
export type Change = 'certain' | 'possible';

/**
 * Watches a folder and its subfolders. Yields 'possible' when the watches are in place, then 'certain' after each burst of
 * changes. Every `pollMs` it also yields 'possible', because the system does not report changes on a network file system,
 * in a folder that cannot be watched, or beyond `maxFolders`. Ignores hidden files. Never throws.
 */
export async function* watchFolder(
  folder: string,
  stop: AbortSignal,
  { pollMs = POLL_MS, maxFolders = MAX_WATCHED_FOLDERS }: { pollMs?: number; maxFolders?: number } = {},
): AsyncGenerator<Change, void> {
  const root = path.resolve(folder);
  let change: Change = 'possible';
  while (!stop.aborted) {
    // Opened again after every burst, because a folder may have been replaced by another of the same name.
    const burst = new AbortController();
    const watchers = await openWatchers(root, maxFolders, debounce(burst), stop);
    try {
      while (!stop.aborted) {
        const yieldedAt = performance.now();
        yield change;
        const restMs = POLL_FACTOR * (performance.now() - yieldedAt);
        const waitMs = Math.min(Math.max(pollMs, restMs), MAX_TIMEOUT_MS);
        const signal = AbortSignal.any([stop, burst.signal]);
        await setTimeout(waitMs, null, { ref: false, signal }).catch(() => {});
        change = burst.signal.aborted ? 'certain' : 'possible';
        if (change === 'certain' || watchers.length === 0) break;
      }
    } finally {
      for (const watcher of watchers) watcher.close();
    }
  }
}

/**
 * Yields each time that a file has another stamp than before, compared every `pollMs`: for file systems that report no
 * changes. Never throws.
 */
export async function* watchFile(file: string, stop: AbortSignal, pollMs = POLL_MS): AsyncGenerator<void, void> {
  let last = String(stampOf(file));
  while (!stop.aborted) {
    await setTimeout(pollMs, null, { ref: false, signal: stop }).catch(() => {});
    const stamp = String(stampOf(file));
    if (stamp !== last) yield;
    last = stamp;
  }
}

/** Returns a function to call for every change. When the changes pause, it aborts `burst`. */
function debounce(burst: AbortController): () => void {
  let first: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  return () => {
    const now = performance.now();
    first ??= now;
    clearTimeout(timer);
    const waitMs = Math.max(0, Math.min(DEBOUNCE_MS, first + MAX_DEBOUNCE_MS - now));
    timer = globalThis.setTimeout(() => burst.abort(), waitMs).unref();
  };
}

/** Watches `root` and its subfolders. A folder that is gone or cannot be watched is left to polling. */
async function openWatchers(
  root: string,
  maxFolders: number,
  onChange: () => void,
  stop: AbortSignal,
): Promise<readonly fs.FSWatcher[]> {
  // On Linux, Node's own recursive watch takes an inotify watch per file, and blocks for 4.5 s in 10,000 posts.
  const recursive = process.platform !== 'linux';
  const watchers: fs.FSWatcher[] = [];
  const folders = [root].slice(0, maxFolders);
  for (const folder of folders) {
    if (stop.aborted) break;
    try {
      const watcher = fs.watch(folder, { persistent: false, recursive }, (_, name) => {
        // A watched folder reports its own removal by its own name, and the root may be hidden.
        const isHiddenFile = name?.split(path.sep).some(isHidden) && name !== path.basename(root);
        if (!isHiddenFile) onChange();
      });
      watchers.push(watcher.on('error', onChange));
      // The folder is listed after it is watched, so that no new subfolder is missed.
      if (!recursive)
        for await (const entry of await fs.promises.opendir(folder, { bufferSize: 256 })) {
          if (folders.length >= maxFolders) break;
          if (entry.isDirectory() && !isSkippedFolder(entry.name)) folders.push(path.join(folder, entry.name));
        }
    } catch {
      // Polling finds the changes in this folder.
    }
  }
  return watchers;
}
