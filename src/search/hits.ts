import type { Post } from '../posts/types.ts';

/** A text beside the name of a post that matches: `title`, `tag` (`#tls`), `date`, `folder` or `file`. */
export type MatchedField = {
  readonly kind: 'title' | 'tag' | 'date' | 'folder' | 'file';
  readonly text: string;
  /** Offsets into the text that were typed, ascending. */
  readonly matched: readonly number[];
};

/**
 * A post that matches a query. `matched` are offsets into {@link searchedText} that were typed, ascending. `fields` has
 * what matches outside of that text.
 */
export type Hit = {
  readonly post: Post;
  readonly matched: readonly number[];
  readonly fields: readonly MatchedField[];
};

/** The hits of a query, best first, by rank from 0. A hit is created on demand. */
export type Hits = {
  readonly length: number;
  readonly at: (rank: number) => Hit | undefined;
  readonly slice: (from: number, to: number) => readonly Hit[];
  /** All posts, without what matches in them, which takes longer. */
  readonly posts: () => readonly Post[];
};

/** Finds the posts that match a query. If the query is empty, returns all posts in order. */
export type Search = (query: string) => Hits;

/** Returns the text of a post that is searched and highlighted: its haiku, `a shell I once loved / …`, or else its title. */
export const searchedText = ({ haiku, title }: Post): string => haiku?.join(' / ') ?? title;

export const createHits = (
  length: number,
  postAt: (rank: number) => Post,
  hitAt: (rank: number) => Hit = rank => ({ post: postAt(rank), matched: [], fields: [] }),
): Hits => ({
  length,
  at: rank => (rank >= 0 && rank < length ? hitAt(rank) : undefined),
  slice: (from, to) =>
    Array.from({ length: Math.max(0, Math.min(length, to) - from) }, (_, index) => hitAt(from + index)),
  posts: () => Array.from({ length }, (_, rank) => postAt(rank)),
});

/** Returns the hits of an empty query. `order` lists numbers of posts. Posts that are not in it come last. */
export const allHits = (posts: readonly Post[], order: Int32Array | null = null): Hits =>
  createHits(posts.length, rank => posts[order?.[rank] ?? rank] as Post);

export const NO_HITS = allHits([]);
