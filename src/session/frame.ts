import type { Span } from '../render/line.ts';
import { own, sanitize, slice } from '../render/sanitize.ts';
import { fitting, spansWidth, width } from '../render/width.ts';
import { cutHard, wrap } from '../render/wrap.ts';
import { promptStart } from './command-line.ts';
import { hasDates, menuRows } from './menu.ts';
import { endSpot, linesFrom, moved, progress, topOfLast, viewRows } from './scrollback.ts';
import { type Prompt, type Reading, type Running, type Shelf, type State, scrolled } from './state.ts';

type Row = readonly Span[];

/** What the screen shows: at most as many rows as it has, none wider, and where the cursor stands on it. */
export type Frame = {
  readonly rows: readonly Row[];
  readonly cursor: { readonly x: number; readonly y: number } | null;
};

/** The screen of a state. */
export function frame(state: State): Frame {
  const { mode } = state;
  if (mode.kind === 'prompt') return promptFrame(state, mode);
  if (mode.kind === 'reading') return readingFrame(state, mode);
  if (mode.kind === 'running') return runningFrame(state, mode);
  return { rows: [], cursor: null };
}

const commandSpans = (command: string): Row => [
  { text: own('$ '), styles: ['accent'] },
  { text: sanitize(command, 'name'), styles: [] },
];

/** What a command has put out so far, from its top, as it will be read when it has ended. */
function runningFrame(state: State, { job, hasTurn, isStopping }: Running): Frame {
  const { size } = state;
  if (!hasTurn) return { rows: cutHard(commandSpans(job.command), size.columns).slice(0, size.rows), cursor: null };
  const room = viewRows(size);
  const text: readonly Row[] = linesFrom(scrolled(state), topOfLast(state), room).map(line => line.spans);
  if (size.rows < 2) return { rows: text, cursor: null };
  const filler = Array.from({ length: room - text.length }, (): Row => []);
  // The command line is none of them.
  const rows = state.turns.at(-1)?.page.reduce((sum, stretch) => sum + stretch.length, -1) ?? 0;
  const position = `running, ${grouped(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  return {
    rows: [...text, ...filler, barRow([isStopping ? '^C leave' : '^C stop'], position, size.columns)],
    cursor: null,
  };
}

/** From top to bottom: the end of the scrollback, the line, its menu, the hints. The line comes first if room is short. */
function promptFrame(state: State, mode: Prompt): Frame {
  const { columns, rows } = state.size;
  const line = cutHard(commandSpans(mode.line.text), columns);
  const before = cutHard(commandSpans(mode.line.text.slice(0, mode.line.cursor)), columns);
  const hasHints = rows > line.length + 1;
  const room = Math.max(0, rows - line.length - (hasHints ? 1 : 0));
  const all = scrolled(state);
  const above = linesFrom(all, moved(all, endSpot(all), -room), room);
  // The menu may take all the room there is; text already read keeps at least the upper half of it.
  const menuRoom = Math.max(room - above.length, Math.ceil(room / 2));
  const menu = mode.hits.length > 0 ? menuRows(mode, columns, menuRoom) : emptyMenu(state, mode).slice(0, menuRoom);
  const shown = above.slice(Math.max(0, above.length - (room - menuRoom)));
  const body = [...shown.map(line => line.spans), ...line, ...menu];
  const filler = Array.from({ length: Math.max(0, rows - body.length - 1) }, (): Row => []);
  const x = spansWidth(before.at(-1) ?? []);
  const y = shown.length + before.length - 1;
  return {
    rows: (hasHints ? [...body, ...filler, promptHints(state, mode)] : body).slice(0, rows),
    // After the last column of a full row the cursor stands at the start of the next.
    cursor: y >= rows ? null : x >= columns ? { x: columns - 1, y } : { x, y },
  };
}

function emptyMenu({ shelf, size: { columns } }: State, { line }: Prompt): readonly Row[] {
  if (!line.text.startsWith('cat')) return [];
  const none = shelf.loading ? '  reading the posts' : '  no posts here yet';
  const text = shelf.count === 0 ? none : '  no post fits that: Esc clears the line';
  return wrap([{ text: own(text), styles: ['dim'] }], columns);
}

function promptHints({ size, turns, shelf }: State, { line, hits, selected }: Prompt): Row {
  const isSearch = hits.length > 0;
  const hints = isSearch
    ? [
        '↵ read',
        '⇥ complete',
        turns.length > 0 && line.text === promptStart ? 'Esc back to the text' : '↑↓ choose',
        '^F grep',
        '^D exit',
      ]
    : ['↵ run', 'Esc clear', ...(line.text.startsWith('grep -i') ? ['^F cat'] : []), '^D exit'];
  if (line.text === '') hints.unshift('type help');
  // Where the menu has no room for dates, the selected post's stands here.
  const date = hasDates(size.columns) ? null : hits.at(selected)?.post.date;
  const place = isSearch ? `${grouped(selected + 1)} of ${grouped(hits.length)}` : null;
  const position = [date, shelf.loading ? progressOf(shelf.loading) : place].filter(Boolean).join('   ');
  return barRow(hints, position, size.columns);
}

const progressOf = ({ done, files }: NonNullable<Shelf['loading']>): string =>
  files === null ? `reading, ${grouped(done)} so far` : `reading, ${grouped(done)} of ${grouped(files)}`;

/** 43120 → 43,120. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** The bottom row: hints on the left, as many as fit, where one is on the right. */
function barRow(hints: readonly string[], position: string, columns: number): Row {
  const room = columns - width(position) - 2;
  let left = '';
  for (const hint of hints) {
    const next = left === '' ? `  ${hint}` : `${left}   ${hint}`;
    if (width(next) > room) break;
    left = next;
  }
  const gap = Math.max(0, columns - width(left) - width(position) - 1);
  const text = own(`${left}${' '.repeat(gap)}${position}`);
  return [{ text: slice(text, 0, fitting(text, columns).length), styles: ['dim'] }];
}

function readingFrame(state: State, { top }: Reading): Frame {
  const { size } = state;
  const all = scrolled(state);
  const room = viewRows(size);
  const lines = linesFrom(all, top, room);
  const isEnd = lines.length < room || moved(all, top, room).turn === state.turns.length;
  const nextPrompt: Row = [{ text: own('$ '), styles: ['accent'] }];
  const text: Row[] = [...lines.map(line => line.spans), ...(lines.length < room ? [nextPrompt] : [])];
  const filler = Array.from({ length: room - text.length }, (): Row => []);
  if (size.rows < 2) return { rows: text, cursor: null };
  const percent = Math.min(99, Math.round(100 * progress(all, top.turn, moved(all, top, room))));
  const isCut = lines.some(({ spans }) => spans.some(({ styles }) => styles[0] === 'cut'));
  const hints = [
    ...(isCut ? ['< > code'] : []),
    ...(isEnd ? ['q prompt', 'g top', 'b page up'] : ['space page', 'G end', 'q prompt']),
    '^D exit',
  ];
  return { rows: [...text, ...filler, barRow(hints, isEnd ? 'end' : `${percent}%`, size.columns)], cursor: null };
}
