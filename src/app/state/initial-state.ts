import { trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { promptStart } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { createPrompt } from './prompt.ts';
import type { State } from './state.ts';
import type { PostIndex } from './types.ts';

/** The parts of a state that differ between sessions. */
export type InitialState = Partial<Pick<State, 'history' | 'bookmarks' | 'isPicker' | 'isScreenReader'>>;

/** The state at the first prompt. */
export const createInitialState = (postIndex: PostIndex, size: Size, initialState: InitialState = {}): State => ({
  size,
  postIndex,
  entries: [],
  mode: createPrompt({ postIndex }, createLine(promptStart)),
  history: [],
  searchHistory: [],
  bookmarks: new Map(),
  notice: null,
  request: null,
  preview: null,
  isPicker: false,
  isScreenReader: false,
  ...initialState,
  ...(initialState.isScreenReader ? { notice: trusted('F1: keys. ^D: quit') } : {}),
});
