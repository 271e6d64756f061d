import { type Dispatch, useMemo } from 'react';
import type { AppServices } from '../services/types.ts';
import type { Action } from '../state/actions.ts';
import { parseGrepLine } from '../state/command-line.ts';
import type { State } from '../state/state.ts';
import { useWork } from './use-work.ts';

/** Time without typing, in ms, before the text of all posts is searched. */
const GREP_DEBOUNCE_MS = 40;

/** Searches the text of the posts for the `grep` line at the prompt. */
export function useGrep({ mode, postIndex }: State, dispatch: Dispatch<Action>, { search }: AppServices): void {
  const isOver = mode.kind === 'prompt' && mode.menu.kind === 'lines' && mode.menu.status === 'over';
  const command = mode.kind === 'prompt' && !isOver ? mode.line.text : null;
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
  useWork(work, GREP_DEBOUNCE_MS);
}
