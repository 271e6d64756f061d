import { NO_POSTS } from '../../commands/post-errors.ts';
import type { Slug } from '../../posts/slug.ts';
import type { Post } from '../../posts/types.ts';
import { memoizeWeak } from '../../util/memoize.ts';
import type { PostIndex } from './types.ts';

type Order = { readonly posts: readonly Post[]; readonly ranks: ReadonlyMap<Slug, number> };

/** The posts of a postIndex, the newest first, and where each stands. */
const orderOf: (postIndex: PostIndex) => Order = memoizeWeak(({ search }) => {
  const all = search('');
  const posts = all.slice(0, all.length).map(({ post }) => post);
  return { posts, ranks: new Map(posts.map(({ slug }, rank) => [slug, rank])) };
});

/** The post of a slug. */
export function postBySlug(postIndex: PostIndex, slug: Slug): Post | null {
  const { posts, ranks } = orderOf(postIndex);
  return posts[ranks.get(slug) ?? -1] ?? null;
}

/** The post that is so many places older than another, or newer where `by` is negative; null where there is none. */
export function neighborSlug(postIndex: PostIndex, slug: Slug, by: number): Slug | null {
  const { posts, ranks } = orderOf(postIndex);
  const rank = ranks.get(slug);
  return rank === undefined ? null : (posts[rank + by]?.slug ?? null);
}

/** What is said of a postIndex without posts. */
export function emptyMessage({ loading, problem }: PostIndex): string {
  if (loading) return 'reading the posts';
  return problem === null ? NO_POSTS : `post/: ${problem}`;
}
