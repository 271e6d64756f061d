import { blanks, trusted } from './sanitize.ts';
import { type Row, type Span, textOf } from './span.ts';
import { sliceColumns, spansWidth, width } from './width.ts';

/**
 * A row that is arranged for a number of columns. `row` is the whole row, in which a search finds its matches. `arrange` gets it
 * with their highlights.
 */
export type FittedRow = { readonly row: Row; readonly arrange: (row: Row, columns: number) => readonly Row[] };

/** Returns the hanging indent of a row of output: below its text if it begins with a number that is aligned to the right. */
export const hangingIndent = (row: Row | FittedRow): number =>
  'arrange' in row || row.length < 2 || !row[0]?.text.startsWith(' ') ? 2 : spansWidth(row.slice(0, 1));

const ELLIPSIS: Span = { text: trusted('…'), styles: ['dim'] };

/** Returns the cells of a row from `from` to before `to`. A match that is not among them leaves an empty span. */
export const partOf = (row: Row, from: number, to: number): Row =>
  sliceColumns(row, from, to).map(({ column, ...span }) => span);

/** Fills a row with blanks up to the columns. */
export const padRow = (row: Row, columns: number): Row => [
  ...row,
  { text: blanks(columns - spansWidth(row)), styles: [] },
];

/** Returns the selected row of a list: a bar over all columns. */
export const barRow = (row: Row, columns: number): Row =>
  padRow(row, columns).map(span => ({ ...span, styles: ['selected', ...span.styles] }));

/** Cuts the end of a row that is wider than the columns. */
export function cutRow(row: Row, columns: number): Row {
  if (spansWidth(row) <= columns) return row;
  return [...partOf(row, 0, Math.max(0, columns - 1)), ELLIPSIS];
}

/** A part of a line. `from` and `to`: the columns of what must be visible. `isCut`: whether the line has text around it. */
type Excerpt = {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
  readonly isCut: { readonly before: boolean; readonly after: boolean };
};

/** Cuts a line at both ends, so that the columns from `from` to `to` are visible, with text before them. */
export function cutAround({ row, from, to, isCut }: Excerpt, columns: number): Row {
  const end = spansWidth(row);
  if (!isCut.before && !isCut.after && end <= columns) return row;
  const room = Math.max(0, columns - 1); // without the second ellipsis
  const before = Math.max(0, Math.min(Math.floor(columns / 3), room - 1 - (to - from)));
  // The end of a line uses the whole width.
  const last = isCut.after ? from : Math.min(from, end - columns + 1);
  const near = !isCut.before && to <= room ? 0 : Math.max(0, Math.min(from - before, last));
  // The excerpt begins between words, if the rest of the line fills the row but for two cells.
  const [word = ''] = (near > 0 && /^\S+(?= )/.exec(textOf(partOf(row, near, from)))) || [];
  const afterWord = near + width(word);
  const start = isCut.after || end - afterWord >= columns - 3 ? afterWord : near;
  const isCutBefore = isCut.before || start > 0;
  const left = columns - (isCutBefore ? 1 : 0);
  const isCutAfter = isCut.after || end - start > left;
  return [
    ...(isCutBefore ? [ELLIPSIS] : []),
    ...partOf(row, start, start + left - (isCutAfter ? 1 : 0)),
    ...(isCutAfter ? [ELLIPSIS] : []),
  ];
}
