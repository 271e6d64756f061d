import { selectScrollbackView } from '../../src/app/state/reader-position.ts';
import { compare, moveBy, type RowPosition, START } from '../../src/app/state/scrollback-rows.ts';
import type { State } from '../../src/app/state/state.ts';

/** The number of rows above a position, counted one by one. */
function rowsAbove(state: State, position: RowPosition): number {
  const all = selectScrollbackView(state);
  let rows = 0;
  for (let at = START; compare(at, position) < 0; at = moveBy(all, at, 1)) rows++;
  return rows;
}

/** The number of rows above the screen of the reader; null in other modes. */
export const topRow = (state: State): number | null =>
  state.mode.kind === 'reading' ? rowsAbove(state, state.mode.top) : null;
