import fs from 'node:fs';
import path from 'node:path';
import { type CacheEntry, type MetadataCache, NO_CACHE, parseEntry, serializeEntry } from '../posts/metadata-cache.ts';
import { isReadError } from '../posts/types.ts';
import { makeFolder, readChunks, removeIfPossible, temporaryPath } from './files.ts';
import { type Owner, userFolder } from './user-folder.ts';

/** A folder with fewer files loads as fast without a cache. */
const MIN_FILES = 100;
/** Must be raised when the metadata of a post, or how it is found, changes. */
const CACHE_VERSION = 5;
/** The number of entries to write before other work may run. */
const WRITE_BATCH = 2000;
/** In UTF-16 units. A longer entry is not written, and reading stops at a longer line. */
const MAX_LINE_LENGTH = 65_536;

/** Opens the cache of a folder, a file in the user's cache folder. Fewer files are not cached. If two processes write it at once, one of them wins. */
export function openPostCache(folder: string, owner: Owner, minFiles = MIN_FILES): MetadataCache {
  const home = userFolder(owner, 'cache');
  if (!home) return NO_CACHE;
  const root = path.resolve(folder);
  const file = path.join(home, root, 'posts.jsonl');
  return {
    read: () => readCache(file, root),
    write: entries => void (entries.length >= minFiles && writeCache(file, root, entries)),
  };
}

/** Yields the entries below the header, which must name the folder. Stops at the first line that is not an entry. */
export function* readCache(file: string, folder: string): Generator<CacheEntry> {
  const lines = readLines(file);
  if (lines.next().value !== cacheHeader(folder)) return;
  for (const line of lines) {
    const entry = parseEntry(line);
    if (!entry) return;
    yield entry;
  }
}

/** Yields lines on demand. Stops at a line that is too long or has no line feed. */
function* readLines(file: string): Generator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for (const chunk of readChunks(file, {}, MAX_LINE_LENGTH)) {
    if (isReadError(chunk) || rest.length > MAX_LINE_LENGTH) return;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

export const cacheHeader = (folder: string): string => JSON.stringify({ CACHE_VERSION, folder });

// Writes a temporary file and renames it, so that nobody reads half of a cache. After an error there is no cache.
async function writeCache(file: string, folder: string, entries: readonly CacheEntry[]): Promise<void> {
  const temporary = temporaryPath(file);
  try {
    makeFolder(path.dirname(file));
    fs.writeFileSync(temporary, `${cacheHeader(folder)}\n`, { flag: 'wx', mode: 0o600 });
    for (let from = 0; from < entries.length; from += WRITE_BATCH) {
      const lines = entries.slice(from, from + WRITE_BATCH).map(serializeEntry);
      fs.appendFileSync(temporary, lines.map(line => (line.length > MAX_LINE_LENGTH ? '' : `${line}\n`)).join(''));
      await new Promise(setImmediate);
    }
    fs.renameSync(temporary, file);
  } catch {
    removeIfPossible(temporary);
  }
}
