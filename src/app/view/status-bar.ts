import { blanks, type Safe, safe, sanitize, sliceSafe } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { fitPrefix, graphemes, width } from '../../text/width.ts';
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

/** Returns the status bar: on the left a message, or as many hints as fit; on the right the position. */
export function statusBarRow(hints: readonly string[], position: string, notice: Safe | null, columns: number): Row {
  // Two blanks before the position, and one after it.
  const room = columns - width(position) - (position === '' ? 1 : 3);
  let left = notice === null ? '' : `  ${truncate(notice, Math.max(0, room - 2))}`;
  for (const hint of notice === null ? hints : []) {
    const next = left === '' ? `  ${hint}` : `${left}   ${hint}`;
    if (width(next) > room) break;
    left = next;
  }
  const gap = blanks(columns - width(left) - width(position) - 1);
  const start = fitPrefix(sanitize(left, 'name'), columns);
  return [
    { text: start, styles: notice === null ? ['dim'] : ['accent'] },
    { text: fitPrefix(sanitize(`${gap}${position}`, 'name'), columns - width(start)), styles: ['dim'] },
  ];
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
