import type { Post } from '../../src/post/library.ts';
import { searcher } from '../../src/search/fuzzy.ts';
import type { Shelf } from '../../src/session/state.ts';

/** Some posts as a session has them when all are loaded. */
export const shelfOf = (posts: readonly Post[]): Shelf => ({
  search: searcher(posts),
  count: posts.length,
  loading: null,
});
