import { NO_POSTS } from '../../commands/post-errors.ts';
import type { Slug } from '../../posts/slug.ts';
import type { Post } from '../../posts/types.ts';
import { memoizeWeak } from '../../util/memoize.ts';
import type { PostIndex } from './types.ts';

type Order = { readonly posts: readonly Post[]; readonly ranks: ReadonlyMap<Slug, number> };

/** The posts, newest first, and the rank of each slug. */
const orderedPosts: (postIndex: PostIndex) => Order = memoizeWeak(({ search }) => {
  const all = search('');
  const posts = all.slice(0, all.length).map(({ post }) => post);
  return { posts, ranks: new Map(posts.map(({ slug }, rank) => [slug, rank])) };
});

/** The post with a slug; null where there is none. */
export function postBySlug(postIndex: PostIndex, slug: Slug): Post | null {
  const { posts, ranks } = orderedPosts(postIndex);
  return posts[ranks.get(slug) ?? -1] ?? null;
}

/** The slug of the post that is `by` places older, or newer if negative; null where there is none. */
export function neighborSlug(postIndex: PostIndex, slug: Slug, by: number): Slug | null {
  const { posts, ranks } = orderedPosts(postIndex);
  const rank = ranks.get(slug);
  return rank === undefined ? null : (posts[rank + by]?.slug ?? null);
}

/** Why there are no posts. */
export function emptyMessage({ loading, problem }: PostIndex): string {
  if (loading) return 'loading the posts';
  return problem === null ? NO_POSTS : `post/: ${problem}`;
}
