import { isCutAfter } from '../../layout/layout.ts';
import { hasTimedOut } from '../../search/regex-timeout.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import type { Action } from './actions.ts';
import { createLine, edits, insert } from './line-editor.ts';
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
import { scrollTo, selectScrollbackView } from './transitions.ts';

/** What an action does while a text to look for is typed. */
export function reduceSearchPrompt(state: State, mode: ReaderMode, action: Action): State {
  const { searchPrompt: typing } = mode;
  if (typing === null) return state;
  const { line, direction, from: before } = typing;
  const edited = (after: typeof line): State =>
    after.text === line.text
      ? { ...state, mode: { ...mode, searchPrompt: { ...typing, line: after } } }
      : updateSearch(state, { ...typing, line: after });
  switch (action.kind) {
    case 'type':
      return edited(insert(action.text)(line));
    case 'edit':
      // As in less, there is a way out where there is nothing left to delete.
      if (line.text === '' && action.edit === 'backward-delete-char') return { ...state, mode: before };
      return edited(edits[action.edit](line));
    case 'enter':
      if (line.text === '' && before.search) {
        const after = { ...state, mode: before };
        return scrollToMatch(
          after,
          before,
          searchNext(selectScrollbackView(after), before.top, { ...before.search, direction }, 1),
        );
      }
      // What cannot be looked for can be mended.
      if (line.text !== '' && !mode.search) return updateSearch(state, typing);
      return withSearchNotice(remembered(state, line.text), { ...mode, searchPrompt: null });
    case 'select':
      return typeof action.by === 'number' ? recalled(state, typing, action.by) : state;
    case 'escape':
      return { ...state, mode: before };
    default:
      return state;
  }
}

const remembered = (state: State, pattern: string): State =>
  pattern === '' || state.searchHistory.at(-1) === pattern
    ? state
    : { ...state, searchHistory: [...state.searchHistory, pattern] };

/** Looks for a pattern that was looked for before, so many further back; at last for what was typed. */
function recalled(state: State, typing: SearchPrompt, by: number): State {
  const back = Math.max(0, Math.min(state.searchHistory.length, typing.back - by));
  const draft = typing.back === 0 ? typing.line : typing.draft;
  const line = back === 0 ? draft : createLine(state.searchHistory.at(-back) ?? '');
  return updateSearch(state, { ...typing, line, back, draft });
}

/** Looks for what is typed, from where the screen stood before. */
function updateSearch(state: State, searchPrompt: SearchPrompt): State {
  const mode: ReaderMode = { ...searchPrompt.from, search: null, searchPrompt };
  const after = { ...state, mode };
  const { line, direction } = searchPrompt;
  if (line.text === '') return after;
  const expression = compileSearch(line.text);
  if ('problem' in expression) return { ...after, notice: sanitize(`that is ${expression.problem}`, 'name') };
  return scrollToMatch(
    after,
    mode,
    startSearch(selectScrollbackView(after), mode.top, { pattern: line.text, expression, direction }),
  );
}

/** The match that a search is at comes on the screen: a third of the way down, unless it is there. */
export function scrollToMatch(state: State, before: ReaderMode, search: ReaderSearch): State {
  const mode: ReaderMode = { ...before, search };
  const after = withSearchNotice(state, mode);
  if (search.at === null || search.pendingSteps !== null) return after;
  const rows = selectScrollbackView(after);
  if (isOnScreen(rows, mode.top, search)) return after;
  for (let sideways = mode.sideways; ; sideways += Math.max(1, state.size.columns >> 1)) {
    const beside = { ...rows, sideways };
    const position = positionOfMatch(beside, search);
    if (position)
      return scrollTo(after, { ...mode, sideways }, moveBy(beside, position, -Math.floor(viewRows(state.size) / 3)));
    const chunk = { entry: search.entry, chunk: search.at.chunk, row: 0 };
    const isMore = linesOfChunk(beside, chunk).some(({ spans }) => isCutAfter(spans));
    if (!isMore)
      return sideways > 0 && mode.sideways > 0 ? scrollToMatch(state, { ...before, sideways: 0 }, search) : after;
  }
}

/** A search that found nothing says so, and is over when it is no longer typed. */
function withSearchNotice(state: State, mode: ReaderMode): State {
  const { search, searchPrompt } = mode;
  if (!search || !isCounted(search) || matches(search) > 0) return { ...state, mode };
  const notice = hasTimedOut(search.expression)
    ? trusted('that takes too long to look for: a simpler pattern may do')
    : sanitize(`nothing here fits ${search.pattern}`, 'name');
  return { ...state, notice, mode: searchPrompt ? mode : { ...mode, search: null } };
}

/** Goes on with counting; a match that is only now known to be the one that was wanted is gone to. */
export function continueCounting(state: State, mode: ReaderMode, search: ReaderSearch): State {
  const after = countMore(selectScrollbackView(state), search);
  return search.pendingSteps ? scrollToMatch(state, mode, after) : { ...state, mode: { ...mode, search: after } };
}
