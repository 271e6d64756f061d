import { compare, firstSpot, moved, type Spot } from '../../src/app/state/scrollback.ts';
import { type State, scrolled } from '../../src/app/state/state.ts';

/** How many rows stand above a spot, counted one by one. */
function rowsAbove(state: State, spot: Spot): number {
  const all = scrolled(state);
  let rows = 0;
  for (let at = firstSpot; compare(at, spot) < 0; at = moved(all, at, 1)) rows++;
  return rows;
}

/** How many rows stand above the screen of a reader; null where there is none. */
export const topRow = (state: State): number | null =>
  state.mode.kind === 'reading' ? rowsAbove(state, state.mode.top) : null;
