import { trusted } from '../../text/sanitize.ts';
import { promptStart } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { createPrompt } from './prompt.ts';
import type { PostIndex, Size, State } from './state.ts';

/** What a session brings along from those before it, and what it is for. */
export type InitialState = Partial<Pick<State, 'history' | 'places' | 'picks' | 'isLinear'>>;

/** A session at its first prompt. */
export const createInitialState = (shelf: PostIndex, size: Size, beginnings: InitialState = {}): State => ({
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
  ...beginnings,
  ...(beginnings.isScreenReader ? { notice: trusted('F1 tells the keys, ^D leaves') } : {}),
});
