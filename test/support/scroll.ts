import { compare, moveBy, type RowPosition, START } from '../../src/app/state/scrollback.ts';
import { type State, selectScrollbackView } from '../../src/app/state/state.ts';

/** How many rows stand above a spot, counted one by one. */
function rowsAbove(state: State, spot: RowPosition): number {
  const all = selectScrollbackView(state);
  let rows = 0;
  for (let at = START; compare(at, spot) < 0; at = moveBy(all, at, 1)) rows++;
  return rows;
}

/** How many rows stand above the screen of a reader; null where there is none. */
export const topRow = (state: State): number | null =>
  state.mode.kind === 'reading' ? rowsAbove(state, state.mode.top) : null;
