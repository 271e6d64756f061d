import type { Post } from '../posts/types.ts';

/** A post that matches a query. `matched`: the offsets of the matched letters in {@link searchedText}, ascending. */
export type Hit = { readonly post: Post; readonly matched: readonly number[] };

/** The hits of a query, best first, by rank from 0. A hit is created on demand. */
export type Hits = {
  readonly length: number;
  readonly at: (rank: number) => Hit | undefined;
  readonly slice: (from: number, to: number) => readonly Hit[];
};

/** Finds the posts that match a query. If the query is empty, returns all posts in order. */
export type Search = (query: string) => Hits;

/** Returns the text of a post that is searched and highlighted: its haiku, `a shell I once loved / …`, or else its title. */
export const searchedText = ({ haiku, title }: Post): string => haiku?.join(' / ') ?? title;

export const createHits = (length: number, hitAt: (rank: number) => Hit): Hits => ({
  length,
  at: rank => (rank >= 0 && rank < length ? hitAt(rank) : undefined),
  slice: (from, to) =>
    Array.from({ length: Math.max(0, Math.min(length, to) - from) }, (_, index) => hitAt(from + index)),
});

/** Returns the hits of an empty query. `order` lists numbers of posts. Posts that are not in it come last. */
export const allHits = (posts: readonly Post[], order: Int32Array | null = null): Hits =>
  createHits(posts.length, rank => ({ post: posts[order?.[rank] ?? rank] as Post, matched: [] }));

export const NO_HITS = allHits([]);
