import fs from 'node:fs';
import path from 'node:path';
import { foldName } from '../posts/file-names.ts';
import {
  type CacheEntry,
  isFullStamp,
  type MetadataCache,
  MTIME_RESOLUTION_MS,
  NO_CACHE,
  parseEntry,
  serializeEntry,
} from '../posts/metadata-cache.ts';
import { isReadError } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';
import { makeFolder, readChunks, readFile, removeIfPossible, shortStamp, temporaryPath } from './files.ts';
import { type Owner, userFolder } from './user-folder.ts';

/** A folder with fewer files loads as fast without a cache. */
const MIN_FILES = 100;
/** Must be raised when the metadata of a post, or how it is found, changes. */
const CACHE_VERSION = 7;
/** The number of entries to write before other work may run. */
const WRITE_BATCH = 2000;
/** In UTF-16 units. A longer entry is not written, and reading stops at a longer line. */
const MAX_LINE_LENGTH = 65_536;

/** A larger cache is read only entry by entry. In bytes. */
const MAX_WHOLE = 268_435_456;
/** The line before the list of folders: for each its path, NUL, its stamp, NUL. No entry is such a line. */
const FOLDERS = '\n"folders"\n';
/** Its rules decide which files are listed. */
const GITIGNORE = '.gitignore';
const FOLDERS_PER_STEP = 128;
/** With more, a name is looked for only in folders that begin with it. Asking for the stamps of 4,096 takes 10 ms. */
const MAX_OTHER_FOLDERS = 4096;

/**
 * Opens the cache of a folder, a file in the user's cache folder. If two processes write it at once, one of them wins.
 * `openedAt`: in ms since 1970. Folders that changed later, or just before, are not listed. Fewer files are not cached.
 */
export function openPostCache(
  folder: string,
  owner: Owner,
  openedAt = Date.now(),
  minFiles = MIN_FILES,
): MetadataCache {
  const home = userFolder(owner, 'cache');
  if (!home) return NO_CACHE;
  const root = path.resolve(folder);
  const file = path.join(home, root, 'posts.jsonl');
  let whole: readonly [string, string] | null = null;
  const parts = (): readonly [string, string] => (whole ??= readWhole(file, root));
  return {
    read: () => readCache(file, root),
    search: text => searchLines(parts()[0], text),
    pick: chance => pickLine(parts()[0], chance),
    isComplete: (below, isPath) => areUnchanged(root, parts()[1], below, isPath),
    write: (entries, folders) =>
      void (entries.length >= minFiles && writeCache(file, root, entries, folders, openedAt)),
  };
}

/** Returns the lines of the entries, and the list of folders. Both are empty if there is no list, or NULs are in the lines. */
function readWhole(file: string, folder: string): readonly [string, string] {
  const bytes = readFile(file, { limit: MAX_WHOLE });
  if (isReadError(bytes)) return ['', ''];
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = `${cacheHeader(folder)}\n`;
  const start = Buffer.byteLength(head);
  const end = whole.indexOf(FOLDERS);
  const isDamaged = end === -1 || whole.lastIndexOf(0, end) !== -1;
  if (isDamaged || whole.toString('utf8', 0, start) !== head) return ['', ''];
  return [whole.toString('utf8', start, end + 1), whole.toString('utf8', end + FOLDERS.length)];
}

function* searchLines(lines: string, text: string): Generator<CacheEntry> {
  const pattern = new RegExp(text === '' ? '^(?=.)' : text, 'gim');
  for (let found = pattern.exec(lines); found; found = pattern.exec(lines)) {
    const end = lines.indexOf('\n', found.index);
    const entry = parseEntry(lines.slice(lines.lastIndexOf('\n', found.index) + 1, end));
    if (entry && isFullStamp(entry.stamp)) yield entry;
    pattern.lastIndex = end + 1;
  }
}

/** Returns the entry of one of the lines with a post. They end with a number, and the others with a stamp. */
function pickLine(lines: string, chance: number): CacheEntry | null {
  const posts = lines.split('\n').filter(line => line !== '' && !line.endsWith(']]'));
  const entry = parseEntry(posts[Math.floor(posts.length * chance)] ?? '');
  return entry && isFullStamp(entry.stamp) ? entry : null;
}

/** Whether the listed folders have not changed. See {@link MetadataCache.isComplete}. */
function* areUnchanged(root: string, list: string, below: string, isPath: boolean): Generator<undefined, boolean> {
  const parts = list.split('\0');
  const start = isPath || parts.length > 2 * MAX_OTHER_FOLDERS ? foldName(below) : '';
  for (let from = 0; from < parts.length; from += 2 * FOLDERS_PER_STEP) {
    if (!isPartUnchanged(root, parts.slice(from, from + 2 * FOLDERS_PER_STEP), start)) return false;
    yield;
  }
  return parts[0] === GITIGNORE;
}

// Not in the generator, where V8 optimizes a loop less.
function isPartUnchanged(root: string, parts: readonly string[], start: string): boolean {
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const folder = parts[at] as string;
    const name = start === '' || folder === '' || folder === GITIGNORE ? '' : `${foldName(folder)}/`;
    if (!name.startsWith(start) && !start.startsWith(name)) continue;
    if (attempt(() => shortStamp(`${root}/${folder}`)) !== Number(parts[at + 1])) return false;
  }
  return true;
}

/**
 * Yields the entries below the header, which must name the folder. Stops at the first line that is not an entry, and returns
 * whether that is the one before the list of folders. Only entries of the shipped posts, whose folder is '', may have a stamp
 * of a size alone.
 */
export function* readCache(file: string, folder: string): Generator<CacheEntry, boolean> {
  const lines = readLines(file);
  if (lines.next().value !== cacheHeader(folder)) return false;
  for (const line of lines) {
    const entry = parseEntry(line);
    if (!entry || (folder !== '' && !isFullStamp(entry.stamp))) return line === FOLDERS.trim();
    yield entry;
  }
  return false;
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
async function writeCache(
  file: string,
  folder: string,
  entries: readonly CacheEntry[],
  folders: readonly string[],
  openedAt: number,
): Promise<void> {
  let isWhole = folders.length > 0;
  const temporary = temporaryPath(file);
  try {
    makeFolder(path.dirname(file));
    fs.writeFileSync(temporary, `${cacheHeader(folder)}\n`, { flag: 'wx', mode: 0o600 });
    for (let from = 0; from < entries.length; from += WRITE_BATCH) {
      const lines = entries.slice(from, from + WRITE_BATCH).map(serializeEntry);
      const short = lines.filter(line => line.length <= MAX_LINE_LENGTH);
      isWhole &&= short.length === lines.length;
      fs.appendFileSync(temporary, short.map(line => `${line}\n`).join(''));
      await new Promise(setImmediate);
    }
    if (isWhole) fs.appendFileSync(temporary, await listFolders(folder, folders, openedAt));
    fs.renameSync(temporary, file);
  } catch {
    removeIfPossible(temporary);
  }
}

/** Returns the list of folders for a cache. Empty if a folder may have changed since it was listed. */
async function listFolders(root: string, folders: readonly string[], openedAt: number): Promise<Buffer> {
  // As bytes, because a long text that grows keeps all its parts.
  const parts: Buffer[] = [];
  let part = FOLDERS.slice(1);
  for (const [at, folder] of [GITIGNORE, ...folders].entries()) {
    const stamp = shortStamp(`${root}/${folder}`, openedAt - MTIME_RESOLUTION_MS);
    if (stamp === null) return Buffer.alloc(0);
    part += `${folder}\0${stamp}\0`;
    if (at % WRITE_BATCH !== 0) continue;
    parts.push(Buffer.from(part));
    part = '';
    await new Promise(setImmediate);
  }
  return Buffer.concat([...parts, Buffer.from(part)]);
}
