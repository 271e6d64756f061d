import { trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { promptStart } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { createPrompt } from './prompt.ts';
import type { State } from './state.ts';
import type { PostIndex } from './types.ts';

/** What a session brings along from those before it, and what it is for. */
export type InitialState = Partial<Pick<State, 'history' | 'bookmarks' | 'isPicker' | 'isScreenReader'>>;

/** A session at its first prompt. */
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
  ...(initialState.isScreenReader ? { notice: trusted('F1 tells the keys, ^D leaves') } : {}),
});
