import type { Chunk, Document } from '../../layout/document.ts';
import type { LayoutOptions } from '../../layout/layout.ts';
import type { Slug } from '../../posts/slug.ts';
import { withRegexTimeout } from '../../search/regex-timeout.ts';
import { type Line, textOf } from '../../text/span.ts';
import type { Size } from '../../text/width.ts';

/** A post that was opened: its content, as it is set for reading and as it was written. */
export type OpenPost = {
  readonly slug: Slug;
  /** Of its file, under the posts folder. */
  readonly path: string;
  readonly content: string;
  readonly rendered: Document;
  readonly source: Document;
  readonly isSource: boolean;
};

/** A part of what a command puts out; the post, where it is one. */
export type OutputPart = { readonly document: Document; readonly post: OpenPost | null };

/** A command that was run, and what it put out, to be set at any width. `page` is the pages of its parts. */
export type ScrollbackEntry = {
  readonly command: string;
  readonly parts: readonly OutputPart[];
  readonly document: Document;
  /** Whether nothing but the command is kept of it. */
  readonly isTrimmed?: boolean;
};

/** A entry of such parts. */
export const createEntry = (command: string, parts: readonly OutputPart[]): ScrollbackEntry => ({
  command,
  parts,
  document: parts.flatMap(({ document }) => document),
});

/** A row of the scrollback: of a entry's chunk, the row. No row above it needs to be set to know it. */
export type RowPosition = { readonly entry: number; readonly chunk: number; readonly row: number };

/** Turns on a screen, code view by so many columns, what was searched for marked. */
export type ScrollbackView = {
  readonly entries: readonly ScrollbackEntry[];
  readonly size: Size;
  readonly sideways: number;
  readonly search: { readonly entry: number; readonly expression: RegExp } | null;
};

type Known = LayoutOptions & { readonly lines: readonly Line[] };
const lastSet = new WeakMap<Chunk, Known>();

/** A chunk's lines; those last asked for are remembered, because every key asks for them again. */
function linesOf(chunk: Chunk, { columns, sideways, highlights = null }: LayoutOptions): readonly Line[] {
  const known = lastSet.get(chunk);
  if (known?.columns === columns && known.sideways === sideways && known.highlights === highlights) return known.lines;
  const plain = (): readonly Line[] => chunk.layout({ columns, sideways, highlights: null });
  const lines = highlights
    ? (withRegexTimeout(highlights, () => chunk.layout({ columns, sideways, highlights }), null) ?? plain())
    : plain();
  lastSet.set(chunk, { columns, sideways, highlights, lines });
  return lines;
}

/** The lines of the chunk that a position is in. */
export function linesOfChunk(
  { entries, size, sideways, search }: ScrollbackView,
  { entry, chunk }: RowPosition,
): readonly Line[] {
  const found = entries[entry]?.document[chunk];
  const highlights = search?.entry === entry ? search.expression : null;
  return found ? linesOf(found, { columns: size.columns, sideways, highlights }) : [];
}

/** The part that a position is in, and which it is of its entry. */
export function partAt({ entries }: Pick<ScrollbackView, 'entries'>, { entry, chunk }: RowPosition): Placed | null {
  let first = 0;
  for (const [index, part] of (entries[entry]?.parts ?? []).entries()) {
    if (chunk < first + part.document.length) return { part, index };
    first += part.document.length;
  }
  return null;
}

type Placed = { readonly part: OutputPart; readonly index: number };

/** The first row of all. */
export const START: RowPosition = { entry: 0, chunk: 0, row: 0 };

/** The row below the last entry, on which the next prompt stands. */
export const endPosition = ({ entries }: ScrollbackView): RowPosition => ({ entry: entries.length, chunk: 0, row: 0 });

/** The row on which the last entry's command stands. */
export const topOfLastEntry = ({ entries }: Pick<ScrollbackView, 'entries'>): RowPosition => ({
  entry: Math.max(0, entries.length - 1),
  chunk: 0,
  row: 0,
});

/** Less than 0 where `a` stands above `b`, 0 where they are the same row. */
export const compare = (a: RowPosition, b: RowPosition): number =>
  a.entry - b.entry || a.chunk - b.chunk || a.row - b.row;

function nextChunk({ entries }: ScrollbackView, { entry, chunk }: RowPosition): RowPosition {
  const isLast = chunk + 1 >= (entries[entry]?.document.length ?? 0);
  return isLast ? { entry: entry + 1, chunk: 0, row: 0 } : { entry, chunk: chunk + 1, row: 0 };
}

function previousChunk({ entries }: ScrollbackView, { entry, chunk }: RowPosition): RowPosition {
  return chunk > 0
    ? { entry, chunk: chunk - 1, row: 0 }
    : { entry: entry - 1, chunk: (entries[entry - 1]?.document.length ?? 1) - 1, row: 0 };
}

/** The position so many rows further down, or up where `by` is negative; the end, or the first row, where there are no more. */
export function moveBy(view: ScrollbackView, from: RowPosition, by: number): RowPosition {
  let position: RowPosition = { ...from, row: from.row + by };
  while (position.row < 0) {
    if (position.entry === 0 && position.chunk === 0) return START;
    const above = previousChunk(view, position);
    position = { ...above, row: position.row + linesOfChunk(view, above).length };
  }
  while (position.entry < view.entries.length && position.row >= linesOfChunk(view, position).length)
    position = { ...nextChunk(view, position), row: position.row - linesOfChunk(view, position).length };
  return position.entry < view.entries.length ? position : endPosition(view);
}

/** The lines from a position on, at most so many. */
export function linesFrom(view: ScrollbackView, from: RowPosition, most: number): readonly Line[] {
  const lines: Line[] = [];
  for (
    let position = from;
    lines.length < most && position.entry < view.entries.length;
    position = nextChunk(view, position)
  )
    lines.push(...linesOfChunk(view, position).slice(position.row, position.row + most - lines.length));
  return lines;
}

/** Rows of the screen that show scrollback while reading: all but the bottom one, unless it is the only one. */
export const viewRows = ({ rows }: Size): number => Math.max(1, rows - 1);

/** The furthest that one can scroll: to the new prompt, if there is text above it, or to the last entry's own top. */
export function lastTop(view: ScrollbackView): RowPosition {
  const fits = moveBy(view, endPosition(view), Math.min(-1, 1 - viewRows(view.size)));
  const top = topOfLastEntry(view);
  return compare(fits, top) > 0 ? fits : top;
}

/** How long a page is, in what its chunks are long in: characters of a post, else rows. */
export const lengthOfDocument = (page: Document): number => page.reduce((sum, { length }) => sum + length, 0);

/** How much of its entry is above the position, from 0 to 1, by the length of the source. */
export function progress(view: ScrollbackView, entry: number, position: RowPosition): number {
  if (position.entry !== entry) return position.entry > entry ? 1 : 0;
  const page = view.entries[entry]?.document ?? [];
  const within = position.row / Math.max(1, linesOfChunk(view, position).length);
  const above = lengthOfDocument(page.slice(0, position.chunk)) + within * (page[position.chunk]?.length ?? 0);
  return above / Math.max(1, lengthOfDocument(page));
}

/**
 * A place in the scrollback that does not depend on a width: a block of a chunk, and how many of its letters stand
 * before it. `letters` is -1 for a blank row above the block's text.
 */
export type Anchor = {
  readonly entry: number;
  readonly chunk: number;
  readonly block: number;
  readonly letters: number;
};

const lettersOf = ({ spans }: Line): number => textOf(spans).replace(/\s/g, '').length;

/** The place of a row. */
export function toAnchor(view: ScrollbackView, { entry, chunk, row }: RowPosition): Anchor {
  const lines = linesOfChunk(view, { entry, chunk, row });
  const line = lines[row];
  if (!line) return { entry, chunk, block: 0, letters: 0 };
  const before = lines.slice(0, row).filter(({ block }) => block === line.block);
  const letters = before.reduce((sum, each) => sum + lettersOf(each), 0);
  return { entry, chunk, block: line.block, letters: letters === 0 && lettersOf(line) === 0 ? -1 : letters };
}

/** The row that shows a place: the one in which its first letter stands. */
export function toRowPosition(view: ScrollbackView, { entry, chunk, block, letters }: Anchor): RowPosition {
  const lines = linesOfChunk(view, { entry, chunk, row: 0 });
  const first = Math.max(0, lines.findIndex(line => line.block === block)); // biome-ignore format: one thought
  let row = first;
  let seen = 0;
  for (let at = first; lines[at]?.block === block && letters >= seen; at++) {
    const count = lettersOf(lines[at] as Line);
    if (count > 0) row = at;
    seen += count;
  }
  return { entry, chunk, row };
}

/** The line of the content at which the paragraph of a row begins; 0 above the first. */
export function sourceLineAt(view: ScrollbackView, position: RowPosition): number {
  return linesOfChunk(view, position)[position.row]?.source ?? 0;
}

/** The first row, in a part of a entry, of the paragraph that a line of the content is in. */
export function positionOfSource(view: ScrollbackView, entry: number, part: number, source: number): RowPosition {
  const parts = view.entries[entry]?.parts ?? [];
  const first = parts.slice(0, part).reduce((sum, { document }) => sum + document.length, 0);
  const page = parts[part]?.document ?? [];
  const within = page.findLastIndex(each => each.source > 0 && each.source <= source);
  const chunk = first + Math.max(0, within);
  const lines = linesOfChunk(view, { entry, chunk, row: 0 });
  let row = 0;
  for (const [at, line] of lines.entries()) {
    if (line.source > source) break;
    // Not the blank row above it.
    if (line.source > (lines[row]?.source ?? 0) || lettersOf(lines[row] as Line) === 0) row = at;
  }
  return { entry, chunk, row };
}
