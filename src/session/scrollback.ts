import type { Slug } from '../post/slug.ts';
import { type Line, textOf } from '../render/line.ts';
import type { Page } from '../render/page.ts';
import type { Size } from './state.ts';

/** A command that was run, and what it put out, to be set at any width. */
export type Turn = {
  readonly command: string;
  /** The post, where the command was one that read a post. */
  readonly slug: Slug | null;
  readonly page: Page;
};

/** A row of the scrollback, and the turn that it belongs to. */
export type ScrollbackRow = { readonly turn: number; readonly line: Line };

type Set = { readonly columns: number; readonly lines: readonly Line[] };
const lastSet = new WeakMap<Turn, Set>();

/** A turn's lines at a width; the last width asked for is remembered, because every key asks for it again. */
function linesOfTurn(turn: Turn, columns: number): readonly Line[] {
  const known = lastSet.get(turn);
  if (known?.columns === columns) return known.lines;
  const lines = turn.page(columns);
  lastSet.set(turn, { columns, lines });
  return lines;
}

/** The rows of all turns, first to last. */
export const scrollback = (turns: readonly Turn[], columns: number): readonly ScrollbackRow[] =>
  turns.flatMap((turn, index) => linesOfTurn(turn, columns).map(line => ({ turn: index, line })));

type Scrolled = { readonly turns: readonly Turn[]; readonly size: Size };

const rowsOf = (turns: readonly Turn[], columns: number): number =>
  turns.reduce((sum, turn) => sum + linesOfTurn(turn, columns).length, 0);

/** Rows of the screen that show scrollback while reading: all but the bottom one, unless it is the only one. */
export const viewRows = ({ rows }: Size): number => Math.max(1, rows - 1);

/** The row on which the last turn's command stands. */
export const topOfLast = ({ turns, size }: Scrolled): number => rowsOf(turns.slice(0, -1), size.columns);

/** The furthest that one can scroll: to the new prompt below the last turn, or to the last turn's own top. */
export const lastTop = (state: Scrolled): number =>
  Math.max(topOfLast(state), rowsOf(state.turns, state.size.columns) + 1 - viewRows(state.size));

/**
 * A place in the scrollback that does not depend on a width: a block of a turn, and how many of its letters stand
 * before it. `letters` is -1 for a blank row above the block's text.
 */
export type Place = { readonly turn: number; readonly block: number; readonly letters: number };

const lettersOf = ({ line }: ScrollbackRow): number => textOf(line.spans).replace(/\s/g, '').length;

const isIn = (row: ScrollbackRow, { turn, block }: Place): boolean => row.turn === turn && row.line.block === block;

/** The place of a row. A row past the end is the end of the last one. */
export function placeOf(rows: readonly ScrollbackRow[], top: number): Place {
  const row = rows[top];
  if (!row) return { turn: Number.POSITIVE_INFINITY, block: 0, letters: 0 };
  const place = { turn: row.turn, block: row.line.block };
  const before = rows.slice(0, top).filter(each => isIn(each, { ...place, letters: 0 }));
  const letters = before.reduce((sum, each) => sum + lettersOf(each), 0);
  return { ...place, letters: letters === 0 && lettersOf(row) === 0 ? -1 : letters };
}

/** The row that shows a place: the one in which its first letter stands. */
export function rowOf(rows: readonly ScrollbackRow[], place: Place): number {
  const first = rows.findIndex(row => isIn(row, place));
  if (first === -1) return rows.length;
  let seen = 0;
  let found = first;
  for (let at = first; at < rows.length; at++) {
    const row = rows[at];
    if (!row || !isIn(row, place) || seen > place.letters) break;
    const isText = lettersOf(row) > 0;
    if (isText || place.letters < 0) found = at;
    if (place.letters < 0) break;
    seen += lettersOf(row);
  }
  return found;
}
