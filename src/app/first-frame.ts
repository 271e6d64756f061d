import type { Library } from '../posts/library.ts';
import { newestFirst } from '../posts/newest-first.ts';
import type { Post } from '../posts/types.ts';
import { allHits, type Search } from '../search/hits.ts';
import type { Size } from '../text/width.ts';
import type { Paint } from '../theme/paint.ts';
import { createInitialState, type InitialState } from './state/initial-state.ts';
import { EMPTY_INDEX, type PostIndex, widestHaikuOf } from './state/post-index.ts';
import { frame } from './view/frame.ts';

const FIRST_SCREEN_POSTS = 64;

/** The output that draws the first frame of the app before Ink is loaded. Keys pressed meanwhile are read later. */
export async function renderFirstFrame(
  library: Library,
  size: Size,
  paint: Paint,
  initialState: InitialState,
): Promise<string> {
  const all = await firstIndex(library);
  // The search is loaded only if something is typed already.
  const index = initialState.query ? { ...all, search: await searchOf(all) } : all;
  const { rows, cursor } = frame(createInitialState(index, size, initialState));
  return `${rows.map(paint).join('\r\n')}\u001b[${(cursor?.y ?? 0) + 1};${(cursor?.x ?? 0) + 1}H`;
}

async function searchOf({ search }: PostIndex): Promise<Search> {
  const { createSearch } = await import('../search/fuzzy-search.ts');
  return createSearch(search('').posts());
}

async function firstIndex(library: Library): Promise<PostIndex> {
  const postIndex = (posts: readonly Post[], loading: PostIndex['loading']): PostIndex => ({
    ...EMPTY_INDEX,
    search: () => allHits(posts),
    count: posts.length,
    widestHaiku: widestHaikuOf(posts),
    loading,
    unread: loading === null ? library.unread() : null,
  });
  const posts: Post[] = [];
  for (const post of library.cached()) {
    if (posts.push(post) === FIRST_SCREEN_POSTS) return postIndex(posts, { done: FIRST_SCREEN_POSTS, files: null });
  }
  if (posts.length > 0) return postIndex(posts, null);
  for await (const { posts, done, files } of library.load()) {
    if (posts.length < FIRST_SCREEN_POSTS && done !== files) continue;
    const ordered = newestFirst(posts).map(number => posts[number] as Post);
    return postIndex(ordered, done === files ? null : { done, files });
  }
  return postIndex([], null);
}
