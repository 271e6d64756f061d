import { useMemo } from 'react';
import { postBySlug } from '../state/neighbor-post.ts';
import { selectedPost } from '../state/prompt.ts';
import { previewLayout } from '../view/prompt.ts';
import type { AppContext } from './use-app-state.ts';
import { useWork } from './use-work.ts';

/** Time, in ms, that a row must stay selected before its post is opened beside the menu. */
const PREVIEW_DEBOUNCE_MS = 25;

export function usePreview({ state, dispatch, services: { open } }: AppContext): void {
  const { mode, postIndex } = state;
  const selected = mode.kind === 'prompt' && previewLayout(state, mode) ? selectedPost(mode) : null;
  const { slug = null, path: selectedPath } = selected ?? {};
  const work = useMemo(() => {
    if (slug === null) return null;
    return async (stop: AbortSignal): Promise<void> => {
      const path = selectedPath ?? postBySlug(postIndex, slug)?.path;
      const part = path === undefined ? null : await open({ slug, path });
      if (part && !stop.aborted) dispatch({ kind: 'preview', slug, part });
    };
  }, [slug, selectedPath, postIndex, open, dispatch]);
  useWork(work, PREVIEW_DEBOUNCE_MS);
}
