import { type Line, textOf, withoutDrawing } from '../../text/span.ts';
import { chunkAtSource } from './scrollback.ts';
import {
  type ChunkPosition,
  firstChunkOfPart,
  linesOfChunk,
  type RowPosition,
  type ScrollbackView,
} from './scrollback-rows.ts';

/** A position that survives a change of width: a block, and how many of its letters are above; -1 for a blank row above it. */
export type Anchor = ChunkPosition & { readonly block: number; readonly letters: number };

/** Bars and line numbers do not count: their number depends on the width. A rule counts, so that its row can be found again. */
function countLetters({ spans }: Line): number {
  const text = withoutDrawing(spans);
  return textOf(text.length > 0 ? text : spans).replace(/\s/g, '').length;
}

export function toAnchor(view: ScrollbackView, { entry, chunk, row }: RowPosition): Anchor {
  const lines = linesOfChunk(view, { entry, chunk });
  const line = lines[row];
  if (!line) return { entry, chunk, block: 0, letters: 0 };
  const before = lines.slice(0, row).filter(({ block }) => block === line.block);
  const letters = before.reduce((sum, line) => sum + countLetters(line), 0);
  return { entry, chunk, block: line.block, letters: letters === 0 && countLetters(line) === 0 ? -1 : letters };
}

export function toRowPosition(view: ScrollbackView, { entry, chunk, block, letters }: Anchor): RowPosition {
  const lines = linesOfChunk(view, { entry, chunk });
  const first = Math.max(0, lines.findIndex(line => line.block === block)); // biome-ignore format: one thought
  let row = first;
  let seen = 0;
  for (let at = first; lines[at]?.block === block && letters >= seen; at++) {
    const count = countLetters(lines[at] as Line);
    if (count > 0) row = at;
    seen += count;
  }
  return { entry, chunk, row };
}

/** The source line at which the paragraph of a row begins; 0 above the first. */
export const sourceLineAt = (view: ScrollbackView, position: RowPosition): number =>
  linesOfChunk(view, position)[position.row]?.source ?? 0;

/** The first row of the paragraph that contains a source line, in a part of an entry. */
export function positionOfSource(view: ScrollbackView, entry: number, part: number, source: number): RowPosition {
  const parts = view.entries[entry]?.parts ?? [];
  const first = firstChunkOfPart(view, entry, part);
  const chunk = first + chunkAtSource(parts[part]?.document ?? [], source);
  let row = 0;
  let found: Line | undefined;
  for (const [at, line] of linesOfChunk(view, { entry, chunk }).entries()) {
    if (line.source > source) break;
    // Prefers a row with text to the blank row above it, and the first row of a line to the next ones.
    if (found && line.source <= found.source && countLetters(found) > 0) continue;
    [row, found] = [at, line];
  }
  return { entry, chunk, row };
}
