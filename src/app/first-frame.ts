import type { Library, Post } from '../posts/library.ts';
import { newestFirst } from '../posts/metadata-cache.ts';
import { allHits } from '../search/hits.ts';
import type { Paint } from '../theme/paint.ts';
import { createInitialState, type InitialState } from './state/initial-state.ts';
import type { PostIndex, Size } from './state/state.ts';
import { frame } from './view/frame.ts';

/** Posts of a first screen. */
const screenful = 64;

/**
 * The first screen of a session, as the bytes that draw it: what there is to choose from, before anything is loaded
 * that could take a key. The keys struck meanwhile are read when there is.
 */
export async function renderFirstFrame(
  library: Library,
  size: Size,
  paint: Paint,
  beginnings: InitialState,
): Promise<string> {
  const { rows, cursor } = frame(createInitialState(await firstIndex(library), size, beginnings));
  return `${rows.map(paint).join('\r\n')}\u001b[${(cursor?.y ?? 0) + 1};${(cursor?.x ?? 0) + 1}H`;
}

async function firstIndex(library: Library): Promise<PostIndex> {
  const shelf = (posts: readonly Post[], loading: PostIndex['loading']): PostIndex => ({
    search: () => allHits(posts),
    count: posts.length,
    loading,
    problem: null,
  });
  const posts: Post[] = [];
  for (const post of library.cached()) {
    if (posts.push(post) === screenful) return shelf(posts, { done: screenful, files: null });
  }
  if (posts.length > 0) return shelf(posts, null);
  for await (const { posts, done, files } of library.load()) {
    if (posts.length < screenful && done !== files) continue;
    const ordered = newestFirst(posts).map(number => posts[number] as Post);
    return shelf(ordered, done === files ? null : { done, files });
  }
  return shelf([], null);
}
