/** A cell. The name of the column has the unit of a number; null is an empty cell. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A table of measurements: rows with the same columns, and notes on them. */
export type Table = { readonly title: string; readonly notes?: string; readonly rows: readonly Row[] };

/** A part of the benchmark. */
export type Part = () => Promise<readonly Table[]>;

/** Formats a table as text, with names aligned left and numbers right, without empty columns. */
export function tableText({ title, notes, rows }: Table): string {
  const columns = columnsOf(rows);
  const text = [columns, ...rows.map(row => columns.map(column => cellText(row[column] ?? null)))];
  const widths = columns.map((_, at) => Math.max(...text.map(cells => cells[at]?.length ?? 0)));
  const isName = columns.map(column => rows.every(row => typeof row[column] !== 'number'));
  const lines = text.map(cells =>
    cells
      .map((cell, at) => (isName[at] ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...(notes ? [notes] : []), '', ...lines].join('\n');
}

/** Returns the columns of a table that are not empty. */
export const columnsOf = (rows: readonly Row[]): readonly string[] =>
  Object.keys(rows[0] ?? {}).filter(column => rows.some(row => row[column] !== null));

/** 0.01234 → 0.0123, 4.5678 → 4.57, 4567.8 → 4568. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  return Math.abs(cell) >= 100 ? cell.toFixed(0) : String(Number(cell.toPrecision(3)));
}

/** Rounds the numbers of a table to significant digits. */
export const rounded = (table: Table): Table => ({
  ...table,
  rows: table.rows.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        column,
        typeof cell === 'number' ? Number(cell.toPrecision(4)) : cell,
      ]),
    ),
  ),
});
