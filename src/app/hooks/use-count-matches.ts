import { useEffect } from 'react';
import { isCounted } from '../state/reader-search.ts';
import type { AppContext } from './use-app-state.ts';

/**
 * Counts the matches of the reader's search, a few chunks at a time. Each step waits for `setImmediate`, so keys are
 * handled first.
 */
export function useCountMatches({ state: { mode }, dispatch }: AppContext): void {
  const search = mode.kind === 'reading' ? mode.search : null;
  useEffect(() => {
    if (search === null || isCounted(search)) return;
    const next = setImmediate(() => dispatch({ kind: 'count-more' }));
    return () => clearImmediate(next);
  }, [search, dispatch]);
}
