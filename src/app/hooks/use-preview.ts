import { useMemo, useRef } from 'react';
import type { Found } from '../state/actions.ts';
import { selectedPost } from '../state/menu.ts';
import { postBySlug } from '../state/post-index.ts';
import { previewLayout } from '../view/preview.ts';
import type { AppContext } from './use-app-state.ts';
import { useCancelableWork } from './use-cancelable-work.ts';

/** Time, in ms, that a row must stay selected before its post is opened beside the menu. */
const PREVIEW_DEBOUNCE_MS = 25;
/** Time, in ms, that the post must be shown before a haiku is searched for in its sentences. */
const SEARCH_DEBOUNCE_MS = 200;
/** A longer post is not searched: its blocks are parsed at once, which would delay a key. */
const MAX_SEARCHED_LENGTH = 200_000;
/** The results are forgotten when there are more. Each keeps the content of a post in memory. */
const MAX_RESULTS = 100;

/** Opens the selected post. If it has no haiku and stays selected, searches for one in its sentences. */
export function usePreview({ state, dispatch, services: { open, findGoodHaiku } }: AppContext): void {
  const { mode, postIndex, preview } = state;
  /** The best haiku of each content that was searched. */
  const searched = useRef(new Map<string, Found | null>()).current;
  const selected = mode.kind === 'prompt' && previewLayout(state, mode) ? selectedPost(mode) : null;
  const { slug = null, path = null } = selected ?? {};
  const work = useMemo(() => {
    // With each new index the file is read again: it may have changed.
    if (slug === null || path === null || postIndex.count === 0) return null;
    return async (stop: AbortSignal): Promise<void> => {
      const part = await open({ slug, path });
      const found = searched.get(part?.post?.content ?? '');
      if (part && !stop.aborted) dispatch({ kind: 'preview', slug, part, found });
    };
  }, [slug, path, postIndex, open, dispatch, searched]);
  useCancelableWork(work, PREVIEW_DEBOUNCE_MS);

  const part = slug !== null && preview?.slug === slug ? preview.unsearched : null;
  const search = useMemo(() => {
    const post = part?.post;
    if (!post || post.content.length > MAX_SEARCHED_LENGTH) return null;
    return async (stop: AbortSignal): Promise<void> => {
      if (postBySlug(postIndex, post.slug)?.haiku !== null) return;
      const found = await findGoodHaiku(post, stop);
      if (stop.aborted) return;
      if (searched.size >= MAX_RESULTS) searched.clear();
      searched.set(post.content, found);
      if (found) dispatch({ kind: 'preview', slug: post.slug, part, found });
    };
  }, [part, postIndex, findGoodHaiku, dispatch, searched]);
  useCancelableWork(search, SEARCH_DEBOUNCE_MS);
}
