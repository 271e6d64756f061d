import type { Chunk } from '../../layout/document.ts';
import type { LayoutOptions } from '../../layout/layout.ts';
import { withRegexTimeout } from '../../search/regex-timeout.ts';
import type { Line } from '../../text/span.ts';
import type { Size } from '../../text/width.ts';
import { columnsForChunk } from './contents.ts';
import { lengthOfDocument, type OutputPart, type ScrollbackEntry } from './scrollback.ts';

export type ChunkPosition = { readonly entry: number; readonly chunk: number };

/** The address of a row: the indexes of entry, chunk, and row in the chunk. It needs no layout of the chunks above. */
export type RowPosition = ChunkPosition & { readonly row: number };

type Entries = { readonly entries: readonly ScrollbackEntry[] };

/** The scrollback, and what its layout depends on: the size, the columns that code is scrolled by, and the search. */
export type ScrollbackView = Entries & {
  readonly size: Size;
  readonly sideways: number;
  readonly search: { readonly entry: number; readonly expression: RegExp } | null;
};

/** The last layout of each chunk, because every key needs it again. */
const lastLayouts = new WeakMap<Chunk, LayoutOptions & { readonly lines: readonly Line[] }>();

function layoutChunk(chunk: Chunk, { columns, sideways, highlights = null }: LayoutOptions): readonly Line[] {
  const last = lastLayouts.get(chunk);
  if (last?.columns === columns && last.sideways === sideways && last.highlights === highlights) return last.lines;
  const plain = (): readonly Line[] => chunk.layout({ columns, sideways, highlights: null });
  const lines = highlights
    ? (withRegexTimeout(highlights, () => chunk.layout({ columns, sideways, highlights }), null) ?? plain())
    : plain();
  lastLayouts.set(chunk, { columns, sideways, highlights, lines });
  return lines;
}

/** Returns the columns for a chunk: those of the screen, less those of a contents rail. */
export function columnsAt({ entries, size }: ScrollbackView, { entry, chunk }: ChunkPosition): number {
  const current = entries[entry];
  const part = current?.document[chunk];
  return part ? columnsForChunk(current, part, size.columns) : size.columns;
}

export function linesOfChunk(view: ScrollbackView, { entry, chunk }: ChunkPosition): readonly Line[] {
  const { entries, sideways, search } = view;
  const current = entries[entry]?.document[chunk];
  const highlights = search?.entry === entry ? search.expression : null;
  return current ? layoutChunk(current, { columns: columnsAt(view, { entry, chunk }), sideways, highlights }) : [];
}

export const chunkCount = ({ entries }: Entries, entry: number): number => entries[entry]?.document.length ?? 0;

/** Returns the part at a position, and its index in the entry. Null outside of all parts. */
export function partAt(
  { entries }: Entries,
  { entry, chunk }: ChunkPosition,
): { readonly part: OutputPart; readonly index: number } | null {
  let end = 0;
  for (const [index, part] of (entries[entry]?.parts ?? []).entries()) {
    end += part.document.length;
    if (chunk < end) return { part, index };
  }
  return null;
}

/** Returns the index of the first chunk of a part, in the document of its entry. */
export const firstChunkOfPart = ({ entries }: Entries, entry: number, part: number): number =>
  (entries[entry]?.parts ?? []).slice(0, part).reduce((sum, { document }) => sum + document.length, 0);

export const START: RowPosition = { entry: 0, chunk: 0, row: 0 };

/** The row below the last entry, where the next prompt is shown. */
export const endPosition = ({ entries }: Entries): RowPosition => ({ ...START, entry: entries.length });

/** The first row of the last entry, which is its command. */
export const topOfLastEntry = ({ entries }: Entries): RowPosition => ({
  ...START,
  entry: Math.max(0, entries.length - 1),
});

export const compare = (a: RowPosition, b: RowPosition): number =>
  a.entry - b.entry || a.chunk - b.chunk || a.row - b.row;

const nextChunk = (view: ScrollbackView, { entry, chunk }: RowPosition): RowPosition =>
  chunk + 1 < chunkCount(view, entry) ? { entry, chunk: chunk + 1, row: 0 } : { ...START, entry: entry + 1 };

const previousChunk = (view: ScrollbackView, { entry, chunk }: RowPosition): ChunkPosition =>
  chunk > 0 ? { entry, chunk: chunk - 1 } : { entry: entry - 1, chunk: Math.max(0, chunkCount(view, entry - 1) - 1) };

/** The most chunks that are laid out to move by rows. It takes 0.2 s for the longest chunks. */
const MAX_MEASURED_CHUNKS = 64;

/** Creates a function that counts the rows of chunks. After many chunks, it estimates the number by the length of a chunk. */
function createRowCounter(view: ScrollbackView): (at: ChunkPosition) => number {
  let [chunks, rows, length] = [0, 0, 0];
  return at => {
    const chunk = view.entries[at.entry]?.document[at.chunk];
    if (!chunk) return 0;
    if (chunks === MAX_MEASURED_CHUNKS) return Math.ceil(chunk.length * (rows / Math.max(1, length)));
    const count = linesOfChunk(view, at).length;
    [chunks, rows, length] = [chunks + 1, rows + count, length + chunk.length];
    return count;
  };
}

/** Returns the position `by` rows below, or above if negative; at most the end, at least the first row. */
export function moveBy(view: ScrollbackView, from: RowPosition, by: number): RowPosition {
  const rowsOf = createRowCounter(view);
  let position: RowPosition = { ...from, row: from.row + by };
  while (position.row < 0) {
    if (position.entry === 0 && position.chunk === 0) return START;
    const above = previousChunk(view, position);
    position = { ...above, row: position.row + rowsOf(above) };
  }
  while (position.entry < view.entries.length) {
    const rows = rowsOf(position);
    if (position.row < rows)
      return { ...position, row: Math.max(0, Math.min(position.row, linesOfChunk(view, position).length - 1)) };
    position = { ...nextChunk(view, position), row: position.row - rows };
  }
  return endPosition(view);
}

/** Returns at most `count` lines from a position up to the start of the chunk `end`. */
export function linesFrom(
  view: ScrollbackView,
  from: RowPosition,
  count: number,
  end = endPosition(view),
): readonly Line[] {
  const lines: Line[] = [];
  for (let at = from; lines.length < count && compare(at, end) < 0; at = nextChunk(view, at))
    lines.push(...linesOfChunk(view, at).slice(at.row, at.row + count - lines.length));
  return lines;
}

/** The number of rows for text: all but the status bar. A screen of one row has no status bar. */
export const viewRows = ({ rows }: Size): number => Math.max(1, rows - 1);

/** Returns the last row that can be at the top: the first row of the last screenful, or of the last entry if that is below. */
export function lastTop(view: ScrollbackView): RowPosition {
  const fits = moveBy(view, endPosition(view), Math.min(-1, 1 - viewRows(view.size)));
  const top = topOfLastEntry(view);
  return compare(fits, top) > 0 ? fits : top;
}

/** Returns the row above which a percentage of an entry is. */
export function positionAtPercent(view: ScrollbackView, entry: number, percent: number): RowPosition {
  const document = view.entries[entry]?.document ?? [];
  let left = (Math.min(100, percent) / 100) * lengthOfDocument(document);
  const chunk = document.findIndex(({ length }) => {
    left -= length;
    return left < 0;
  });
  if (chunk < 0) return { ...START, entry: entry + 1 };
  const within = 1 + left / (document[chunk] as Chunk).length;
  return { entry, chunk, row: Math.floor(within * linesOfChunk(view, { entry, chunk }).length) };
}

/** Returns how much of an entry is above a position, from 0 to 1. */
export function progress(view: ScrollbackView, entry: number, position: RowPosition): number {
  if (position.entry !== entry) return position.entry > entry ? 1 : 0;
  const document = view.entries[entry]?.document ?? [];
  const within = position.row / Math.max(1, linesOfChunk(view, position).length);
  const above = lengthOfDocument(document.slice(0, position.chunk)) + within * (document[position.chunk]?.length ?? 0);
  return above / Math.max(1, lengthOfDocument(document));
}
