import { trusted } from '../../text/sanitize.ts';
import { selectScrollbackView } from './reader-position.ts';
import { compileSearch, scrollToMatch, searchNext, startSearch } from './reader-search.ts';
import type { ReaderMode, ReaderSearch, State } from './state.ts';
import { notify } from './state.ts';

const NOTHING_TO_REPEAT = trusted('nothing to repeat. Press / to search');

/** Goes to a match of the search or, if it was cleared, of the last one: like less also of one in another post. */
export function searchAgain(state: State, mode: ReaderMode, sense: 1 | -1, count?: number): State {
  const search = mode.search ?? lastSearch(state, mode);
  if (!search) return notify(state, NOTHING_TO_REPEAT);
  return scrollToMatch(state, mode, searchNext(selectScrollbackView(state), mode.top, search, sense, count));
}

export function toggleHighlights(state: State, mode: ReaderMode): State {
  const search = mode.search ? null : lastSearch(state, mode);
  return mode.search || search ? { ...state, mode: { ...mode, search } } : notify(state, NOTHING_TO_REPEAT);
}

function lastSearch(state: State, mode: ReaderMode): ReaderSearch | null {
  const pattern = state.searchHistory.at(-1);
  if (pattern === undefined) return null;
  const expression = compileSearch(pattern);
  if ('problem' in expression) return null;
  const query = { pattern, expression, direction: 1 as const };
  return { ...startSearch(selectScrollbackView(state), mode.top, query), pendingSteps: null };
}
