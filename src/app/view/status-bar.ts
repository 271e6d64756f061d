import { blanks, type Safe, safe, sanitize, sliceSafe, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { fitPrefix, graphemes, width } from '../../text/width.ts';
import type { EditLine } from '../state/line-editor.ts';

/** The bottom row: hints on the left, as many as fit, or what there is to say; where one is on the right. */
export function statusBarRow(hints: readonly string[], position: string, notice: Safe | null, columns: number): Row {
  // Two blanks before the position, and one after it.
  const room = columns - width(position) - (position === '' ? 1 : 3);
  let left = notice === null ? '' : `  ${cutTo(notice, Math.max(0, room - 2))}`;
  for (const hint of notice === null ? hints : []) {
    const next = left === '' ? `  ${hint}` : `${left}   ${hint}`;
    if (width(next) > room) break;
    left = next;
  }
  const gap = Math.max(0, columns - width(left) - width(position) - 1);
  const text = sanitize(`${left}${blanks(gap)}${position}`, 'name');
  const fits = fitPrefix(text, columns).length;
  if (notice === null) return [{ text: sliceSafe(text, 0, fits), styles: ['dim'] }];
  return [
    { text: sliceSafe(text, 0, Math.min(left.length, fits)), styles: ['accent'] },
    { text: sliceSafe(text, Math.min(left.length, fits), fits), styles: ['dim'] },
  ];
}

/** A text, cut where the cells end, with a mark. */
const cutTo = (text: Safe, cells: number): string =>
  width(text) <= cells ? text : `${fitPrefix(text, Math.max(0, cells - 1))}…`;

/** The longest end of a text that fits in so many cells. Looks no further into it than it must. */
function lastFitting(text: string, cells: number): Safe {
  // A character of the reader's is a dozen of ours at most; what is cut by this is beside the row.
  const near = sanitize(text.slice(-16 * cells - 256), 'name');
  let left = cells;
  let from = near.length;
  for (const grapheme of graphemes(near).toReversed()) {
    left -= width(grapheme);
    if (left < 0) break;
    from -= grapheme.length;
  }
  return sliceSafe(near, from);
}

/** The bottom row while something is typed on it, and the column of the cursor. What does not fit is cut on the left. */
export function inputRow(
  label: string,
  { text, cursor }: EditLine,
  position: string,
  columns: number,
): { readonly row: Row; readonly x: number } {
  const lead = fitPrefix(sanitize(label, 'name'), columns - 2);
  const room = Math.max(1, columns - width(lead) - 1);
  const before = lastFitting(text.slice(0, cursor), room);
  const after = fitPrefix(sanitize(text.slice(cursor), 'name'), Math.max(0, room - width(before)));
  const x = width(lead) + width(before);
  const used = x + width(after);
  const isRoom = columns - used > width(position) + 3;
  const end = isRoom ? safe`${blanks(columns - used - width(position) - 1)}${sanitize(position, 'name')}` : trusted('');
  const row: Row = [
    { text: lead, styles: ['accent'] },
    { text: safe`${before}${after}`, styles: [] },
    { text: end, styles: ['dim'] },
  ];
  return { row, x: Math.min(x, columns - 1) };
}
