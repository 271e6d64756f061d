import { useMemo } from 'react';
import { selectedPost } from '../state/menu.ts';
import { previewLayout } from '../view/preview.ts';
import type { AppContext } from './use-app-state.ts';
import { useCancelableWork } from './use-cancelable-work.ts';

/** Time, in ms, that a row must stay selected before its post is opened beside the menu. */
const PREVIEW_DEBOUNCE_MS = 25;

export function usePreview({ state, dispatch, services: { open } }: AppContext): void {
  const { mode, postIndex } = state;
  const selected = mode.kind === 'prompt' && previewLayout(state, mode) ? selectedPost(mode) : null;
  const { slug = null, path = null } = selected ?? {};
  const work = useMemo(() => {
    // With each new index the file is read again: it may have changed.
    if (slug === null || path === null || postIndex.count === 0) return null;
    return async (stop: AbortSignal): Promise<void> => {
      const part = await open({ slug, path });
      if (part && !stop.aborted) dispatch({ kind: 'preview', slug, part });
    };
  }, [slug, path, postIndex, open, dispatch]);
  useCancelableWork(work, PREVIEW_DEBOUNCE_MS);
}
