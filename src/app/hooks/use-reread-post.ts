import { useMemo } from 'react';
import { postAt } from '../state/reader-position.ts';
import type { AppContext } from './use-app-state.ts';
import { useCancelableWork } from './use-cancelable-work.ts';

/** Rereads the post at the top of the screen when its file changes, which is noticed sooner than a change of all posts. */
export function useRereadPost({ state, dispatch, services: { open, watch } }: AppContext): void {
  const { mode, request } = state;
  const post = mode.kind === 'reading' && request?.kind !== 'edit-post' ? postAt(state, mode)?.post : undefined;
  const { slug = null, path = null } = post ?? {};
  const work = useMemo(() => {
    if (slug === null || path === null) return null;
    return async (stop: AbortSignal): Promise<void> => {
      const reread = async (changes: AsyncIterable<unknown>): Promise<void> => {
        for await (const _ of changes) {
          const part = await open({ slug, path });
          if (!stop.aborted) dispatch({ kind: 'reread', slug, part });
        }
      };
      await Promise.all(watch({ slug, path }, stop).map(reread));
    };
  }, [slug, path, open, watch, dispatch]);
  useCancelableWork(work);
}
