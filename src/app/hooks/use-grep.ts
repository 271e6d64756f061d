import { useMemo } from 'react';
import { parseGrepLine } from '../state/cat-and-grep-lines.ts';
import type { AppContext } from './use-app-state.ts';
import { useCancelableWork } from './use-cancelable-work.ts';

/** Time without typing, in ms, before the text of all posts is searched. */
const GREP_DEBOUNCE_MS = 40;

export function useGrep({ state: { mode, postIndex }, dispatch, services: { search } }: AppContext): void {
  const menu = mode.kind === 'prompt' && mode.menu.kind === 'lines' ? mode.menu : null;
  // The list that a reader comes back to is not searched again, unless files have changed.
  const isComplete = menu?.status === 'over' || menu?.searched === postIndex;
  const command = mode.kind === 'prompt' && menu && !isComplete ? mode.line.text : null;
  const work = useMemo(() => {
    const query = command === null ? null : parseGrepLine(command);
    if (command === null || query === null || query.pattern.text === '' || postIndex.count === 0) return null;
    return async (stop: AbortSignal): Promise<void> => {
      let isFirst = true;
      for await (const batch of search(query, stop)) {
        if (stop.aborted) return;
        // An empty batch changes nothing, unless it is the last.
        if (batch.hits.length === 0 && !batch.isDone && batch.problem === null) continue;
        dispatch({ kind: 'grep-batch', command, isFirst, ...batch });
        isFirst = false;
      }
    };
  }, [command, postIndex, search, dispatch]);
  useCancelableWork(work, GREP_DEBOUNCE_MS);
}
