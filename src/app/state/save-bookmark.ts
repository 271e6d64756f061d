import { postAt } from './reader-position.ts';
import type { Mode, ReaderMode, State } from './state.ts';

/** Saves a bookmark when the user leaves a post. Leaving it at the top removes the bookmark. */
export function saveBookmark(before: State, after: State): State {
  if (!['prompt', 'running', 'exited'].includes(after.mode.kind)) return after;
  const mode = readerIn(before.mode);
  const placed = mode && postAt(before, mode);
  if (!placed) return after;
  const { line, post } = placed;
  const { slug, rendered } = post;
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const bookmark = line > first ? line : 0;
  const isSame = (after.bookmarks.get(slug) ?? 0) === bookmark;
  return isSame ? after : { ...after, bookmarks: new Map(after.bookmarks).set(slug, bookmark) };
}

function readerIn(mode: Mode): ReaderMode | null {
  if (mode.kind === 'select') return readerIn(mode.previousMode);
  if (mode.kind !== 'reading') return null;
  return mode.previousMode ? readerIn(mode.previousMode) : mode;
}
