import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
  type CacheEntry,
  isStable,
  type MetadataCache,
  NO_CACHE,
  parseEntry,
  serializeEntry,
} from '../posts/metadata-cache.ts';
import { isReadError } from '../posts/types.ts';
import { type Env, xdgFolder } from '../util/env.ts';
import { makeFolder, readChunks } from './files.ts';

/** A folder of fewer files is read as fast as what is remembered of it. */
const MIN_FILES = 100;
/** Raised when what is remembered of a post, or how that is found, changes. */
const CACHE_VERSION = 1;
/** Files between two looks at whatever else there is to do. */
const WRITE_BATCH = 2000;

/**
 * What is remembered of a folder of posts, in the user's cache folder (XDG Base Directory Specification 0.8), under the
 * folder's own path. It may be deleted at any time; of two processes that write it at once, one has it whole.
 */
export function openPostCache(folder: string, env: Env): MetadataCache {
  const home = xdgFolder(env, 'cache');
  if (!home) return NO_CACHE;
  const root = path.resolve(folder);
  const file = path.join(home, 'haiku-posts', root, 'posts.jsonl');
  const opened = Date.now();
  return { read: () => readCache(file, root), write: all => void keep(file, root, all, opened) };
}

/** What a file remembers of a folder: a line that names the folder, and a line for each of its files. */
export function* readCache(file: string, folder: string): Generator<CacheEntry> {
  const lines = linesOf(file);
  if (lines.next().value !== cacheHeader(folder)) return;
  for (const line of lines) {
    const each = parseEntry(line);
    if (each) yield each;
  }
}

/** The lines of a file, as they are asked for, less a last one that is not ended; none of a file that cannot be read. */
function* linesOf(file: string): Generator<string, undefined> {
  let rest = '';
  for (const piece of readChunks(file, { most: 65_536 })) {
    if (isReadError(piece)) return;
    // Latin 1, so that a character may be cut between two pieces; a line is decoded when it is whole.
    const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield Buffer.from(line, 'latin1').toString();
  }
}

/** The first line of what is remembered. */
export const cacheHeader = (folder: string): string => JSON.stringify({ CACHE_VERSION, folder });

let drafts = 0;

// Beside the file, then in its place: nobody ever reads half of it. Where it cannot be written, nothing is remembered.
async function keep(file: string, folder: string, all: readonly CacheEntry[], read: number): Promise<void> {
  if (all.length < MIN_FILES) return;
  const draft = `${file}.${process.pid}.${drafts++}`;
  let fd: number | undefined;
  try {
    makeFolder(path.dirname(file));
    fd = fs.openSync(draft, 'wx', 0o600);
    fs.writeFileSync(fd, `${cacheHeader(folder)}\n`);
    for (let from = 0; from < all.length; from += WRITE_BATCH) {
      const lines = all.slice(from, from + WRITE_BATCH).filter(each => isStable(each, read));
      fs.writeFileSync(fd, lines.map(each => `${serializeEntry(each)}\n`).join(''));
      await new Promise(setImmediate);
    }
    fs.renameSync(draft, file);
  } catch {
    if (fd !== undefined) fs.rmSync(draft, { force: true });
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}
