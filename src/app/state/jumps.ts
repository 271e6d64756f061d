import { countLineEnds } from '../../posts/content.ts';
import { postPath } from '../../posts/slug.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import { formatCount } from '../../util/format.ts';
import type { KeyName } from './actions.ts';
import { jumpTo, type PlacedPost, postAt, scrollToSource, selectScrollbackView, visitOf } from './reader-position.ts';
import { lastTop, linesFrom, moveBy, positionAtPercent, topOfLastEntry, viewRows } from './scrollback-rows.ts';
import type { ReaderMode, State } from './state.ts';
import { notify } from './state.ts';
import { extendTrail, goToVisit } from './trail.ts';

/** Goes to a line of the post's file or, in other output, to a row; without a number to the top or the end. */
export function goToLine(state: State, mode: ReaderMode, direction: 1 | -1, line: number | undefined): State {
  const view = selectScrollbackView({ ...state, mode });
  const top = topOfLastEntry(view);
  if (line === undefined) return jumpTo(state, mode, direction < 0 ? top : lastTop(view));
  const placed = postAt(state, mode);
  return placed
    ? scrollToSource(state, mode, placed.index, Math.max(1, Math.trunc(line)))
    : jumpTo(state, mode, moveBy(view, top, Math.trunc(line) - 1));
}

export const goToPercent = (state: State, mode: ReaderMode, percent: number): State =>
  jumpTo(state, mode, positionAtPercent(selectScrollbackView({ ...state, mode }), mode.top.entry, percent));

/** Shows the numbers of the post's lines on the screen. For output without a post, shows its command. */
export function locate(state: State, mode: ReaderMode): State {
  const view = selectScrollbackView({ ...state, mode });
  const placed = postAt(state, mode);
  const command = view.entries[mode.top.entry]?.command ?? '';
  if (!placed) return notify(state, sanitize(command, 'name'));
  const { post } = placed;
  const sources = linesFrom(view, mode.top, viewRows(state.size)).map(({ source }) => source);
  const [from, to] = [Math.max(1, placed.line), Math.max(1, placed.line, ...sources)].map(formatCount);
  const count = formatCount(1 + countLineEnds(post.content.replace(/\n$/, '')));
  return notify(state, sanitize(`lines ${from} to ${to} of ${count}   ${postPath(post)}`, 'name'));
}

export function setMark(state: State, mode: ReaderMode, placed: PlacedPost, letter: KeyName): State {
  if (!/^[a-z]$/i.test(letter)) return notify(state, trusted('a mark is a letter'));
  const marks = new Map(state.marks).set(letter, visitOf(state, mode, placed));
  return notify({ ...state, marks }, sanitize(`marked: '${letter} comes back here`, 'name'));
}

/** Goes to a mark, also in another post. `'` is the place before the last jump, `^` the top and `$` the end. */
export function goToMark(state: State, mode: ReaderMode, placed: PlacedPost, letter: KeyName): State {
  if (letter === '^' || letter === '$') return goToLine(state, mode, letter === '^' ? -1 : 1, undefined);
  const trail = extendTrail(state, mode, placed);
  if (letter === "'") {
    if (!mode.lastPlace) return notify(state, trusted('no place to go back to in this post'));
    const lastPlace = visitOf(state, mode, placed);
    return goToVisit(state, { ...mode, lastPlace }, trail, mode.lastPlace);
  }
  const mark = state.marks.get(letter);
  if (mark) return goToVisit(state, mode, trail, mark);
  return notify(state, sanitize(`no mark ${letter}. m and a letter set one`, 'name'));
}
