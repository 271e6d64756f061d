import { padRow } from '../text/fit-row.ts';
import type { Row } from '../text/span.ts';
import { wrapPaths } from '../text/wrap.ts';
import type { Document } from './document.ts';
import { highlightRows } from './matches.ts';

/** The columns that a text has at least beside its indent. With fewer, there are fewer columns. */
const MIN_TEXT_WIDTH = 34;
const GAP = 2;
/** The indent of wrapped rows in a column that is too narrow for theirs. */
const NARROW_HANG = 4;

/** Returns rows in as many columns as fit, which are filled one after the other. Wrapped rows hang by `hang` cells. */
export const columnsDocument = (hang: number, rows: readonly Row[]): Document => [
  {
    layout: ({ columns, highlights }) =>
      arrange(highlights ? highlightRows(rows, highlights).rows : rows, columns, hang).map(spans => ({
        spans,
        block: 0,
        source: 0,
      })),
    length: rows.length,
    source: 0,
    headings: () => [],
    links: () => [],
    count: pattern => highlightRows(rows, pattern).count,
  },
];

function arrange(rows: readonly Row[], columns: number, hang: number): readonly Row[] {
  const count = Math.max(1, Math.floor((columns + GAP) / (hang + MIN_TEXT_WIDTH + GAP)));
  const columnWidth = Math.floor((columns + GAP) / count) - GAP;
  const indent = columnWidth > 2 * hang ? hang : NARROW_HANG;
  const cells = rows.map(row => wrapPaths(row, columnWidth, indent));
  let height = Math.ceil(cells.flat().length / count);
  while (fill(cells, height).length > count) height++;
  const filled = fill(cells, height);
  return Array.from({ length: Math.max(0, ...filled.map(({ length }) => length)) }, (_, at) =>
    filled.flatMap((column, index) => {
      const row = column[at] ?? [];
      const isLast = !filled.slice(index + 1).some(({ length }) => length > at);
      return isLast ? row : padRow(row, columnWidth + GAP);
    }),
  );
}

/** Puts cells into columns of a height. A cell is not divided. */
function fill(cells: readonly (readonly Row[])[], height: number): readonly (readonly Row[])[] {
  const filled: Row[][] = [];
  for (const cell of cells) {
    const last = filled.at(-1);
    if (last && last.length + cell.length <= height) last.push(...cell);
    else filled.push([...cell]);
  }
  return filled;
}
