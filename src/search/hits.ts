import type { Post } from '../posts/types.ts';

/** A post that a query found. `matched` are offsets into {@link searchedText}, ascending, of what the reader typed. */
export type Hit = { readonly post: Post; readonly matched: readonly number[] };

/** What a query found, best first. A hit is made when it is asked for; `slice` takes ranks from 0 on, `to` excluded. */
export type Hits = {
  readonly length: number;
  readonly at: (rank: number) => Hit | undefined;
  readonly slice: (from: number, to: number) => readonly Hit[];
};

/** Finds posts by a query typed so far; every post, in the order given, for an empty one. */
export type Search = (query: string) => Hits;

/** What a search shows and highlights of a post: `a shell I once loved / we … / no rollback existed`. */
export const searchedText = (post: Post): string => post.haiku.join(' / ');

/** What is found where nothing is looked for. */
export const NO_HITS: Hits = { length: 0, at: () => undefined, slice: () => [] };

/** So many hits, each made when it is asked for. */
export function createHits(length: number, hitAt: (rank: number) => Hit): Hits {
  const isRank = (rank: number): boolean => Number.isInteger(rank) && rank >= 0 && rank < length;
  return {
    length,
    at: rank => (isRank(rank) ? hitAt(rank) : undefined),
    slice: (from, to) => {
      const [first, end] = [Math.max(0, from), Math.min(length, to)];
      return Array.from({ length: Math.max(0, end - first) }, (_, at) => hitAt(first + at));
    },
  };
}

/** All of some posts, in the order of these numbers; those that are not numbered after them, as they are given. */
export const allHits = (posts: readonly Post[], order: Int32Array | null = null): Hits =>
  createHits(posts.length, rank => ({ post: posts[order?.[rank] ?? rank] as Post, matched: [] }));
