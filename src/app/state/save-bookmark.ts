import type { Mode, ReaderMode, State } from './state.ts';
import { postAt } from './transitions.ts';

/**
 * A state with the place at which a post was left, where one that was read is no longer, nor below what lies on the
 * screen. One that is left at its top is as one that was not open.
 */
export function saveBookmark(before: State, after: State): State {
  const mode = readIn(before.mode);
  const isLeft = ['prompt', 'running', 'exited'].includes(after.mode.kind);
  const placed = mode && isLeft ? postAt(before, mode) : null;
  if (!placed) return after;
  const { line, post } = placed;
  const { slug, rendered } = post;
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const place = line > first ? line : 0;
  const isKnown = (after.bookmarks.get(slug) ?? 0) === place;
  return isKnown ? after : { ...after, bookmarks: new Map(after.bookmarks).set(slug, place) };
}

/** What is read on the screen, or below what lies on it. */
function readIn(mode: Mode): ReaderMode | null {
  if (mode.kind === 'select') return readIn(mode.previousMode);
  if (mode.kind !== 'reading') return null;
  return mode.previousMode ? readIn(mode.previousMode) : mode;
}
