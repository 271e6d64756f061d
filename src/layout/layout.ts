import type { Block } from '../markdown/ast.ts';
import { blanks, repeatSafe, type Safe, safe, sanitize, splitSafe, trusted } from '../text/sanitize.ts';
import { type LaidOutRow, type Line, type Row, rowsAtLine, type Span, type StyleName } from '../text/span.ts';
import { sliceColumns, spansWidth, width } from '../text/width.ts';
import { breakAnywhere, wrap, wrapProse } from '../text/wrap.ts';
import { highlightTree } from './matches.ts';
import { tableRows } from './table.ts';

/** Prose is set in a measure of at most so many columns, however wide the surface is. */
export const MAX_PROSE_COLUMNS = 80;
const blank: Row = [];

/**
 * What a text is set for. `sideways` is by how many columns long code is scrolled; null where it cannot be, as in what
 * is printed once: there a long row of code goes on in the next. `marks` is what to mark, a pattern with the flag `g`;
 * where it is absent or null nothing is.
 */
export type LayoutOptions = {
  readonly columns: number;
  readonly sideways: number | null;
  readonly highlights?: RegExp | null;
};

/**
 * Sets a tree, each line with the number of its top-level block; where code can be scrolled, with that of its own line,
 * for no width changes how many rows that is. No line is wider than the setting.
 *
 *   layout([{ kind: 'paragraph', spans, line: 1 }], { columns: 40, sideways: null })
 *   → [{ spans: […], block: 0, source: 1 }, …]
 */
export function layout(tree: readonly Block[], setting: LayoutOptions): readonly Line[] {
  const room = { ...setting, columns: Math.max(1, setting.columns) };
  const shown = setting.highlights ? highlightTree(tree, setting.highlights) : tree;
  let number = -1;
  return shown.flatMap((block, index) => {
    const above = index === 0 || block.continues ? [] : spacingBefore(block, shown[index - 1]);
    const rows = layoutBlock(block, room);
    const isByRow = setting.sideways !== null && (block.kind === 'code' || block.kind === 'html');
    number++;
    const lines = above.map((spans): Line => ({ spans, block: number, source: sourceOf(rows, block) }));
    for (const [at, { spans, source }] of rows.entries()) {
      if (isByRow && at > 0) number++;
      lines.push({ spans, block: number, source });
    }
    return lines;
  });
}

/** The blank rows above a block: two above a heading that opens a part, none between notes, one above anything else. */
export function spacingBefore(block: Block, before: Block | undefined): readonly Row[] {
  if (block.kind === 'heading' && block.level <= 2) return [blank, blank];
  return block.kind === 'note' && before?.kind === 'note' ? [] : [blank];
}

/** A blank row above others is of the block that begins below it. */
const sourceOf = (rows: readonly LaidOutRow[], { line }: Pick<Block, 'line'>): number => rows[0]?.source ?? line;

function layoutBlock(block: Block, room: LayoutOptions): readonly LaidOutRow[] {
  switch (block.kind) {
    case 'haiku':
      return rowsAtLine(block.line, layoutHaiku(block.lines, room.columns));
    case 'title':
    case 'heading':
    case 'paragraph':
      return rowsAtLine(block.line, wrapProse(block.spans, room.columns));
    case 'code':
    case 'html':
      return indent(layoutCode(linesOf(block.spans), block.line, inside(room, 2)), room, blanks(2), []);
    case 'quote':
      return indent(layoutAll(block.blocks, inside(room, 2), false, block.continues), room, trusted('│ '), ['quote']);
    case 'list':
      return layoutList(block, room);
    case 'note':
      return layoutNote(block, room);
    case 'table':
      return tableRows(block, room.columns);
    case 'rule':
      return rowsAtLine(block.line, [
        [{ text: repeatSafe(trusted('─'), Math.min(room.columns, 24)), styles: ['dim'] }],
      ]);
  }
}

/** Not by Math.max(...), which is called with no more than some 100,000. */
const widestOf = (widths: readonly number[]): number => widths.reduce((widest, each) => Math.max(widest, each), 0);

const cutMark = { before: trusted('‹'), after: trusted('›') };

/** Whether a row is cut at its right end. */
export const isCutAfter = (row: Row): boolean => row.at(-1)?.text === cutMark.after && row.at(-1)?.styles[0] === 'cut';

/** Code keeps its lines. Those that are too long are cut, with a mark, and scrolled together; or go on, with a mark. */
function layoutCode(lines: readonly Row[], first: number, { columns, sideways }: LayoutOptions): readonly LaidOutRow[] {
  const widths = lines.map(spansWidth);
  const widest = widestOf(widths);
  if (widest <= columns) return lines.map((spans, index) => ({ spans, source: first + index }));
  const mark = (text: Safe): Span => ({ text, styles: ['cut'] });
  const hasMarks = columns > 2;
  if (sideways === null)
    return lines.flatMap((line, index) => {
      if ((widths[index] ?? 0) <= columns) return { spans: line, source: first + index };
      const rows = breakAnywhere(line, columns - (hasMarks ? 1 : 0));
      const marked = rows.map((row, at) => (at === rows.length - 1 || !hasMarks ? row : [...row, mark(cutMark.after)]));
      return rowsAtLine(first + index, marked);
    });
  const left = Math.min(sideways, widest - columns);
  return lines.map((line, index) => {
    const isCutBefore = hasMarks && left > 0 && (widths[index] ?? 0) > 0;
    const goesOn = hasMarks && (widths[index] ?? 0) > left + columns;
    const shown = sliceColumns(line, left + (isCutBefore ? 1 : 0), left + columns - (goesOn ? 1 : 0));
    const [before, after] = [isCutBefore ? [mark(cutMark.before)] : [], goesOn ? [mark(cutMark.after)] : []];
    return { spans: [...before, ...shown, ...after], source: first + index };
  });
}

/** On one row if it fits, else a row a line: a haiku breaks at its slashes before it breaks anywhere else. */
function layoutHaiku(lines: readonly Row[], room: number): readonly Row[] {
  const slash: Span = { text: trusted(' /'), styles: ['slash'] };
  const rows = lines.map((line, index): Row => (index === lines.length - 1 ? line : [...line, slash]));
  const space: Span = { text: trusted(' '), styles: [] };
  const whole = rows.flatMap((row, index) => (index === 0 ? row : [space, ...row]));
  const fits = spansWidth(whole) <= room;
  return fits ? [whole] : rows.flatMap(row => wrap(row, room));
}

/** Lays out the blocks of a container. `continues`: it has blocks in an earlier chunk. */
const layoutAll = (
  blocks: readonly Block[],
  room: LayoutOptions,
  tight: boolean,
  continues = false,
): readonly LaidOutRow[] =>
  blocks.flatMap((block, index) => {
    const rows = layoutBlock(block, room);
    const isAdjacent = block.continues || (index === 0 && !continues) || (tight && block.kind === 'list');
    return isAdjacent ? rows : [...rowsAtLine(sourceOf(rows, block), [blank]), ...rows];
  });

function layoutList(list: Extract<Block, { kind: 'list' }>, room: LayoutOptions): readonly LaidOutRow[] {
  const markers = list.items.map((item, index) => {
    const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
    return list.start === null ? box || '• ' : `${list.start + index}. ${box}`;
  });
  const hang = widestOf(markers.map(width));
  return list.items.flatMap((item, index) => {
    const rows = layoutAll(item.blocks, inside(room, hang), list.tight, item.continues);
    const marker = item.continues ? undefined : sanitize((markers[index] ?? '').padStart(hang), 'name');
    const lines = indent(rows.length > 0 ? rows : rowsAtLine(item.line, [blank]), room, blanks(hang), [], marker);
    const isAdjacent = list.tight || item.continues || (index === 0 && !list.continues);
    return isAdjacent ? lines : [...rowsAtLine(sourceOf(lines, item), [blank]), ...lines];
  });
}

function layoutNote(note: Extract<Block, { kind: 'note' }>, room: LayoutOptions): readonly LaidOutRow[] {
  const { label, blocks, line, continues } = note;
  const marker = safe`[${label}] `;
  const hang = Math.min(width(marker), room.columns >> 1);
  if (hang < width(marker)) {
    const above = continues ? [] : wrap([{ text: marker, styles: ['note'] }], room.columns);
    return [...rowsAtLine(line, above), ...layoutAll(blocks, room, false, continues)];
  }
  const rows = layoutAll(blocks, inside(room, hang), false, continues);
  const first = continues ? undefined : marker;
  return indent(rows.length > 0 ? rows : rowsAtLine(line, [blank]), room, blanks(hang), [], first);
}

/** What is left beside an indent; where the surface is too narrow for it there is no indent. */
const inside = (room: LayoutOptions, by: number): LayoutOptions =>
  room.columns - by >= 8 ? { ...room, columns: room.columns - by } : room;

/** Puts `prefix` before every row, `first` before the first, when there is room for it. */
function indent(
  rows: readonly LaidOutRow[],
  room: LayoutOptions,
  prefix: Safe,
  styles: readonly StyleName[],
  first?: Safe,
): readonly LaidOutRow[] {
  if (inside(room, width(prefix)) === room) {
    const above = first ? wrap([{ text: first, styles: ['dim'] }], room.columns) : [];
    return [...rowsAtLine(rows[0]?.source ?? 0, above), ...rows];
  }
  return rows.map(({ spans, source }, index) => {
    const isFirst = index === 0 && first !== undefined;
    return {
      spans: [{ text: isFirst ? first : prefix, styles: isFirst ? ['dim'] : styles }, ...spans],
      source,
    };
  });
}

/** Spans of a text with newlines as one list of spans a line. */
function linesOf(spans: readonly Span[]): readonly Row[] {
  const lines: Span[][] = [[]];
  for (const span of spans)
    for (const [index, text] of splitSafe(span.text, '\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...span, text });
    }
  return lines;
}
