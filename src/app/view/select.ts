import type { Row } from '../../text/span.ts';
import type { SelectMode, State } from '../state/state.ts';
import { truncateRow } from './menu.ts';
import { positionText, statusBarRow } from './status-bar.ts';

type SelectView = { readonly title: Row | null; readonly menuRows: number; readonly bar: Row | null };

/** The rows around a modal list, which draws itself, and how many rows it has. */
export function selectView({ size, notice }: State, { title, verb, items, selected }: SelectMode): SelectView {
  if (size.rows < 3) return { title: null, menuRows: size.rows, bar: null };
  const hints = [`↵ ${verb}`, '↑↓ choose', 'Esc back'];
  return {
    title: truncateRow([], [{ text: title, styles: ['strong'] }], size.columns),
    menuRows: size.rows - 2,
    bar: statusBarRow(hints, positionText(selected, items.length), notice, size.columns),
  };
}
