import { isCount, metadataFromValues, pickMetadata } from './metadata.ts';
import { pathToSlug } from './slug.ts';
import type { FileStamp, Post } from './types.ts';

/** What a file held when it was last read: a post, or null where it is none. */
export type CacheEntry = {
  readonly path: string;
  /** The file's stamp then; its time is null where any will do, and the stamp where the file told none. */
  readonly stamp: { readonly size: number; readonly modified: number | null } | null;
  readonly post: Post | null;
};

/** What is known of a folder's files from an earlier time. Never more than a hint: files change. */
export type MetadataCache = {
  /** The posts come first, the newest before the others. */
  readonly read: () => Iterable<CacheEntry>;
  /** Replaces all that is remembered; in the same order. */
  readonly write: (all: readonly CacheEntry[]) => void;
};

export const NO_CACHE: MetadataCache = { read: () => [], write: () => {} };

/** Whether a file is what it was, as far as its size and its time tell. */
export const isUnchanged = ({ stamp }: CacheEntry, now: FileStamp | null): boolean =>
  stamp !== null && stamp.size === now?.size && (stamp.modified ?? now.modified) === now.modified;

/** A file that was written to this recently, in ms, may be written to again and show the same time. */
const MTIME_RESOLUTION_MS = 2000;

/**
 * Whether a file that was read at a time, in ms since 1970, or later, shows another time if it was written to after it
 * was read. Where any time would do, it may have been written to before.
 */
export const isStable = ({ stamp }: CacheEntry, read: number): boolean =>
  typeof stamp?.modified === 'number' && stamp.modified < read - MTIME_RESOLUTION_MS;

/** The same again, but in 24 bytes a file beside the posts: each is made anew when it is asked for. */
export function packEntries(all: readonly CacheEntry[]): Iterable<CacheEntry> {
  const files = all.map(({ path, post }) => post ?? path);
  const sizes = Float64Array.from(all, ({ stamp }) => stamp?.size ?? Number.NaN);
  const times = Float64Array.from(all, ({ stamp }) => stamp?.modified ?? Number.NaN);
  return {
    *[Symbol.iterator]() {
      for (const [at, file] of files.entries()) {
        const stamp = { size: sizes[at] as number, modified: times[at] as number };
        yield typeof file === 'string' ? { path: file, stamp, post: null } : { path: file.path, stamp, post: file };
      }
    },
  };
}

/** The numbers of the posts, the newest first and the undated last; those of one day by slug. */
export function newestFirst(posts: readonly Post[]): readonly number[] {
  // By the day first: sorting 100,000 posts by what two of them say of each other takes ten times as long.
  const days = new Map<string, number[]>();
  for (const [number, { date }] of posts.entries()) {
    const day = days.get(date ?? '');
    if (day) day.push(number);
    else days.set(date ?? '', [number]);
  }
  const slug = (number: number): string => posts[number]?.slug ?? '';
  return [...days.keys()]
    .sort()
    .reverse()
    .flatMap(day => (days.get(day) ?? []).sort((a, b) => (slug(a) < slug(b) ? -1 : slug(a) > slug(b) ? 1 : a - b)));
}

/**
 * What is remembered of a file as a line of JSON: its path, size and time, and of a post its slug (0 where the path
 * spells it) and its metadata.
 *
 *   ["a-/-b-/-c.md",57,1605139200000,0,["a","b","c"],"A title","2020-11-12",9,1]      ["picture.png",9,1605139200000]
 */
export function serializeEntry({ path, stamp, post }: CacheEntry): string {
  const file = [path, stamp?.size ?? -1, stamp?.modified ?? null];
  if (!post) return JSON.stringify(file);
  const named = post.slug === pathToSlug(path) ? 0 : post.slug;
  return JSON.stringify([...file, named, ...Object.values(pickMetadata(post))]);
}

/** The inverse of {@link serializeEntry}; null for any other line. */
export function parseEntry(line: string): CacheEntry | null {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(data)) return null;
  const [path, size, modified, named, ...values]: unknown[] = data;
  if (typeof path !== 'string' || !isCount(size) || !(modified === null || isCount(modified))) return null;
  const file = { path, stamp: { size, modified } };
  if (data.length === 3) return { ...file, post: null };
  const slug = named === 0 ? pathToSlug(path) : named;
  const post = typeof slug === 'string' ? metadataFromValues(slug, path, values) : null;
  return post && { ...file, post };
}
