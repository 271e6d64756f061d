import type { Row } from '../../text/span.ts';
import type { SelectMode, State } from '../state/state.ts';
import { joinAside } from './aside.ts';
import { truncateRow } from './excerpt.ts';
import { NO_MARKER } from './menu.ts';
import { promptView } from './prompt.ts';
import { readerView, runningView } from './reader.ts';
import { type Hint, positionText, type ScreenView, statusBarRow } from './status-bar.ts';

function screenView(state: State): ScreenView {
  const { mode } = state;
  switch (mode.kind) {
    case 'prompt':
      return promptView(state, mode);
    case 'reading':
      return readerView(state, mode);
    case 'running':
      return runningView(state, mode);
    case 'select':
      return selectView(state, mode);
    case 'exited':
      return { body: [], bar: null, cursor: null };
  }
}

export function selectView({ size, notice }: State, { title, verb, items, selected }: SelectMode): ScreenView {
  if (size.rows < 3) return { body: [], bar: null, cursor: null };
  const choose: readonly Hint[] = [
    ['↑↓', 'choose'],
    [`1-${Math.min(9, items.length)}`, 'row'],
  ];
  return {
    body: [truncateRow([NO_MARKER], [{ text: title, styles: ['strong'] }], size.columns)],
    bar: statusBarRow(
      [['↵', verb], ...(items.length > 1 ? choose : [])],
      ['Esc', 'back'],
      [positionText(selected, items.length)],
      notice,
      size.columns,
    ),
    cursor: null,
  };
}

type Frame = { readonly rows: readonly Row[]; readonly cursor: ScreenView['cursor'] };

/** Returns a screen as rows, for the frame before Ink is loaded. No row is wider than the screen. */
export function frame(state: State): Frame {
  const { body: left, aside, bar, cursor } = screenView(state);
  const body = aside ? joinAside(left, aside) : left;
  const blanks = Array.from({ length: Math.max(0, state.size.rows - body.length - 1) }, (): Row => []);
  return { rows: bar ? [...body, ...blanks, bar] : body, cursor };
}
