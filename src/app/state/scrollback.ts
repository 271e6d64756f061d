import type { Page, Stretch } from '../../layout/document.ts';
import type { Setting } from '../../layout/layout.ts';
import type { Slug } from '../../posts/slug.ts';
import { bounded } from '../../search/regex-timeout.ts';
import { type Line, textOf } from '../../text/span.ts';
import type { Size } from './state.ts';

/** A post that was opened: its content, as it is set for reading and as it was written. */
export type OpenPost = {
  readonly slug: Slug;
  /** Of its file, under the posts folder. */
  readonly path: string;
  readonly content: string;
  readonly rendered: Page;
  readonly source: Page;
  readonly isSource: boolean;
};

/** A part of what a command puts out; the post, where it is one. */
export type Part = { readonly page: Page; readonly post: OpenPost | null };

/** A command that was run, and what it put out, to be set at any width. `page` is the pages of its parts. */
export type Turn = {
  readonly command: string;
  readonly parts: readonly Part[];
  readonly page: Page;
  /** Whether nothing but the command is kept of it. */
  readonly isForgotten?: boolean;
};

/** A turn of such parts. */
export const turnOf = (command: string, parts: readonly Part[]): Turn => ({
  command,
  parts,
  page: parts.flatMap(({ page }) => page),
});

/** A row of the scrollback: of a turn's stretch, the row. No row above it needs to be set to know it. */
export type Spot = { readonly turn: number; readonly stretch: number; readonly row: number };

/** Turns on a screen, code scrolled by so many columns, what was searched for marked. */
export type Scrolled = {
  readonly turns: readonly Turn[];
  readonly size: Size;
  readonly sideways: number;
  readonly finding: { readonly turn: number; readonly expression: RegExp } | null;
};

type Known = Setting & { readonly lines: readonly Line[] };
const lastSet = new WeakMap<Stretch, Known>();

/** A stretch's lines; those last asked for are remembered, because every key asks for them again. */
function linesOf(stretch: Stretch, { columns, sideways, marks = null }: Setting): readonly Line[] {
  const known = lastSet.get(stretch);
  if (known?.columns === columns && known.sideways === sideways && known.marks === marks) return known.lines;
  const plain = (): readonly Line[] => stretch.set({ columns, sideways, marks: null });
  const lines = marks ? (bounded(marks, () => stretch.set({ columns, sideways, marks }), null) ?? plain()) : plain();
  lastSet.set(stretch, { columns, sideways, marks, lines });
  return lines;
}

/** The lines of the stretch that a spot is in. */
export function linesAt({ turns, size, sideways, finding }: Scrolled, { turn, stretch }: Spot): readonly Line[] {
  const found = turns[turn]?.page[stretch];
  const marks = finding?.turn === turn ? finding.expression : null;
  return found ? linesOf(found, { columns: size.columns, sideways, marks }) : [];
}

/** The part that a spot is in, and which it is of its turn. */
export function partAt({ turns }: Pick<Scrolled, 'turns'>, { turn, stretch }: Spot): Placed | null {
  let first = 0;
  for (const [index, part] of (turns[turn]?.parts ?? []).entries()) {
    if (stretch < first + part.page.length) return { part, index };
    first += part.page.length;
  }
  return null;
}

type Placed = { readonly part: Part; readonly index: number };

/** The first row of all. */
export const firstSpot: Spot = { turn: 0, stretch: 0, row: 0 };

/** The row below the last turn, on which the next prompt stands. */
export const endSpot = ({ turns }: Scrolled): Spot => ({ turn: turns.length, stretch: 0, row: 0 });

/** The row on which the last turn's command stands. */
export const topOfLast = ({ turns }: Pick<Scrolled, 'turns'>): Spot => ({
  turn: Math.max(0, turns.length - 1),
  stretch: 0,
  row: 0,
});

/** Less than 0 where `a` stands above `b`, 0 where they are the same row. */
export const compare = (a: Spot, b: Spot): number => a.turn - b.turn || a.stretch - b.stretch || a.row - b.row;

function stretchBelow({ turns }: Scrolled, { turn, stretch }: Spot): Spot {
  const isLast = stretch + 1 >= (turns[turn]?.page.length ?? 0);
  return isLast ? { turn: turn + 1, stretch: 0, row: 0 } : { turn, stretch: stretch + 1, row: 0 };
}

function stretchAbove({ turns }: Scrolled, { turn, stretch }: Spot): Spot {
  return stretch > 0
    ? { turn, stretch: stretch - 1, row: 0 }
    : { turn: turn - 1, stretch: (turns[turn - 1]?.page.length ?? 1) - 1, row: 0 };
}

/** The spot so many rows further down, or up where `by` is negative; the end, or the first row, where there are no more. */
export function moved(scrolled: Scrolled, from: Spot, by: number): Spot {
  let spot: Spot = { ...from, row: from.row + by };
  while (spot.row < 0) {
    if (spot.turn === 0 && spot.stretch === 0) return firstSpot;
    const above = stretchAbove(scrolled, spot);
    spot = { ...above, row: spot.row + linesAt(scrolled, above).length };
  }
  while (spot.turn < scrolled.turns.length && spot.row >= linesAt(scrolled, spot).length)
    spot = { ...stretchBelow(scrolled, spot), row: spot.row - linesAt(scrolled, spot).length };
  return spot.turn < scrolled.turns.length ? spot : endSpot(scrolled);
}

/** The lines from a spot on, at most so many. */
export function linesFrom(scrolled: Scrolled, from: Spot, most: number): readonly Line[] {
  const lines: Line[] = [];
  for (let spot = from; lines.length < most && spot.turn < scrolled.turns.length; spot = stretchBelow(scrolled, spot))
    lines.push(...linesAt(scrolled, spot).slice(spot.row, spot.row + most - lines.length));
  return lines;
}

/** Rows of the screen that show scrollback while reading: all but the bottom one, unless it is the only one. */
export const viewRows = ({ rows }: Size): number => Math.max(1, rows - 1);

/** The furthest that one can scroll: to the new prompt, if there is text above it, or to the last turn's own top. */
export function lastTop(scrolled: Scrolled): Spot {
  const fits = moved(scrolled, endSpot(scrolled), Math.min(-1, 1 - viewRows(scrolled.size)));
  const top = topOfLast(scrolled);
  return compare(fits, top) > 0 ? fits : top;
}

/** How long a page is, in what its stretches are long in: characters of a post, else rows. */
export const lengthOf = (page: Page): number => page.reduce((sum, { length }) => sum + length, 0);

/** How much of its turn is above the spot, from 0 to 1, by the length of the source. */
export function progress(scrolled: Scrolled, turn: number, spot: Spot): number {
  if (spot.turn !== turn) return spot.turn > turn ? 1 : 0;
  const page = scrolled.turns[turn]?.page ?? [];
  const within = spot.row / Math.max(1, linesAt(scrolled, spot).length);
  const above = lengthOf(page.slice(0, spot.stretch)) + within * (page[spot.stretch]?.length ?? 0);
  return above / Math.max(1, lengthOf(page));
}

/**
 * A place in the scrollback that does not depend on a width: a block of a stretch, and how many of its letters stand
 * before it. `letters` is -1 for a blank row above the block's text.
 */
export type Place = {
  readonly turn: number;
  readonly stretch: number;
  readonly block: number;
  readonly letters: number;
};

const lettersOf = ({ spans }: Line): number => textOf(spans).replace(/\s/g, '').length;

/** The place of a row. */
export function placeOf(scrolled: Scrolled, { turn, stretch, row }: Spot): Place {
  const lines = linesAt(scrolled, { turn, stretch, row });
  const line = lines[row];
  if (!line) return { turn, stretch, block: 0, letters: 0 };
  const before = lines.slice(0, row).filter(({ block }) => block === line.block);
  const letters = before.reduce((sum, each) => sum + lettersOf(each), 0);
  return { turn, stretch, block: line.block, letters: letters === 0 && lettersOf(line) === 0 ? -1 : letters };
}

/** The row that shows a place: the one in which its first letter stands. */
export function spotOf(scrolled: Scrolled, { turn, stretch, block, letters }: Place): Spot {
  const lines = linesAt(scrolled, { turn, stretch, row: 0 });
  const first = Math.max(0, lines.findIndex(line => line.block === block)); // biome-ignore format: one thought
  let row = first;
  let seen = 0;
  for (let at = first; lines[at]?.block === block && letters >= seen; at++) {
    const count = lettersOf(lines[at] as Line);
    if (count > 0) row = at;
    seen += count;
  }
  return { turn, stretch, row };
}

/** The line of the content at which the paragraph of a row begins; 0 above the first. */
export function sourceAt(scrolled: Scrolled, spot: Spot): number {
  return linesAt(scrolled, spot)[spot.row]?.source ?? 0;
}

/** The first row, in a part of a turn, of the paragraph that a line of the content is in. */
export function spotOfSource(scrolled: Scrolled, turn: number, part: number, source: number): Spot {
  const parts = scrolled.turns[turn]?.parts ?? [];
  const first = parts.slice(0, part).reduce((sum, { page }) => sum + page.length, 0);
  const page = parts[part]?.page ?? [];
  const within = page.findLastIndex(each => each.source > 0 && each.source <= source);
  const stretch = first + Math.max(0, within);
  const lines = linesAt(scrolled, { turn, stretch, row: 0 });
  let row = 0;
  for (const [at, line] of lines.entries()) {
    if (line.source > source) break;
    // Not the blank row above it.
    if (line.source > (lines[row]?.source ?? 0) || lettersOf(lines[row] as Line) === 0) row = at;
  }
  return { turn, stretch, row };
}
