import { trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import type { PostIndex } from './post-index.ts';
import { freshPrompt } from './prompt.ts';
import type { State } from './state.ts';

export type InitialState = Partial<Pick<State, 'history' | 'bookmarks' | 'isPicker' | 'isScreenReader'>>;

export const createInitialState = (postIndex: PostIndex, size: Size, initial: InitialState = {}): State => ({
  size,
  postIndex,
  entries: [],
  mode: freshPrompt({ postIndex, history: [], isPicker: false }),
  lastPrompt: null,
  history: [],
  searchHistory: [],
  bookmarks: new Map(),
  notice: initial.isScreenReader ? trusted('F1: keys. ^D: quit') : null,
  request: null,
  preview: null,
  isPicker: false,
  isScreenReader: false,
  ...initial,
});
