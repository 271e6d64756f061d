import { useMemo } from 'react';
import { postsOf } from '../state/post-index.ts';
import type { AppContext } from './use-app-state.ts';
import { useCancelableWork } from './use-cancelable-work.ts';

/** Time without typing, in ms, before the text of the posts is searched: of many posts only when the typing has paused. */
const [TEXT_DEBOUNCE_MS, LONG_DEBOUNCE_MS] = [60, 250] as const;
const MANY_POSTS = 1000;

/** Searches the text of the posts that are not in the menu, newest first. */
export function useTextSearch({ state, dispatch, services: { searchText } }: AppContext): void {
  const { mode, postIndex, size } = state;
  const menu = mode.kind === 'prompt' && mode.menu.kind === 'posts' && !mode.menu.text.isDone ? mode.menu : null;
  const query = postIndex.loading === null && postIndex.count > 0 ? (menu?.text.query ?? null) : null;
  const above = menu?.hits ?? null;
  const { rows } = size;
  const work = useMemo(() => {
    if (query === null || above === null) return null;
    return async (stop: AbortSignal): Promise<void> => {
      const listed = new Set(above.posts());
      const posts = postsOf(postIndex).filter(post => !listed.has(post));
      for await (const batch of searchText(query, posts, rows, stop)) {
        if (stop.aborted) return;
        dispatch({ kind: 'text-batch', query, ...batch });
      }
    };
  }, [query, above, postIndex, rows, searchText, dispatch]);
  useCancelableWork(work, postIndex.count < MANY_POSTS ? TEXT_DEBOUNCE_MS : LONG_DEBOUNCE_MS);
}
