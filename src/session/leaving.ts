import type { Mode, Reading, State } from './state.ts';
import { postAt } from './view.ts';

/** Whether a post that was read is no longer, nor below what lies on the screen. */
export const isLeaving = (before: State, after: State): boolean =>
  readIn(before.mode) !== null && ['prompt', 'running', 'left'].includes(after.mode.kind);

/** What is read on the screen, or below what lies on it. */
function readIn(mode: Mode): Reading | null {
  if (mode.kind === 'choosing') return readIn(mode.under);
  if (mode.kind !== 'reading') return null;
  return mode.under ? readIn(mode.under) : mode;
}

/** Where the post at the top is left; one that is left at its top is as one that was not open. */
export function placesAfter(state: State): State['places'] {
  const { places } = state;
  const mode = readIn(state.mode);
  const placed = mode && postAt(state, mode);
  if (!placed) return places;
  const { line, post } = placed;
  const { slug, rendered } = post;
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const place = line > first ? line : 0;
  return (places.get(slug) ?? 0) === place ? places : new Map(places).set(slug, place);
}
