import { compilePattern } from '../../search/regex.ts';
import { hasTimedOut, withRegexTimeout } from '../../search/regex-timeout.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import type { Line } from '../../text/span.ts';
import type { Action } from './actions.ts';
import { appendLine, editLine, recallLine } from './line-editor.ts';
import { jumpTo, selectScrollbackView } from './reader-position.ts';
import {
  chunkCount,
  compare,
  linesOfChunk,
  moveBy,
  type RowPosition,
  type ScrollbackView,
  START,
  viewRows,
} from './scrollback-rows.ts';
import type { MatchPosition, ReaderMode, ReaderSearch, SearchPrompt, SearchQuery, State } from './state.ts';
import { notify } from './state.ts';

export function reduceSearchPrompt(state: State, mode: ReaderMode, searchPrompt: SearchPrompt, action: Action): State {
  const { line, direction, from: before, count } = searchPrompt;
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
        const next = searchNext(selectScrollbackView(after), before.top, { ...before.search, direction }, 1, count);
        return scrollToMatch(after, before, next);
      }
      // An invalid pattern stays in the search line, so that it can be corrected.
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

function updateSearch(state: State, searchPrompt: SearchPrompt): State {
  const { line, direction, from, count } = searchPrompt;
  const mode: ReaderMode = { ...from, search: null, searchPrompt };
  const after = { ...state, mode };
  if (line.text === '') return after;
  const expression = compileSearch(line.text);
  if ('problem' in expression) return notify(after, sanitize(`invalid pattern: ${expression.problem}`, 'name'));
  const search = { pattern: line.text, expression, direction };
  return scrollToMatch(after, mode, startSearch(selectScrollbackView(after), mode.top, search, count));
}

/** Scrolls to the current match, a third of the way down, unless it is on the screen. */
export function scrollToMatch(state: State, before: ReaderMode, search: ReaderSearch): State {
  const mode: ReaderMode = { ...before, search };
  const after = withSearchNotice(state, mode);
  if (search.at === null || search.pendingSteps !== null) return after;
  const view = selectScrollbackView(after);
  if (isOnScreen(view, mode.top, search)) return after;
  const column = columnOfMatch(view, search);
  // Some columns before the match show where it is. Code in lists and quotes may be too narrow for them.
  const columns = column === null ? [mode.sideways] : [column - CONTEXT_COLUMNS, column - 1];
  for (const sideways of columns.map(left => Math.max(0, left))) {
    const scrolled = { ...view, sideways };
    const position = positionOfMatch(scrolled, search);
    if (position)
      return jumpTo(after, { ...mode, sideways }, moveBy(scrolled, position, -Math.floor(viewRows(state.size) / 3)));
  }
  return after;
}

/** The columns that are shown before a match in wide code: about a quarter of the width. */
const CONTEXT_COLUMNS = 20;

function withSearchNotice(state: State, mode: ReaderMode): State {
  const { search, searchPrompt } = mode;
  if (!search || !isCounted(search) || matches(search) > 0) return { ...state, mode };
  const notice = hasTimedOut(search.expression)
    ? trusted('search timed out: try a simpler pattern')
    : sanitize(`no match: ${search.pattern}`, 'name');
  return { ...state, notice, mode: searchPrompt ? mode : { ...mode, search: null } };
}

export function continueCounting(state: State, mode: ReaderMode, search: ReaderSearch): State {
  const after = countMore(selectScrollbackView(state), search);
  return search.pendingSteps ? scrollToMatch(state, mode, after) : { ...state, mode: { ...mode, search: after } };
}

/** Chunks counted at a time: 3 ms for the longest, so that keys need not wait. */
const COUNT_BATCH_CHUNKS = 8;

/**
 * Compiles a typed pattern: ignoring case unless it has a capital, and literally if it is not a valid expression (yet).
 *
 *   'pag(er|ing)' → /pag(er|ing)/gisu      'Pager' → /Pager/gsu      'f(' → /f\(/gisu
 */
export function compileSearch(text: string): RegExp | { readonly problem: string } {
  const ignoresCase = !/\p{Lu}/u.test(text.replace(/\\./gu, ''));
  const expression = compilePattern({ text, ignoresCase });
  const plain = 'problem' in expression ? compilePattern({ text, ignoresCase, isFixed: true }) : expression;
  return 'problem' in plain ? plain : plain.line;
}

/** Searches from a row for the next match, or with `count` for the match of that number. */
export function startSearch(view: ScrollbackView, from: RowPosition, query: SearchQuery, count = 1): ReaderSearch {
  const { entry } = from;
  const { pattern, expression, direction } = query;
  const counts = Array<null>(chunkCount(view, entry)).fill(null);
  const pendingSteps = {
    from: matchFrom(withSearch(view, entry, query), entry, from, direction),
    steps: repeat(direction, count),
  };
  return countMore(view, { pattern, expression, direction, entry, counts, at: null, pendingSteps, wrapped: null });
}

/** At most 1,000 steps, so that no key waits long. */
const repeat = (direction: 1 | -1, count: number): readonly (1 | -1)[] =>
  Array<1 | -1>(Math.max(1, Math.min(1000, Math.trunc(count)))).fill(direction);

const withSearch = (view: ScrollbackView, entry: number, { expression }: SearchQuery): ScrollbackView => ({
  ...view,
  search: { entry, expression },
});

const firstMatch = (lines: readonly Line[]): number | undefined =>
  lines.flatMap(({ spans }) => spans).find(({ matchIndex }) => matchIndex !== undefined)?.matchIndex;

/** Whether a search matches in the rows of a source line, the first of which is given. */
export function hasMatchAtLine(view: ScrollbackView, first: RowPosition, line: number, query: SearchQuery): boolean {
  const below = linesOfChunk(withSearch(view, first.entry, query), first).slice(first.row);
  const end = below.findIndex(({ source }) => source > line);
  return firstMatch(end < 0 ? below : below.slice(0, end)) !== undefined;
}

/** Returns the position before the first match at or below a row, or after the last match above it. */
function matchFrom(view: ScrollbackView, entry: number, position: RowPosition, direction: 1 | -1): MatchPosition {
  const end = { entry, chunk: Math.max(0, chunkCount(view, entry) - 1), row: Number.POSITIVE_INFINITY };
  const from = position.entry === entry ? position : position.entry < entry ? { ...START, entry } : end;
  const next = firstMatch(linesOfChunk(view, from).slice(from.row)) ?? Number.POSITIVE_INFINITY;
  return { chunk: from.chunk, matchIndex: direction > 0 ? next - 1 : next };
}

/**
 * Steps to the next match in the direction of the search (1) or against it (-1): from the current match if it is on the
 * screen, otherwise from the top row.
 */
export function searchNext(
  view: ScrollbackView,
  top: RowPosition,
  search: ReaderSearch,
  sense: 1 | -1,
  count = 1,
): ReaderSearch {
  const direction = sense === 1 ? search.direction : search.direction === 1 ? -1 : 1;
  const { at, pendingSteps } = search;
  const added = repeat(direction, count);
  if (pendingSteps) return { ...search, pendingSteps: { ...pendingSteps, steps: [...pendingSteps.steps, ...added] } };
  const from = at && isOnScreen(view, top, search) ? at : matchFrom(view, search.entry, top, direction);
  return advance({ ...search, wrapped: null, pendingSteps: { from, steps: added } });
}

/** Counts the matches of a few more chunks. Starts with the chunks that a pending step needs. */
function countMore({ entries }: Pick<ScrollbackView, 'entries'>, search: ReaderSearch): ReaderSearch {
  const document = entries[search.entry]?.document ?? [];
  const counts = [...search.counts];
  const { from, steps } = search.pendingSteps ?? { from: { chunk: 0 }, steps: [] };
  const direction = steps[0] ?? 1;
  let left = COUNT_BATCH_CHUNKS;
  for (let step = 0; step < document.length && left > 0; step++) {
    const chunk = (from.chunk + direction * step + document.length) % document.length;
    if (counts[chunk] !== null) continue;
    counts[chunk] = withRegexTimeout(search.expression, () => document[chunk]?.count(search.expression) ?? 0, 0);
    left--;
  }
  return advance({ ...search, counts });
}

export const isCounted = ({ counts }: ReaderSearch): boolean => !counts.includes(null);

export const matches = ({ counts }: Pick<ReaderSearch, 'counts'>): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Returns the number of the current match, from 1. Null without one, and while the matches before it are not counted. */
export function ordinal({ at, counts }: ReaderSearch): number | null {
  const above = counts.slice(0, at?.chunk);
  return at === null || above.includes(null) ? null : matches({ counts: above }) + at.matchIndex + 1;
}

function advance(search: ReaderSearch): ReaderSearch {
  const { counts, pendingSteps } = search;
  if (pendingSteps === null) return search;
  let { at, wrapped } = search;
  let { from } = pendingSteps;
  for (const [step, direction] of pendingSteps.steps.entries()) {
    if (step > 0) wrapped = null;
    for (;;) {
      const count = counts[from.chunk];
      if (count === null || count === undefined)
        return { ...search, at, wrapped, pendingSteps: { from, steps: pendingSteps.steps.slice(step) } };
      const matchIndex = direction > 0 ? from.matchIndex + 1 : Math.min(from.matchIndex, count) - 1;
      if (matchIndex >= 0 && matchIndex < count) {
        from = { chunk: from.chunk, matchIndex };
        at = from;
        break;
      }
      if (isCounted(search) && matches(search) === 0) return { ...search, at, wrapped, pendingSteps: null };
      const chunk = (from.chunk + direction + counts.length) % counts.length;
      if (direction > 0 ? chunk === 0 : chunk === counts.length - 1) wrapped = direction > 0 ? 'top' : 'bottom';
      from = { chunk, matchIndex: direction > 0 ? -1 : Number.POSITIVE_INFINITY };
    }
  }
  return { ...search, at, wrapped, pendingSteps: null };
}

/** Returns the column of the current match if it is scrolled out of wide code. Null if it is visible. */
function columnOfMatch(view: ScrollbackView, { entry, at }: ReaderSearch): number | null {
  if (at === null) return null;
  const spans = linesOfChunk(view, { entry, chunk: at.chunk }).flatMap(line => line.spans);
  return spans.find(({ matchIndex, column }) => matchIndex === at.matchIndex && column !== undefined)?.column ?? null;
}

/** Returns the row on which the current match begins. Null if it is scrolled out of wide code. */
function positionOfMatch(view: ScrollbackView, { entry, at }: ReaderSearch): RowPosition | null {
  if (at === null) return null;
  const lines = linesOfChunk(view, { entry, chunk: at.chunk });
  const row = lines.findIndex(({ spans }) =>
    spans.some(({ matchIndex, column }) => matchIndex === at.matchIndex && column === undefined),
  );
  return row < 0 ? null : { entry, chunk: at.chunk, row };
}

function isOnScreen(view: ScrollbackView, top: RowPosition, search: ReaderSearch): boolean {
  const position = positionOfMatch(view, search);
  if (position === null) return false;
  const end = moveBy(view, top, viewRows(view.size));
  return compare(top, position) <= 0 && compare(position, end) < 0;
}
