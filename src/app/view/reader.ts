import { promptSpans, wrapCommand } from '../../layout/document.ts';
import { type Safe, sanitize } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { formatCount } from '../../util/format.ts';
import { percentRead, postAt, selectScrollbackView } from '../state/reader-position.ts';
import { isCounted, matches, ordinal } from '../state/reader-search.ts';
import { countLines } from '../state/scrollback.ts';
import {
  columnsAt,
  firstChunkOfPart,
  linesFrom,
  moveBy,
  type ScrollbackView,
  topOfLastEntry,
  viewRows,
} from '../state/scrollback-rows.ts';
import type { ReaderMode, ReaderSearch, Running, State } from '../state/state.ts';
import { type Aside, SEPARATOR_COLUMNS, withSeparator } from './aside.ts';
import { railRows } from './contents-rail.ts';
import { type Hint, inputRow, type ScreenView, statusBarRow } from './status-bar.ts';

export function readerView(state: State, mode: ReaderMode): ScreenView {
  const { size } = state;
  const { top, search, searchPrompt } = mode;
  const view = selectScrollbackView(state);
  const maxRows = viewRows(size);
  const lines = linesFrom(view, top, maxRows);
  const isEnd = lines.length < maxRows || moveBy(view, top, maxRows).entry === view.entries.length;
  const text = lines.map(({ spans }, row) => highlightCurrent(spans, mode, view, row));
  if (lines.length < maxRows) text.push(mode.previousMode ? [] : promptSpans(''));
  if (size.rows < 2 && !searchPrompt) return { body: text, bar: null, cursor: null };
  const body = text.slice(0, size.rows - 1);
  const aside = contentsRail(state, mode, view);
  const percent = isEnd ? 'end' : `${percentRead(view, top)}%`;
  const match = search && matchText(search);
  const position = match ? `${match}   ${percent}` : percent;
  if (searchPrompt) {
    const { row, x } = inputRow(searchPrompt.direction > 0 ? '  /' : '  ?', searchPrompt.line, position, size.columns);
    return { body, aside, bar: row, cursor: { x, y: size.rows - 1 } };
  }
  const isCut = lines.some(({ spans }) => spans.some(({ styles }) => styles[0] === 'cut'));
  const pending = pendingText(mode.pendingKeys);
  const bar = statusBarRow(
    readerHints(state, mode, isCut, isEnd),
    pending === null ? ['q', 'back'] : ['Esc', 'cancel'],
    [position, match ?? percent],
    pending ?? state.notice,
    size.columns,
  );
  return { body, aside, bar, cursor: null };
}

/** Returns the contents of the post at the top of the screen, to show beside its rows. */
function contentsRail(state: State, mode: ReaderMode, view: ScrollbackView): Aside | null {
  const { top } = mode;
  const left = columnsAt(view, top);
  // One row has room for the search line only.
  const placed = left < state.size.columns && state.size.rows > 1 ? postAt(state, mode) : null;
  if (placed === null) return null;
  const end = { ...top, chunk: firstChunkOfPart(view, top.entry, placed.index + 1), row: 0 };
  const height = linesFrom(view, top, viewRows(state.size), end).length;
  const columns = state.size.columns - left - SEPARATOR_COLUMNS;
  return { top: 0, left, rows: withSeparator(railRows(placed, columns, height), height) };
}

/** The keys that may follow the first key of a pair. */
const NEXT_KEYS: Readonly<Record<string, string>> = {
  m: 'a letter marks this place',
  "'": "the letter of a mark, or ' for the last place",
  ':': 'q back, f where, n older, p newer',
  Z: 'Z back',
};

function pendingText(pendingKeys: string): Safe | null {
  if (pendingKeys === '') return null;
  const next = NEXT_KEYS[pendingKeys.slice(-1)] ?? 'a count: 5j, 3G, 20%';
  return sanitize(`${pendingKeys}   ${next}`, 'name');
}

function highlightCurrent(spans: Row, { top, search }: ReaderMode, view: ScrollbackView, row: number): Row {
  const at = search?.at;
  if (!at || !spans.some(({ matchIndex }) => matchIndex === at.matchIndex)) return spans;
  const position = moveBy(view, top, row);
  if (position.entry !== search.entry || position.chunk !== at.chunk) return spans;
  return spans.map(span => (span.matchIndex === at.matchIndex ? { ...span, styles: [...span.styles, 'found'] } : span));
}

/** Returns the number of the current match, such as `3 of 12`. While matches are counted, it says `so far`. */
function matchText(search: ReaderSearch): string {
  const current = ordinal(search);
  const count = matches(search);
  const total = formatCount(count);
  if (!isCounted(search))
    return count === 0 ? 'searching' : `${current === null ? '?' : formatCount(current)} of ${total} so far`;
  if (count === 0) return 'not found';
  const wrapped = search.wrapped === null ? '' : `, wrapped to the ${search.wrapped}`;
  return current === null ? `${total} found` : `${formatCount(current)} of ${total}${wrapped}`;
}

function readerHints(state: State, mode: ReaderMode, isCut: boolean, isEnd: boolean): readonly Hint[] {
  if (mode.previousMode) return [isEnd ? ['b', 'page up'] : ['space', 'page'], ['/', 'search']];
  const isTop = mode.top.row === 0 && mode.top.chunk === 0;
  const post = postAt(state, mode)?.post;
  const hints: readonly (readonly [isShown: unknown, ...hint: Hint])[] = [
    [post && mode.lastPlace?.place === null && isTop, "''", 'saved place'],
    [post && mode.trail.length > 0, 'Backspace', 'back'],
    [post?.isSource, 's', 'rendered'],
    [mode.search, 'n', 'next'],
    [mode.search, 'N', 'previous'],
    [isCut, '← →', 'code'],
    [isEnd && post, '{', 'older'],
    [isEnd, 'g', 'top'],
    [!isEnd, 'space', 'page'],
    [!isEnd, '/', 'search'],
    [post, 't', 'contents'],
  ];
  const shown = hints.filter(([isShown]) => isShown).map(([, ...hint]) => hint);
  return [...shown.slice(0, 3), ['h', 'help']];
}

export function runningView(state: State, { job, hasEntry, isStopping }: Running): ScreenView {
  const { size, entries, notice } = state;
  const maxRows = viewRows(size);
  const body: readonly Row[] = hasEntry
    ? linesFrom(selectScrollbackView(state), topOfLastEntry(state), maxRows).map(({ spans }) => spans)
    : wrapCommand(job.command, size.columns).slice(0, maxRows);
  if (size.rows < 2) return { body, bar: null, cursor: null };
  // Without the command line.
  const [last] = hasEntry ? entries.slice(-1) : [];
  const rows = last ? countLines(last) - 1 : null;
  const position = rows === null ? 'running' : `running, ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const bar = statusBarRow([], ['^C', isStopping ? 'exit' : 'stop'], [position], notice, size.columns);
  return { body, bar, cursor: null };
}
