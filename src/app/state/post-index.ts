import { NO_POSTS } from '../../commands/post-errors.ts';
import type { Post } from '../../posts/library.ts';
import type { Slug } from '../../posts/slug.ts';
import { memoizeWeak } from '../../util/memoize-weak.ts';
import type { PostIndex } from './state.ts';

type Order = { readonly posts: readonly Post[]; readonly ranks: ReadonlyMap<Slug, number> };

/** The posts of a shelf, the newest first, and where each stands. */
const orderOf: (shelf: PostIndex) => Order = memoizeWeak(({ search }) => {
  const all = search('');
  const posts = all.slice(0, all.length).map(({ post }) => post);
  return { posts, ranks: new Map(posts.map(({ slug }, rank) => [slug, rank])) };
});

/** The post of a slug. */
export function postBySlug(shelf: PostIndex, slug: Slug): Post | null {
  const { posts, ranks } = orderOf(shelf);
  return posts[ranks.get(slug) ?? -1] ?? null;
}

/** The post that is so many places older than another, or newer where `by` is negative; null where there is none. */
export function neighborSlug(shelf: PostIndex, slug: Slug, by: number): Slug | null {
  const { posts, ranks } = orderOf(shelf);
  const rank = ranks.get(slug);
  return rank === undefined ? null : (posts[rank + by]?.slug ?? null);
}

/** What is said of a shelf without posts. */
export function emptyMessage({ loading, problem }: PostIndex): string {
  if (loading) return 'reading the posts';
  return problem === null ? NO_POSTS : `post/: ${problem}`;
}
