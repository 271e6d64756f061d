import type { Safe } from '../render/sanitize.ts';
import {
  compare,
  lastTop,
  type OpenPost,
  partAt,
  placeOf,
  type Scrolled,
  type Spot,
  spotOf,
  type Turn,
  topOfLast,
} from './scrollback.ts';
import { type Reading, type Size, type State, scrolled } from './state.ts';

/** The last turn, from its top. */
export const reading = (turns: readonly Turn[], mark: number | null = null): Reading => ({
  kind: 'reading',
  top: topOfLast({ turns }),
  sideways: 0,
  finding: null,
  sought: null,
  mark,
  over: null,
});

/** Scrolls to a row, but no further than one can. */
export const to = (state: State, mode: Reading, top: Spot): State => {
  const rows = scrolled({ ...state, mode });
  return { ...state, mode: { ...mode, top: noFurther(rows, top) } };
};

const noFurther = (rows: Scrolled, top: Spot): Spot => {
  const last = lastTop(rows);
  return compare(top, last) > 0 ? last : top;
};

/** Tells the reader something. */
export const say = (state: State, notice: Safe): State => ({ ...state, notice });

/** The post at the top of the screen, and where it stands; null for what other commands put out. */
export function postAt(
  state: State,
  { top }: Reading,
): (Exclude<ReturnType<typeof partAt>, null> & { post: OpenPost }) | null {
  const placed = partAt(scrolled(state), top);
  return placed?.part.post ? { ...placed, post: placed.part.post } : null;
}

/** The text at the top stays at the top, whatever the new width makes of its rows. */
export function resized(state: State, size: Size): State {
  const after = { ...state, size };
  const { mode } = state;
  if (mode.kind !== 'reading') return after;
  const top = spotOf(scrolled(after), placeOf(scrolled(state), mode.top));
  const finding = mode.finding;
  return to({ ...after, mode: { ...mode, finding } }, mode, top);
}
