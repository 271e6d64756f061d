import { attempt } from '../util/functions.ts';
import { isText, metadataValues, parseMetadata } from './metadata.ts';
import { pathToSlug } from './slug.ts';
import type { FileStamp, Post } from './types.ts';

/** A file as it was last read. `post` is null if the file is not a post. */
export type CacheEntry = {
  readonly path: string;
  /** In entries made when the program was built, only the size, because an installed file has another time and inode. */
  readonly stamp: FileStamp;
  readonly post: Post | null;
};

/** A cache of entries. Posts come first, newest first, because the first screen needs only a few. */
export type MetadataCache = {
  /** Yields the entries. Returns false if some are missing. */
  readonly read: () => Iterable<CacheEntry, unknown>;
  /** Yields the entries that contain a text of small ASCII letters and digits, in any case. */
  readonly search: (text: string) => Iterable<CacheEntry>;
  /** Returns one of the entries with a post. `chance`: in [0, 1). Null if there is none. */
  readonly pick: (chance: number) => CacheEntry | null;
  /**
   * Checks, some folders per step, whether there is an entry for every file of which the path begins with `below`, in any
   * case: no folder that it can be in has changed since it was listed. Unless `below` is only a path (`isPath`), checks all
   * other folders, too, if there are not very many.
   */
  readonly isComplete: (below: string, isPath: boolean) => Generator<undefined, boolean>;
  /** `folders`: all folders that were listed. None if one of them could not be listed. */
  readonly write: (entries: readonly CacheEntry[], folders: readonly string[]) => void;
};

export const NO_CACHE: MetadataCache = {
  read: () => [],
  search: () => [],
  pick: () => null,
  // biome-ignore lint/correctness/useYield: it has no folder to check.
  *isComplete() {
    return false;
  },
  write: () => {},
};

/** Whether a file with the stamp `now` has not changed since it was cached. */
export const isUnchanged = ({ stamp }: CacheEntry, now: FileStamp | null): boolean =>
  now !== null && stamp.length > 0 && isPrefix(stamp, now);

/** Whether a file has the same stamp as before. */
export const isSameStamp = (before: FileStamp, now: FileStamp): boolean =>
  before.length === now.length && isPrefix(before, now);

/** Whether a stamp has times and inode, unlike that of a shipped post. */
export const isFullStamp = (stamp: FileStamp): boolean => stamp.length > 1;

/** Whether a stamp begins with the numbers of another. */
const isPrefix = (start: FileStamp, stamp: FileStamp): boolean => start.every((part, at) => part === stamp[at]);

/** The resolution of mtime in the coarsest common file system (FAT), in ms. */
export const MTIME_RESOLUTION_MS = 2000;

/** Whether the mtime is old enough that a write after `readAt` (ms since 1970) changes it. */
export const isStable = ({ stamp: [, modifiedAt = Number.NaN] }: CacheEntry, readAt: number): boolean =>
  modifiedAt < readAt - MTIME_RESOLUTION_MS;

/**
 * Formats an entry as a line of JSON: path, stamp, and for a post its slug and its metadata. If the slug is that of the path,
 * the length of the ending replaces it.
 *
 *   ["a-/-b-/-c.md",[57,1605139200000,1605139200000,9],3,["a","b","c"],"A title","2020-11-12",[],false,9,1]
 */
export function serializeEntry({ path, stamp, post }: CacheEntry): string {
  if (!post) return JSON.stringify([path, stamp]);
  const slug = post.slug === pathToSlug(path) ? path.length - post.slug.length : post.slug;
  return JSON.stringify([path, stamp, slug, ...metadataValues(post)]);
}

const isStamp = (value: unknown): value is FileStamp =>
  Array.isArray(value) && value.every(part => typeof part === 'number');

/** Parses a line that {@link serializeEntry} made. Null for any other line. */
export function parseEntry(line: string): CacheEntry | null {
  const data: unknown = attempt(() => JSON.parse(line));
  if (!Array.isArray(data)) return null;
  const [path, stamp, given]: unknown[] = data;
  if (!isText(path) || !isStamp(stamp)) return null;
  if (data.length === 2) return { path, stamp, post: null };
  const slug = typeof given === 'number' ? path.slice(0, path.length - given) : given;
  const metadata = parseMetadata(data.slice(3));
  return isText(slug) && metadata ? { path, stamp, post: { slug, path, ...metadata } } : null;
}
