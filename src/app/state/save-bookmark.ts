import { postAt } from './reader-position.ts';
import type { Mode, ReaderMode, State } from './state.ts';

/** Saves a bookmark when the user leaves a post. A post that was left at its top has the bookmark 0, so it counts as read. */
export function saveBookmark(before: State, after: State): State {
  if (!['prompt', 'running', 'exited'].includes(after.mode.kind)) return after;
  const mode = readerIn(before.mode);
  const placed = mode && postAt(before, mode);
  if (!placed) return after;
  const { line, post } = placed;
  const { slug, rendered } = post;
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const bookmark = line > first ? line : 0;
  return after.bookmarks.get(slug) === bookmark
    ? after
    : { ...after, bookmarks: new Map(after.bookmarks).set(slug, bookmark) };
}

function readerIn(mode: Mode): ReaderMode | null {
  if (mode.kind === 'select') return readerIn(mode.previousMode);
  if (mode.kind !== 'reading') return null;
  return mode.previousMode ? readerIn(mode.previousMode) : mode;
}
