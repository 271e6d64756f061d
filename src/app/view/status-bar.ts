import { blanks, type Safe, safe, sanitize, sliceSafe, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { fitPrefix, graphemes, spansWidth, width } from '../../text/width.ts';
import { formatCount } from '../../util/format.ts';
import type { EditLine } from '../state/line-editor.ts';
import type { Aside } from './aside.ts';

/** A screen: rows from the top, rows beside them, the bar on the bottom row, and the cursor. */
export type ScreenView = {
  readonly body: readonly Row[];
  readonly aside?: Aside | null;
  readonly bar: Row | null;
  readonly cursor: { readonly x: number; readonly y: number } | null;
};

/** `3 of 12` for the item with index 2. Empty if there are no items. */
export const positionText = (selected: number, count: number): string =>
  count === 0 ? '' : `${formatCount(selected + 1)} of ${formatCount(count)}`;

/** Keys and what they do, such as `space` and `page`. */
export type Hint = readonly [keys: string, words: string];

const MAX_HINTS = 5;

/**
 * Returns the status bar: on the left a message or hints, on the right the position. It shows as many hints as fit, and
 * always the last one, `leave`: on a narrow screen `position`, and then `shortPosition`, give way to it.
 */
export function statusBarRow(
  hints: readonly Hint[],
  leave: Hint,
  [longPosition, shortPosition = longPosition]: readonly [position: string, shortPosition?: string],
  notice: Safe | null,
  columns: number,
): Row {
  // Two blanks before the position, and one after it.
  const roomBeside = (position: string): number => columns - width(position) - (position === '' ? 1 : 3);
  const rowOf = (shown: readonly Hint[]): Row =>
    [...shown, leave].flatMap(([keys, words], at) => [
      { text: blanks(at === 0 ? 2 : 3), styles: [] },
      { text: sanitize(keys, 'name'), styles: ['accent' as const] },
      { text: sanitize(` ${words}`, 'name'), styles: ['dim' as const] },
    ]);
  const fits = (shown: readonly Hint[], position: string): boolean => spansWidth(rowOf(shown)) <= roomBeside(position);
  const first = hints.slice(0, 1);
  const position =
    [longPosition, shortPosition].find(each => fits(first, each)) ?? (fits([], shortPosition) ? shortPosition : '');
  const room = roomBeside(position);
  if (notice !== null) {
    const row: Row = [{ text: sanitize(`  ${truncate(notice, Math.max(0, room - 2))}`, 'name'), styles: [] }];
    const withLeave = [...row, { text: trusted(' '), styles: [] }, ...rowOf([])];
    return withPosition(spansWidth(withLeave) <= room ? withLeave : row, position, columns);
  }
  let shown = hints.slice(0, MAX_HINTS - 1);
  while (shown.length > 0 && !fits(shown, position)) shown = shown.slice(0, -1);
  return withPosition(rowOf(shown), position, columns);
}

/** Cuts a row, and adds the position at the right edge, as far as there is room. */
function withPosition(row: Row, position: string, columns: number): Row {
  let left = columns;
  const cut = row.map(span => {
    const text = fitPrefix(span.text, Math.max(0, left));
    left -= width(text);
    return { ...span, text };
  });
  const end = sanitize(`${blanks(left - width(position) - 1)}${position}`, 'name');
  return [...cut, { text: fitPrefix(end, Math.max(0, left)), styles: ['dim'] }];
}

const truncate = (text: Safe, columns: number): string =>
  width(text) <= columns ? text : `${fitPrefix(text, Math.max(0, columns - 1))}…`;

/** Returns the longest end of a text that fits. Reads only the end, because the text may be pages long. */
function fitSuffix(text: string, columns: number): Safe {
  // `sanitize` makes at most a dozen characters of one.
  const end = sanitize(text.slice(-16 * columns - 256), 'name');
  let left = columns;
  let from = end.length;
  for (const grapheme of graphemes(end).toReversed()) {
    left -= width(grapheme);
    if (left < 0) break;
    from -= grapheme.length;
  }
  return sliceSafe(end, from);
}

/** Returns the bottom row while a search is typed on it, and the column of the cursor. A long line is cut on the left. */
export function inputRow(
  label: string,
  { text, cursor }: EditLine,
  position: string,
  columns: number,
): { readonly row: Row; readonly x: number } {
  const lead = fitPrefix(sanitize(label, 'name'), columns - 2);
  const room = Math.max(1, columns - width(lead) - 1);
  const before = fitSuffix(text.slice(0, cursor), room);
  const after = fitPrefix(sanitize(text.slice(cursor), 'name'), Math.max(0, room - width(before)));
  const x = width(lead) + width(before);
  const used = x + width(after);
  const hasRoom = columns - used > width(position) + 3;
  const end = hasRoom ? `${blanks(columns - used - width(position) - 1)}${position}` : '';
  const row: Row = [
    { text: lead, styles: ['accent'] },
    { text: safe`${before}${after}`, styles: [] },
    { text: sanitize(end, 'name'), styles: ['dim'] },
  ];
  return { row, x: Math.min(x, columns - 1) };
}
