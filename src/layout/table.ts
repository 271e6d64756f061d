import type { Alignment, Block } from '../markdown/ast.ts';
import { blanks, sanitize, trusted } from '../text/sanitize.ts';
import { type LaidOutRow, type Row, rowsAtLine } from '../text/span.ts';
import { spansWidth } from '../text/width.ts';
import { widestWord, wrap } from '../text/wrap.ts';

type Table = Extract<Block, { kind: 'table' }>;

const gap = 2;
/** A word longer than this may be cut, so that one address does not make a whole table too wide. In cells. */
const longestWord = 20;

/**
 * A table as rows: columns as wide as their cells, shrunk until the table fits, cells wrapped in their column, a line
 * under the head. Where words would have to be cut for it, each row is set as `head: cell` lines instead.
 */
export function tableRows(table: Table, room: number): readonly LaidOutRow[] {
  const { alignments, head, line } = table;
  const columns = alignments.length;
  const rows = [{ cells: head, line }, ...table.rows];
  const natural = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...rows.map(({ cells }) => spansWidth(cells[column] ?? []))),
  );
  const available = room - gap * (columns - 1);
  const floors = natural.map((each, column) =>
    Math.min(each, longestWord, Math.max(1, ...rows.map(({ cells }) => widestWord(cells[column] ?? [])))),
  );
  const widths = shrink(natural, floors, available);
  if (sumOf(widths) > available) return records(table, room);
  const rule: Row = [
    { text: sanitize(widths.map(each => '─'.repeat(each)).join(blanks(gap)), 'name'), styles: ['dim'] },
  ];
  return [
    ...(table.continues ? [] : rowsAtLine(line, [...layoutRow(head, widths, alignments), rule])),
    ...table.rows.flatMap(row => rowsAtLine(row.line, layoutRow(row.cells, widths, alignments))),
  ];
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, each) => sum + each, 0);

/** Takes a cell at a time from the widest column that is above its floor, until the sum fits or all are at theirs. */
function shrink(natural: readonly number[], floors: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  for (let over = sumOf(widths) - available; over > 0; over--) {
    const spare = widths.map((each, column) => (each > (floors[column] ?? 0) ? each : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (!spare[widest]) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function layoutRow(cells: readonly Row[], widths: readonly number[], alignments: readonly Alignment[]): readonly Row[] {
  const wrapped = widths.map((each, column) => wrap(cells[column] ?? [], each));
  const height = Math.max(1, ...wrapped.map(rows => rows.length));
  return Array.from({ length: height }, (_, line) =>
    withoutEnd(
      widths.flatMap((each, column): Row => {
        const spans = wrapped[column]?.[line] ?? [];
        const spare = Math.max(0, each - spansWidth(spans));
        const before = { left: 0, center: spare >> 1, right: spare }[alignments[column] ?? 'left'];
        const pad = (cells: number): Row => (cells > 0 ? [{ text: blanks(cells), styles: [] }] : []);
        return [...pad(before), ...spans, ...pad(spare - before + gap)];
      }),
    ),
  );
}

/** A row without the blanks at its end. */
const withoutEnd = (row: Row): Row => row.slice(0, row.findLastIndex(span => span.text.trim() !== '') + 1);

function records({ head, rows, line, continues }: Table, room: number): readonly LaidOutRow[] {
  if (rows.length === 0) return rowsAtLine(line, head.flatMap(cell => wrap(cell, room))); // biome-ignore format: one thought
  return rows.flatMap((row, index) => {
    const lines = row.cells.flatMap((cell, column) =>
      wrap([...(head[column] ?? []), { text: trusted(': '), styles: ['strong'] }, ...cell], room),
    );
    return rowsAtLine(row.line, index === 0 && !continues ? lines : [[], ...lines]);
  });
}
