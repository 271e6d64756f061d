import type { Size } from '../../text/width.ts';
import { clampTop, selectScrollbackView } from './reader-position.ts';
import { compare } from './scrollback-rows.ts';
import { toAnchor, toRowPosition } from './stable-position.ts';
import type { Mode, ReaderMode, State } from './state.ts';

/** Changes all readers in a mode: the current reader, and the readers to which a list, the help or a search returns. */
export function mapReaders<Some extends Mode>(mode: Some, change: (mode: ReaderMode) => ReaderMode): Some;
export function mapReaders(mode: Mode, change: (mode: ReaderMode) => ReaderMode): Mode {
  if (mode.kind === 'select') return { ...mode, previousMode: mapReaders(mode.previousMode, change) };
  if (mode.kind !== 'reading') return mode;
  const { previousMode, searchPrompt } = mode;
  return change({
    ...mode,
    previousMode: previousMode && mapReaders(previousMode, change),
    searchPrompt: searchPrompt && { ...searchPrompt, from: mapReaders(searchPrompt.from, change) },
  });
}

/** Changes the size of the screen. The text in the top row stays at the top, even if its line breaks change. */
export function resize(state: State, size: Size): State {
  const after = { ...state, size };
  const keepTop = (mode: ReaderMode): ReaderMode => {
    const before = selectScrollbackView({ ...state, mode });
    const view = selectScrollbackView({ ...after, mode });
    const { columns } = state.size;
    const anchor = mode.resizeAnchor ?? { place: toAnchor(before, mode.top), top: mode.top, columns };
    const isBack = size.columns === anchor.columns;
    const top = clampTop(view, isBack ? anchor.top : toRowPosition(view, anchor.place));
    return { ...mode, top, resizeAnchor: isBack && compare(top, anchor.top) === 0 ? null : anchor };
  };
  return { ...after, mode: mapReaders(state.mode, keepTop) };
}
