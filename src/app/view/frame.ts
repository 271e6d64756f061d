import { commands } from '../../commands/index.ts';
import { promptSpans } from '../../layout/document.ts';
import { type Safe, sanitize, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { breakAnywhere, wrap } from '../../text/wrap.ts';
import { formatCount } from '../../util/format.ts';
import { catQuery, promptStart } from '../state/command-line.ts';
import type { EditLine } from '../state/line-editor.ts';
import { emptyMessage } from '../state/post-index.ts';
import { isEmptyLine, matchCount, rowCount } from '../state/prompt.ts';
import { isCounted, matches, ordinal, type ReaderSearch } from '../state/reader-search.ts';
import {
  endPosition,
  lengthOfDocument,
  linesFrom,
  moveBy,
  progress,
  type ScrollbackView,
  topOfLastEntry,
  viewRows,
} from '../state/scrollback.ts';
import type { HistorySearchMode, PromptMode, ReaderMode, Running, SelectMode, State } from '../state/state.ts';
import { postAt, selectScrollbackView } from '../state/transitions.ts';
import type { PostIndex } from '../state/types.ts';
import { commandRows, hasDates, menuRows, truncateRow } from './menu.ts';
import { joinColumns, previewLayout, previewRows } from './preview.ts';
import { inputRow, statusBarRow } from './status-bar.ts';

/** What the screen shows: at most as many rows as it has, none wider, and where the cursor stands on it. */
export type Frame = {
  readonly rows: readonly Row[];
  readonly cursor: { readonly x: number; readonly y: number } | null;
};

/** The screen of a state. */
export function frame(state: State): Frame {
  const { mode } = state;
  switch (mode.kind) {
    case 'prompt':
      return promptFrame(state, mode);
    case 'history-search':
      return recallingFrame(state, mode);
    case 'reading':
      return readingFrame(state, mode);
    case 'select':
      return choosingFrame(state, mode);
    case 'running':
      return runningFrame(state, mode);
    case 'exited':
      return { rows: [], cursor: null };
  }
}

const blanks = (count: number): readonly Row[] => Array.from({ length: Math.max(0, count) }, (): Row => []);

/** What a command has put out so far, from its top, as it will be read when it has ended. */
function runningFrame(state: State, { job, hasEntry, isStopping }: Running): Frame {
  const { size } = state;
  const room = viewRows(size);
  const text: readonly Row[] = hasEntry
    ? linesFrom(selectScrollbackView(state), topOfLastEntry(state), room).map(line => line.spans)
    : breakAnywhere(promptSpans(job.command), size.columns).slice(0, room);
  if (size.rows < 2) return { rows: text, cursor: null };
  // The command line is none of them.
  const rows = hasEntry ? lengthOfDocument(state.entries.at(-1)?.document ?? []) - 1 : null;
  const position = rows === null ? 'running' : `running, ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const bar = statusBarRow([isStopping ? '^C leave' : '^C stop'], position, state.notice, size.columns);
  return { rows: [...text, ...blanks(room - text.length), bar], cursor: null };
}

type Typing = {
  /** What is typed, and how it looks. */
  readonly line: EditLine;
  readonly spans: (text: string) => Row;
  readonly menu: (room: number) => readonly Row[];
  readonly bar: Row;
};

/** From top to bottom: the end of the scrollback, the line, its menu, the hints. The line comes first if room is short. */
function typingFrame(state: State, { line: { text, cursor }, spans, menu: menuOf, bar }: Typing): Frame {
  const { columns, rows } = state.size;
  const line = breakAnywhere(spans(text), columns);
  const before = breakAnywhere(spans(text.slice(0, cursor)), columns);
  const hasHints = rows > line.length + 1;
  const room = Math.max(0, rows - line.length - (hasHints ? 1 : 0));
  const all = selectScrollbackView(state);
  const above = linesFrom(all, moveBy(all, endPosition(all), -room), room);
  // The menu may take all the room there is; text already read keeps at least the upper half of it.
  const menuRoom = Math.max(room - above.length, Math.ceil(room / 2));
  const menu = menuOf(menuRoom).slice(0, menuRoom);
  const shown = above.slice(Math.max(0, above.length - (room - menuRoom)));
  const body = [...shown.map(line => line.spans), ...line, ...menu];
  const x = spansWidth(before.at(-1) ?? []);
  const y = shown.length + before.length - 1;
  return {
    rows: (hasHints ? [...body, ...blanks(rows - body.length - 1), bar] : body).slice(0, rows),
    // After the last column of a full row the cursor stands at the start of the next.
    cursor: y >= rows ? null : x >= columns ? { x: columns - 1, y } : { x, y },
  };
}

function promptFrame(state: State, mode: PromptMode): Frame {
  const { columns } = state.size;
  const beside = previewLayout(state, mode);
  return typingFrame(state, {
    line: mode.line,
    spans: promptSpans,
    menu: room => {
      if (rowCount(mode.menu) === 0) return emptyMenu(state, mode);
      const menu = menuRows(mode, state.postIndex, beside?.menu ?? columns, room);
      return beside ? joinColumns(menu, previewRows(state, mode, beside.post, room), beside.menu) : menu;
    },
    bar: promptHints(state, mode, beside?.menu ?? columns),
  });
}

function emptyMenu({ postIndex, size: { columns } }: State, { menu }: PromptMode): readonly Row[] {
  const say = (text: Safe): readonly Row[] => wrap([{ text, styles: ['dim'] }], columns);
  if (menu.kind === 'none') return [];
  if (postIndex.count === 0) return say(sanitize(`  ${emptyMessage(postIndex)}`, 'name'));
  if (menu.kind === 'lines') {
    const { problem, isDone, pattern } = menu.lines;
    if (pattern.text === '') return say(trusted('  type what to look for in the posts'));
    if (problem !== null) return say(sanitize(`  ${problem}`, 'name'));
    return say(trusted(isDone ? '  no line of any post fits that: ^F searches their haiku' : '  searching'));
  }
  return say(trusted('  no haiku fits that: ^F searches the text of the posts'));
}

function promptHints(
  { size, entries, postIndex, notice, isPicker }: State,
  { line, menu, selected }: PromptMode,
  columns: number,
): Row {
  const count = rowCount(menu);
  const read = isPicker ? '↵ take it' : '↵ read';
  const away = line.text === promptStart && entries.length > 0 ? 'Esc back to the text' : '↑↓ choose';
  const hints = {
    posts: count > 0 ? [read, '⇥ complete', away, '^F grep', 'F1 help'] : ['Esc clear', '^F grep', 'F1 help'],
    lines: [...(count > 0 ? [read, '↑↓ choose'] : []), '^F cat', 'Esc clear', 'F1 help'],
    none: ['↵ run', '↑ earlier', '^R search', 'F1 help'],
  }[menu.kind];
  if (isEmptyLine(line)) hints.push('^D exit');
  const place = count === 0 ? null : `${formatCount(selected + 1)} of ${formatCount(matchCount(menu))}`;
  // Where the menu has no room for dates, the selected post's stands here.
  const date = menu.kind === 'posts' && !hasDates(columns) ? menu.hits.at(selected)?.post.date : null;
  const lines = menu.kind === 'lines' && count > 0 ? (menu.lines.isDone ? 'lines' : 'lines so far') : null;
  const position = postIndex.loading ? progressOf(postIndex.loading) : [place, lines].filter(Boolean).join(' ');
  const said = notice ?? advice(catQuery(line.text));
  return statusBarRow(hints, [date, position].filter(Boolean).join('   '), said, size.columns);
}

/** What a reader needs who types a command where a haiku is looked for. */
function advice(query: string | null): Safe | null {
  if (query === null) return null;
  if (['exit', 'quit', 'q', ':q'].includes(query)) return trusted('to leave: ^D');
  return commandWords.has(query) ? sanitize(`to run ${query}: ^U first, then ${query}`, 'name') : null;
}

const commandWords = new Set([...commands.map(({ name }) => name), 'clear', 'help']);

const progressOf = ({ done, files }: NonNullable<PostIndex['loading']>): string =>
  files === null ? `reading, ${formatCount(done)} so far` : `reading, ${formatCount(done)} of ${formatCount(files)}`;

/** The line is what is looked for in the history, the menu the commands that have it. */
function recallingFrame(state: State, mode: HistorySearchMode): Frame {
  const { columns } = state.size;
  const none: Row = [{ text: trusted('  no earlier command has that: Esc goes back'), styles: ['dim'] }];
  const count = mode.commands.length;
  const position = count === 0 ? '' : `${formatCount(mode.selected + 1)} of ${formatCount(count)}`;
  return typingFrame(state, {
    line: mode.line,
    spans: text => [
      { text: trusted('history: '), styles: ['accent'] },
      { text: sanitize(text, 'name'), styles: [] },
    ],
    menu: room => (count === 0 ? [truncateRow([], none, columns)] : commandRows(mode, columns, room)),
    bar: statusBarRow(['↵ run', '⇥ change', '^R earlier', 'Esc back'], position, state.notice, columns),
  });
}

function readingFrame(state: State, mode: ReaderMode): Frame {
  const { size } = state;
  const { top, search, searchPrompt } = mode;
  const all = selectScrollbackView(state);
  const room = viewRows(size);
  const lines = linesFrom(all, top, room);
  const isEnd = lines.length < room || moveBy(all, top, room).entry === all.entries.length;
  const rows = lines.map(({ spans }, row) => withFound(spans, mode, all, row));
  const nextPrompt: Row = mode.previousMode ? [] : promptSpans('');
  const text: readonly Row[] = [...rows, ...(lines.length < room ? [nextPrompt] : [])];
  if (size.rows < 2 && !searchPrompt) return { rows: text, cursor: null };
  const percent = Math.min(99, Math.round(100 * progress(all, top.entry, moveBy(all, top, room))));
  const position = [search && foundOf(search), isEnd ? 'end' : `${percent}%`].filter(Boolean).join('   ');
  const body = [...text, ...blanks(room - text.length)].slice(0, size.rows - 1);
  if (searchPrompt) {
    const { row, x } = inputRow(searchPrompt.direction > 0 ? '/' : '?', searchPrompt.line, position, size.columns);
    return { rows: [...body, row], cursor: { x, y: body.length } };
  }
  const isCut = lines.some(({ spans }) => spans.some(({ styles }) => styles[0] === 'cut'));
  const bar = statusBarRow(readingHints(state, mode, isCut, isEnd), position, state.notice, size.columns);
  return { rows: [...body, bar], cursor: null };
}

/** The match that the reader is at stands out among the others. */
function withFound(spans: Row, { top, search }: ReaderMode, all: ScrollbackView, row: number): Row {
  const at = search?.at;
  if (!at || !spans.some(({ matchIndex }) => matchIndex === at.matchIndex)) return spans;
  const position = moveBy(all, top, row);
  if (position.entry !== search.entry || position.chunk !== at.chunk) return spans;
  return spans.map(span => (span.matchIndex === at.matchIndex ? { ...span, styles: [...span.styles, 'found'] } : span));
}

/** `3 of 12`, as far as that is known. */
function foundOf(search: ReaderSearch): string {
  const place = ordinal(search);
  const total = matches(search);
  if (!isCounted(search))
    return total === 0 ? 'searching' : `${place === null ? '?' : formatCount(place)} of ${formatCount(total)} so far`;
  if (total === 0) return 'not found';
  const wrapped = search.wrapped === null ? '' : `, from the ${search.wrapped} again`;
  return place === null ? `${formatCount(total)} found` : `${formatCount(place)} of ${formatCount(total)}${wrapped}`;
}

function readingHints(state: State, mode: ReaderMode, isCut: boolean, isEnd: boolean): readonly string[] {
  if (mode.previousMode) return ['q back', ...(isEnd ? ['b page up'] : ['space page']), '/ search'];
  const isTop = mode.top.row === 0 && mode.top.chunk === 0;
  const post = postAt(state, mode)?.post ?? null;
  return [
    ...(mode.bookmarkLine !== null && isTop ? ["' where you left"] : []),
    ...(post?.isSource ? ['m as text'] : []),
    ...(mode.search ? ['n next', 'N before'] : []),
    ...(isCut ? ['< > code'] : []),
    ...(isEnd ? ['q prompt', ...(post ? ['← older'] : []), 'g top'] : ['space page', '/ search', 'q prompt']),
    ...(post ? ['t contents'] : []),
    'h help',
  ];
}

/** The list itself is drawn between the rows: it has all but the first and the last. */
function choosingFrame({ size, notice }: State, { title, verb, items, selected }: SelectMode): Frame {
  const head: Row = truncateRow([], [{ text: title, styles: ['strong'] }], size.columns);
  const bar = statusBarRow(
    [`↵ ${verb}`, '↑↓ choose', 'Esc back'],
    `${formatCount(selected + 1)} of ${formatCount(items.length)}`,
    notice,
    size.columns,
  );
  return { rows: size.rows < 3 ? [] : [head, bar], cursor: null };
}
