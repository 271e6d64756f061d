import { blanks, type Safe, sanitize } from '../text/sanitize.ts';
import type { Line, Row } from '../text/span.ts';
import { expandTabs } from '../text/tabs.ts';
import { spansWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** Returns the lines of a source as text. */
export const sourceLines = (source: string): readonly Safe[] =>
  source
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(line => expandTabs(sanitize(line, 'code')));

export const plainRows = (lines: readonly Safe[]): readonly Row[] => lines.map(text => [{ text, styles: [] }]);

/** Wraps a line of a source at words. Blanks at its end are kept if they fit: in Markdown, two of them break the line. */
export function wrapSource(row: Row, columns: number): readonly Row[] {
  if (spansWidth(row) <= columns) return [row];
  const rows = wrap(row, columns);
  const [last] = row.slice(-1);
  const count = last ? last.text.length - last.text.trimEnd().length : 0;
  const end = rows.at(-1) ?? [];
  const fitting = Math.min(count, columns - spansWidth(end));
  return last && fitting > 0 ? rows.with(-1, [...end, { ...last, text: blanks(fitting) }]) : rows;
}

/** The fewest columns that have line numbers: those of a screen of 100, without the margin. */
const MIN_NUMBERED_COLUMNS = 98;
const GAP = 2;

/**
 * Lays out lines with their numbers, of at most `digits` digits, if there are enough columns. Only the first row of a line
 * has a number. `isWithin`: the first row continues the line of the part before.
 */
export function numberLines(
  columns: number,
  digits: number,
  isWithin: boolean,
  layout: (columns: number) => readonly Line[],
): readonly Line[] {
  if (columns < MIN_NUMBERED_COLUMNS) return layout(columns);
  let numbered = isWithin ? 0 : -1;
  return layout(columns - digits - GAP).map(line => {
    const number = line.block === numbered ? '' : String(line.source);
    numbered = line.block;
    const text = sanitize(number.padStart(digits).padEnd(digits + GAP), 'code');
    return { ...line, spans: [{ text, styles: ['gutter'] }, ...line.spans] };
  });
}
