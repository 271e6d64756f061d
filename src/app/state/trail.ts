import { catCommand } from '../../posts/slug.ts';
import { trusted } from '../../text/sanitize.ts';
import type { Visit } from './job.ts';
import { runJob } from './prompt.ts';
import { jumpTo, type PlacedPost, scrollToSource, selectScrollbackView, visitOf } from './reader-position.ts';
import { firstChunkOfPart } from './scrollback-rows.ts';
import { sourceLineAt, toRowPosition } from './stable-position.ts';
import type { ReaderMode, State } from './state.ts';
import { notify } from './state.ts';

/** More visits are forgotten, the first ones first. */
const MAX_TRAIL = 100;

/** Returns the trail of a reader with the place that it goes on from. */
export const extendTrail = (state: State, mode: ReaderMode, placed: PlacedPost): readonly Visit[] =>
  [...mode.trail, visitOf(state, mode, placed)].slice(-MAX_TRAIL);

/** Goes back to the last place of the trail. */
export function followBack(state: State, mode: ReaderMode): State {
  const last = mode.trail.at(-1);
  if (!last) return notify(state, trusted('nothing before this post (q: back to the list)'));
  const trail = mode.trail.slice(0, -1);
  return goToVisit(state, { ...mode, trail }, trail, last);
}

/** Goes to a visit. If its post is not on the screen, opens it with a `cat` command, and `trail` is the trail of its reader. */
export function goToVisit(state: State, mode: ReaderMode, trail: readonly Visit[], visit: Visit): State {
  const parts = state.entries[mode.top.entry]?.parts ?? [];
  const part = parts.findIndex(({ post }) => post?.path === visit.path);
  return part < 0
    ? runJob(state, { command: catCommand(visit), trail, openAt: visit })
    : scrollToVisit(state, mode, part, visit);
}

/** Scrolls a part to the row of a visit or, if the part has changed, to its source line. */
export function scrollToVisit(state: State, mode: ReaderMode, part: number, { line, place }: Visit): State {
  const view = selectScrollbackView({ ...state, mode });
  const { entry } = mode.top;
  const chunk = firstChunkOfPart(view, entry, part) + (place?.chunk ?? 0);
  const top = place && toRowPosition(view, { ...place, entry, chunk });
  return top && sourceLineAt(view, top) === line ? jumpTo(state, mode, top) : scrollToSource(state, mode, part, line);
}
