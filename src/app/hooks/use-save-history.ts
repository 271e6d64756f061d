import { useEffect, useRef } from 'react';
import type { AppContext } from './use-app-state.ts';

/**
 * Saves new commands and bookmarks for later sessions as soon as they are in the state, because the app may be killed at
 * any time.
 */
export function useSaveHistory({ state: { history, bookmarks }, services }: AppContext): void {
  const { saveCommand, saveBookmark } = services;
  const saved = useRef({ history, bookmarks });
  useEffect(() => {
    const last = saved.current;
    saved.current = { history, bookmarks };
    for (const command of history.slice(last.history.length)) saveCommand(command);
    for (const [slug, line] of bookmarks) if (last.bookmarks.get(slug) !== line) saveBookmark(slug, line);
  }, [history, bookmarks, saveCommand, saveBookmark]);
}
