import { breakCode } from '../text/break-row.ts';
import { trusted } from '../text/sanitize.ts';
import { type LaidOutRow, type Row, rowsAtLine, type Span } from '../text/span.ts';
import { sliceColumns, spansWidth } from '../text/width.ts';
import { maximum } from '../util/functions.ts';

/** `sideways`: the number of columns by which wide code is scrolled; null for printed output, where it wraps. */
type CodeOptions = { readonly wideColumns: number; readonly sideways: number | null };

const CUT_BEFORE: Span = { text: trusted('‹'), styles: ['cut'] };
const CUT_AFTER: Span = { text: trusted('›'), styles: ['cut'] };

/** Whether a row of code is cut at its right end. */
export const isCutAfter = (row: Row): boolean => row.at(-1)?.text === CUT_AFTER.text && row.at(-1)?.styles[0] === 'cut';

/** Lays out code line by line. Lines that are too wide are cut and scrolled together, or in print wrapped, with a mark. */
export function layoutCode(
  lines: readonly Row[],
  first: number,
  { wideColumns: columns, sideways }: CodeOptions,
): readonly LaidOutRow[] {
  const widths = lines.map(spansWidth);
  const widest = maximum(widths);
  const hasMarks = columns > 2;
  const left = Math.min(sideways ?? 0, widest - columns);
  return lines.flatMap((line, index) => {
    const cells = widths[index] ?? 0;
    if (widest <= columns || (sideways === null && cells <= columns)) return { spans: line, source: first + index };
    if (sideways === null) {
      const rows = breakCode(line, columns - (hasMarks ? 1 : 0));
      const marked = rows.map((row, at) => (at === rows.length - 1 || !hasMarks ? row : [...row, CUT_AFTER]));
      return rowsAtLine(first + index, marked);
    }
    const before = hasMarks && left > 0 && cells > 0 ? [CUT_BEFORE] : [];
    const after = hasMarks && cells > left + columns ? [CUT_AFTER] : [];
    const visible = sliceColumns(line, left + before.length, left + columns - after.length);
    return { spans: [...before, ...visible, ...after], source: first + index };
  });
}
