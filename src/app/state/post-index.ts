import type { Slug } from '../../posts/slug.ts';
import type { Post } from '../../posts/types.ts';
import { NO_HITS, type Search } from '../../search/hits.ts';
import { width } from '../../text/width.ts';
import { memoizeWeak } from '../../util/functions.ts';

export type PostIndex = {
  readonly search: Search;
  readonly count: number;
  /** The columns of the widest haiku in one row. */
  readonly widestHaiku: number;
  /** Files read so far, of a total that is null until all are listed; null when loading is done. */
  readonly loading: { readonly done: number; readonly files: number | null } | null;
  readonly problem: string | null;
  /** Which files of the folder are not read, in words. */
  readonly unread: string | null;
};

export const EMPTY_INDEX: PostIndex = {
  search: () => NO_HITS,
  count: 0,
  widestHaiku: 0,
  loading: null,
  problem: null,
  unread: null,
};

export const widestHaikuOf = (posts: readonly Post[]): number =>
  posts.reduce((widest, { haiku }) => Math.max(widest, haiku ? width(haiku.join(' / ')) : 0), 0);

/** Whether posts have dates. Looks at many, because while they load the newest need not come first. */
export const haveDates = memoizeWeak(({ search }: PostIndex) =>
  search('')
    .slice(0, 100)
    .some(({ post }) => post.date !== null),
);

/** The posts, newest first, and the rank of each slug. */
const ranked = memoizeWeak(({ search }: PostIndex) => {
  const posts = search('').posts();
  return { posts, ranks: new Map(posts.map(({ slug }, rank) => [slug, rank])) };
});

/** All posts, newest first. */
export const postsOf = (postIndex: PostIndex): readonly Post[] => ranked(postIndex).posts;

/** Returns the post `by` places older than the post with a slug, or newer if negative. Null if there is none. */
export function postBySlug(postIndex: PostIndex, slug: Slug, by = 0): Post | null {
  const { posts, ranks } = ranked(postIndex);
  const rank = ranks.get(slug);
  return rank === undefined ? null : (posts[rank + by] ?? null);
}
