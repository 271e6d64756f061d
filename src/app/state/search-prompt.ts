import { isCutAfter } from '../../layout/layout.ts';
import { hasTimedOut } from '../../search/regex-timeout.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import type { Action } from './actions.ts';
import { appendLine, editLine, recallLine } from './line-editor.ts';
import {
  compileSearch,
  countMore,
  isCounted,
  isOnScreen,
  matches,
  positionOfMatch,
  type ReaderSearch,
  searchNext,
  startSearch,
} from './reader-search.ts';
import { linesOfChunk, moveBy, viewRows } from './scrollback.ts';
import type { ReaderMode, SearchPrompt, State } from './state.ts';
import { notify, scrollTo, selectScrollbackView } from './transitions.ts';

export function reduceSearchPrompt(state: State, mode: ReaderMode, searchPrompt: SearchPrompt, action: Action): State {
  const { line, direction, from: before } = searchPrompt;
  switch (action.kind) {
    case 'type':
    case 'edit': {
      // As in less, Backspace on an empty line cancels.
      if (line.text === '' && action.kind === 'edit' && action.edit === 'backward-delete-char')
        return { ...state, mode: before };
      const edited = { ...searchPrompt, line: editLine(line, action) };
      const isSame = edited.line.text === line.text;
      return isSame ? { ...state, mode: { ...mode, searchPrompt: edited } } : updateSearch(state, edited);
    }
    case 'enter':
      if (line.text === '' && before.search) {
        const after = { ...state, mode: before };
        const next = searchNext(selectScrollbackView(after), before.top, { ...before.search, direction }, 1);
        return scrollToMatch(after, before, next);
      }
      // Stays on an invalid pattern, so that it can be corrected.
      if (line.text !== '' && !mode.search) return updateSearch(state, searchPrompt);
      return withSearchNotice(
        { ...state, searchHistory: appendLine(state.searchHistory, line.text) },
        { ...mode, searchPrompt: null },
      );
    case 'select':
      if (typeof action.by !== 'number') return state;
      return updateSearch(state, { ...searchPrompt, ...recallLine(state.searchHistory, searchPrompt, action.by) });
    case 'escape':
      return { ...state, mode: before };
    default:
      return state;
  }
}

/** Searches for the typed pattern, from the top row before the search. */
function updateSearch(state: State, searchPrompt: SearchPrompt): State {
  const { line, direction, from } = searchPrompt;
  const mode: ReaderMode = { ...from, search: null, searchPrompt };
  const after = { ...state, mode };
  if (line.text === '') return after;
  const expression = compileSearch(line.text);
  if ('problem' in expression) return notify(after, sanitize(`invalid pattern: ${expression.problem}`, 'name'));
  const search = { pattern: line.text, expression, direction };
  return scrollToMatch(after, mode, startSearch(selectScrollbackView(after), mode.top, search));
}

/** Scrolls to the current match, a third of the way down, unless it is on the screen. */
export function scrollToMatch(state: State, before: ReaderMode, search: ReaderSearch): State {
  const mode: ReaderMode = { ...before, search };
  const after = withSearchNotice(state, mode);
  if (search.at === null || search.pendingSteps !== null) return after;
  const view = selectScrollbackView(after);
  if (isOnScreen(view, mode.top, search)) return after;
  for (let sideways = mode.sideways; ; sideways += Math.max(1, state.size.columns >> 1)) {
    const scrolled = { ...view, sideways };
    const position = positionOfMatch(scrolled, search);
    if (position)
      return scrollTo(after, { ...mode, sideways }, moveBy(scrolled, position, -Math.floor(viewRows(state.size) / 3)));
    const lines = linesOfChunk(scrolled, { entry: search.entry, chunk: search.at.chunk });
    if (!lines.some(({ spans }) => isCutAfter(spans)))
      return sideways > 0 && mode.sideways > 0 ? scrollToMatch(state, { ...before, sideways: 0 }, search) : after;
  }
}

/** Shows a message for a search without matches, and ends it unless it is still typed. */
function withSearchNotice(state: State, mode: ReaderMode): State {
  const { search, searchPrompt } = mode;
  if (!search || !isCounted(search) || matches(search) > 0) return { ...state, mode };
  const notice = hasTimedOut(search.expression)
    ? trusted('search timed out: try a simpler pattern')
    : sanitize(`no match: ${search.pattern}`, 'name');
  return { ...state, notice, mode: searchPrompt ? mode : { ...mode, search: null } };
}

/** Counts more matches, and scrolls to the match that a pending step leads to. */
export function continueCounting(state: State, mode: ReaderMode, search: ReaderSearch): State {
  const after = countMore(selectScrollbackView(state), search);
  return search.pendingSteps ? scrollToMatch(state, mode, after) : { ...state, mode: { ...mode, search: after } };
}
