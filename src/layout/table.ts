import type { Alignment, Block } from '../markdown/ast.ts';
import { blanks, sanitize, trusted } from '../text/sanitize.ts';
import { type LaidOutRow, type Row, rowsAtLine, toLines } from '../text/span.ts';
import { spansWidth } from '../text/width.ts';
import { widestWord, wrap, wrapLine, wrapProse } from '../text/wrap.ts';
import { maximum } from '../util/functions.ts';

type Table = Extract<Block, { kind: 'table' }>;

// In cells.
const GAP = 2;
/** A longer word may be cut, so that one long address does not make the table too wide. */
const MAX_WORD_WIDTH = 20;
/** A narrower column has at most two rows of prose in a cell. */
const MIN_PROSE_WIDTH = 12;

/** `columns`: the width for prose, which a cell may have. `wideColumns`: the width for the whole table. */
type TableOptions = { readonly columns: number; readonly wideColumns: number };

/**
 * Lays out a table. Columns are as wide as their cells, and shrink until the table fits. Cells wrap. If words would be cut,
 * or prose would be in a very narrow column, each row becomes a record of `head: cell` lines.
 */
export function layoutTable(table: Table, { columns, wideColumns }: TableOptions): readonly LaidOutRow[] {
  const { alignments, head, line } = table;
  const availableInCells = wideColumns - GAP * (alignments.length - 1);
  // A table may have thousands of columns. Only one that may fit is measured.
  if (availableInCells < alignments.length) return layoutRecords(table, columns);
  const rows = [head, ...table.rows.map(({ cells }) => cells)];
  const widest = (column: number, measure: (cell: Row) => number): number =>
    rows.reduce((max, cells) => Math.max(max, measure(cells[column] ?? [])), 1);
  const cellWidths = table.widths ?? alignments.map((_, column) => widest(column, widestLine));
  const natural = cellWidths.map(width => Math.min(columns, width));
  const minimum = natural.map((width, column) =>
    Math.min(width, MAX_WORD_WIDTH, table.widths ? width : widest(column, widestWord)),
  );
  const widths = shrink(natural, minimum, availableInCells);
  const isNarrow = widths.some((width, at) => width < MIN_PROSE_WIDTH && width * 2 < (natural[at] ?? 0));
  if (isNarrow || total(widths) > availableInCells) return layoutRecords(table, columns);
  const wrapCells = (cells: readonly Row[]): WrappedCells =>
    widths.map((width, at) => wrapProse(cells[at] ?? [], width));
  const wrapped = table.rows.map(({ cells }) => wrapCells(cells));
  const wraps = widths.map((width, at) =>
    table.widths ? width < (cellWidths[at] ?? 1) : wrapped.some(cells => isWrapped(cells[at])),
  );
  const aligned = alignments.map((alignment, at) => (wraps[at] ? 'left' : alignment));
  const rule = sanitize(widths.map(width => '─'.repeat(width)).join(blanks(GAP)), 'name');
  const headRows = [...joinCells(wrapCells(head), widths, aligned), [{ text: rule, styles: ['rule'] } as const]];
  // Blank rows tell where a record ends.
  const isSpaced = wraps.includes(true);
  return [
    ...rowsAtLine(line, table.continues || !hasText(head) ? [] : headRows),
    ...wrapped.flatMap((cells, at) => {
      const above = isSpaced && (at > 0 || table.continues) ? [[]] : [];
      return rowsAtLine(table.rows[at]?.line ?? line, [...above, ...joinCells(cells, widths, aligned)]);
    }),
  ];
}

/** Whether a head has text. A table of HTML may have no head. */
const hasText = (cells: readonly Row[]): boolean => cells.some(cell => cell.length > 0);

const widestLine = (cell: Row): number => toLines(cell).reduce((widest, line) => Math.max(widest, spansWidth(line)), 0);

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

/** Shrinks the widest column by one cell, again and again, until all columns fit or have their minimum. */
function shrink(natural: readonly number[], minimum: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  for (let excess = total(widths) - available; excess > 0; excess--) {
    const shrinkable = widths.map((width, column) => (width > (minimum[column] ?? 0) ? width : 0));
    const widest = shrinkable.indexOf(maximum(shrinkable));
    if (!shrinkable[widest]) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The rows of each cell of a row. */
type WrappedCells = readonly (readonly Row[])[];

const isWrapped = (rows: readonly Row[] = []): boolean => rows.length > 1;

/** Puts cells side by side. A wrapped cell in a centered column is at the left. */
function joinCells(wrapped: WrappedCells, widths: readonly number[], alignments: readonly Alignment[]): readonly Row[] {
  const height = Math.max(1, ...wrapped.map(rows => rows.length));
  const pad = (cells: number): Row => (cells > 0 ? [{ text: blanks(cells), styles: [] }] : []);
  return Array.from({ length: height }, (_, line) => {
    const row = widths.flatMap((width, column): Row => {
      const spans = wrapped[column]?.[line] ?? [];
      const spare = Math.max(0, width - spansWidth(spans));
      const center = isWrapped(wrapped[column]) ? 0 : spare >> 1;
      const before = { left: 0, center, right: spare }[alignments[column] ?? 'left'];
      return [...pad(before), ...spans, ...pad(spare - before + GAP)];
    });
    return row.slice(0, row.findLastIndex(span => span.text.trim() !== '') + 1);
  });
}

const labelOf = (head: Row = []): Row =>
  head.length > 0 ? [...head, { text: trusted(': '), styles: ['strong'] }] : [];

function layoutRecords({ head, rows, line, continues }: Table, columns: number): readonly LaidOutRow[] {
  const headRows = (): readonly Row[] => head.flatMap(cell => wrap(cell, columns));
  if (rows.length === 0) return rowsAtLine(line, headRows());
  return rows.flatMap((row, index) => {
    const record = row.cells.flatMap((cell, column) => wrapLine([...labelOf(head[column]), ...cell], columns));
    return rowsAtLine(row.line, index === 0 && !continues ? record : [[], ...record]);
  });
}
