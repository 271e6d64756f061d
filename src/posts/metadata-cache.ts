import type { Post, Stamp } from './library.ts';
import { described, isCount, metadataIn } from './metadata.ts';
import { slugOfPath } from './slug.ts';

/** What a file held when it was last read: a post, or null where it is none. */
export type Remembered = {
  readonly path: string;
  /** The file's stamp then; its time is null where any will do, and the stamp where the file told none. */
  readonly stamp: { readonly size: number; readonly modified: number | null } | null;
  readonly post: Post | null;
};

/** What is known of a folder's files from an earlier time. Never more than a hint: files change. */
export type Memory = {
  /** The posts come first, the newest before the others. */
  readonly recall: () => Iterable<Remembered>;
  /** Replaces all that is remembered; in the same order. */
  readonly keep: (all: readonly Remembered[]) => void;
};

export const noMemory: Memory = { recall: () => [], keep: () => {} };

/** Whether a file is what it was, as far as its size and its time tell. */
export const isUnchanged = ({ stamp }: Remembered, now: Stamp | null): boolean =>
  stamp !== null && stamp.size === now?.size && (stamp.modified ?? now.modified) === now.modified;

/** A file that was written to this recently, in ms, may be written to again and show the same time. */
const tick = 2000;

/**
 * Whether a file that was read at a time, in ms since 1970, or later, shows another time if it was written to after it
 * was read. Where any time would do, it may have been written to before.
 */
export const isSettled = ({ stamp }: Remembered, read: number): boolean =>
  typeof stamp?.modified === 'number' && stamp.modified < read - tick;

/** The same again, but in 24 bytes a file beside the posts: each is made anew when it is asked for. */
export function packed(all: readonly Remembered[]): Iterable<Remembered> {
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
export function lineOf({ path, stamp, post }: Remembered): string {
  const file = [path, stamp?.size ?? -1, stamp?.modified ?? null];
  if (!post) return JSON.stringify(file);
  const named = post.slug === slugOfPath(path) ? 0 : post.slug;
  return JSON.stringify([...file, named, ...Object.values(metadataIn(post))]);
}

/** The inverse of {@link lineOf}; null for any other line. */
export function rememberedOf(line: string): Remembered | null {
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
  const slug = named === 0 ? slugOfPath(path) : named;
  const post = typeof slug === 'string' ? described(slug, path, values) : null;
  return post && { ...file, post };
}
