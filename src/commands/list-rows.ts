import type { Post } from '../posts/types.ts';
import { searchedText } from '../search/hits.ts';
import { cutRow, type FittedRow, partOf } from '../text/fit-row.ts';
import { blanks } from '../text/sanitize.ts';
import type { Row, Span } from '../text/span.ts';
import { spansWidth, width } from '../text/width.ts';
import { wrapPaths } from '../text/wrap.ts';
import { memoizeWeak } from '../util/functions.ts';
import type { ListedPost } from './command.ts';
import { DATE_COLUMNS, dateSpans, detailRows, nameSpans } from './post-spans.ts';

const GAP = 2;

/** The cells that names have at least beside a column of dates. */
const MIN_NAME_COLUMNS = 28;

/** Returns the width of the column of dates, and that of the widest haiku, which no column may cut. */
const measureList = memoizeWeak((posts: () => readonly Post[]) => {
  const all = posts();
  return {
    dateColumns: all.some(({ date }) => date !== null) ? DATE_COLUMNS : 0,
    nameColumns: all.reduce(
      (widest, post) => (post.haiku ? Math.max(widest, width(searchedText(post))) : widest),
      MIN_NAME_COLUMNS,
    ),
  };
});

/**
 * Returns the row of a post in a list: its date, its name, then the fields that match, and its folder. If the dates would
 * cut a haiku, they stand at the right, where there is room. If the fields that match do not fit, they get a row below.
 */
export function listedRow({ hit, before, all }: ListedPost): FittedRow {
  const { post } = hit;
  const name = nameSpans(post, hit);
  const fields = detailRows(post, { ...hit, hasDate: false });
  const details = fields.flat();
  if (before)
    return {
      row: [...before, ...name, ...details],
      arrange: (row, columns) => wrapPaths(row, columns, spansWidth(before)),
    };
  const { dateColumns, nameColumns } = measureList(all);
  const date = dateSpans(post, hit);
  const dateWidth = spansWidth(date);
  const nameEnd = dateColumns + spansWidth(name);
  const end = nameEnd + spansWidth(details);
  const arrange = (row: Row, columns: number): readonly Row[] => {
    const isDateFirst = columns >= dateColumns + nameColumns;
    const hang = isDateFirst ? dateColumns : 0;
    const start = partOf(row, isDateFirst ? 0 : dateColumns, nameEnd);
    const rest = partOf(row, nameEnd, end);
    const lastDate = isDateFirst ? [] : partOf(row, 0, dateWidth);
    const dateRoom = isDateFirst || dateWidth === 0 ? 0 : GAP + dateWidth;
    const used = spansWidth(start);
    const withDate = (row: Row): Row => {
      const room = columns - spansWidth(row) - dateWidth;
      if (dateRoom > 0 && room >= GAP) return [...row, indent(room), ...lastDate];
      return [...cutRow(row, columns), ...partOf(lastDate, 0, 0)];
    };
    if (hit.fields.length > 0 && used + end - nameEnd + dateRoom > columns)
      return [cutRow(start, columns), withDate([indent(hang), ...rest])];
    if (used > columns) return [cutRow([...start, ...rest, ...lastDate], columns)];
    const left = columns - used - (used + dateRoom <= columns ? dateRoom : 0);
    const shown = fields.map((_, at) => spansWidth(fields.slice(0, at + 1).flat())).findLast(width => width <= left);
    return [withDate([...start, ...partOf(rest, 0, shown ?? 0)])];
  };
  return { row: [...date, indent(dateColumns - dateWidth), ...name, ...details], arrange };
}

const indent = (count: number): Span => ({ text: blanks(count), styles: [] });
