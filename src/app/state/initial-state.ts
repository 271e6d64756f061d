import { trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { promptStart } from './cat-and-grep-lines.ts';
import { createLine, editLine } from './line-editor.ts';
import type { PostIndex } from './post-index.ts';
import { createPrompt } from './prompt.ts';
import type { State } from './state.ts';

export type InitialState = Partial<Pick<State, 'program' | 'history' | 'bookmarks' | 'isPicker' | 'isScreenReader'>> & {
  /** The text to type behind `cat post/`. */
  readonly query?: string | null;
};

export const createInitialState = (
  postIndex: PostIndex,
  size: Size,
  { query, program = { name: 'haiku-posts', about: '' }, ...initial }: InitialState = {},
): State => ({
  program,
  size,
  postIndex,
  entries: [],
  mode: createPrompt(
    { program, postIndex, history: [], isPicker: initial.isPicker ?? false },
    editLine(createLine(promptStart), { kind: 'type', text: query ?? '' }),
  ),
  lastPrompt: null,
  history: [],
  searchHistory: [],
  bookmarks: new Map(),
  marks: new Map(),
  scrollSteps: { rows: null, columns: null },
  notice: initial.isScreenReader ? trusted('F1: keys. ^D: quit') : null,
  request: null,
  preview: null,
  isPicker: false,
  isScreenReader: false,
  ...initial,
});
