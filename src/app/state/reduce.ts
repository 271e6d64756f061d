import { sanitize } from '../../text/sanitize.ts';
import type { Action } from './actions.ts';
import { promptStart } from './command-line.ts';
import { helpEntry } from './help.ts';
import { reduceHistorySearch, searchHistory } from './history-search.ts';
import { actionFor } from './keymap.ts';
import { createLine } from './line-editor.ts';
import { firstShown, listRows } from './menu-rows.ts';
import { applyReread } from './open-post.ts';
import {
  applyGrepBatch,
  freshPrompt,
  isEmptyLine,
  moveSelection,
  reducePrompt,
  refreshMenu,
  runJob,
} from './prompt.ts';
import { reduceReader } from './reader.ts';
import { addTypeAhead, reduceRunning } from './running.ts';
import { saveBookmark } from './save-bookmark.ts';
import { createEntry } from './scrollback.ts';
import { continueCounting, reduceSearchPrompt } from './search-prompt.ts';
import type { MenuItem, Mode, SelectMode, State } from './state.ts';
import { exit, readLast, readLastEntry, requestEffect, resize } from './transitions.ts';
import { trimScrollback } from './trim-scrollback.ts';
import type { KeyContext, KeyName, PostIndex } from './types.ts';

/** What the session is after an action. Pure, and total: an action that means nothing here changes nothing. */
export const reduce = (state: State, action: Action): State =>
  saveBookmark(state, trimScrollback(state, step(state, action)));

function step(state: State, action: Action): State {
  const { mode } = state;
  switch (action.kind) {
    case 'key':
      return handleKey(state, action.name);
    case 'resize':
      return resize(state, action.size);
    case 'interrupt':
      // As in a shell, what runs is stopped first; what will not stop is left.
      return mode.kind === 'running' && !mode.isStopping
        ? { ...state, mode: { ...mode, isStopping: true, typeAhead: [] } }
        : interrupted(state);
    case 'job-event':
      return mode.kind === 'running' && mode.job === action.job ? step(state, action.action) : state;
    case 'end':
      return exit(state, action.status);
    case 'end-of-input':
      // Where something was typed it deletes, as readline has it.
      return hasTyped(mode) ? inMode(state, { kind: 'edit', edit: 'delete-char' }) : exit(state, 0);
    case 'run':
      return runJob(state, { command: action.command });
    case 'count-more':
      return mode.kind === 'reading' && mode.search ? continueCounting(state, mode, mode.search) : state;
    case 'redraw':
      // For a size that is another object the next frame is drawn whole.
      return { ...state, size: { ...state.size } };
    case 'suspend':
      return requestEffect(state, { kind: 'suspend' });
    case 'help':
      return mode.kind === 'prompt' || (mode.kind === 'reading' && !mode.previousMode)
        ? helped(state, mode)
        : inMode(state, action);
    case 'post-index':
      return applyPostIndex(state, action.postIndex);
    case 'preview':
      // Without its command line: it was not run.
      return {
        ...state,
        preview: {
          slug: action.slug,
          entry: createEntry('', [{ ...action.part, document: action.part.document.slice(1) }]),
        },
      };
    case 'reread':
      return applyReread(state, action.slug, action.part);
    case 'request-done':
      return { ...state, request: null, notice: action.notice === null ? null : sanitize(action.notice, 'name') };
    default:
      return inMode(state, action);
  }
}

/** Whether there is anything on the line that is typed, where one is. */
function hasTyped(mode: Mode): boolean {
  if (mode.kind === 'prompt') return !isEmptyLine(mode.line);
  if (mode.kind === 'history-search') return mode.line.text !== '';
  return mode.kind === 'reading' && mode.searchPrompt !== null && mode.searchPrompt.line.text !== '';
}

/** ^C takes back what is being typed, or a list; else it leaves. */
function interrupted(state: State): State {
  const isWithin = ['search', 'history', 'menu'].includes(keyContext(state) ?? '');
  return isWithin ? step(state, { kind: 'escape' }) : step(state, { kind: 'end', status: 130 });
}

function inMode(state: State, action: Action): State {
  const { mode } = state;
  switch (mode.kind) {
    case 'prompt':
      if (action.kind === 'grep-batch') return { ...state, mode: applyGrepBatch(mode, action) };
      if (action.kind === 'search-history') return { ...state, mode: searchHistory(state, createLine(''), mode) };
      return action.kind === 'escape' ? escaped(state, mode) : reducePrompt(state, mode, action);
    case 'history-search':
      return reduceHistorySearch(state, mode, action);
    case 'reading':
      return mode.searchPrompt ? reduceSearchPrompt(state, mode, action) : reduceReader(state, mode, action);
    case 'select':
      return reduceSelect(state, mode, action);
    case 'running': {
      const after = reduceRunning(state, mode, action);
      return after.mode.kind === 'running' ? after : mode.typeAhead.reduce(reduce, after);
    }
    case 'exited':
      return state;
  }
}

/** Where a session is, as the key table has it. */
function keyContext({ mode }: Pick<State, 'mode'>): KeyContext | null {
  switch (mode.kind) {
    case 'reading':
      return mode.searchPrompt ? 'search' : 'reading';
    case 'history-search':
      return 'history';
    case 'select':
      return 'menu';
    case 'prompt':
      return 'prompt';
    default:
      return null;
  }
}

function handleKey(state: State, key: KeyName): State {
  const { mode } = state;
  if (mode.kind === 'exited') return state;
  if (mode.kind === 'running' && key !== '^c' && key !== '^l' && key !== '^z')
    return addTypeAhead(state, mode, { kind: 'key', name: key });
  const meaning = actionFor(keyContext(state) ?? 'prompt', key);
  const silent = state.notice === null ? state : { ...state, notice: null };
  // What is said is put away first.
  if (silent !== state && key === 'escape' && keyContext(state) === 'reading') return silent;
  return meaning ? step(silent, meaning) : silent;
}

/** Esc clears the line; on a clear line it goes back to the text above, or away where one was to choose a post. */
function escaped(state: State, mode: Extract<Mode, { kind: 'prompt' }>): State {
  if (mode.line.text !== promptStart) return { ...state, mode: freshPrompt(state) };
  if (state.entries.length > 0 && !state.isScreenReader) return { ...state, mode: readLast(state) };
  return state.isPicker ? exit(state, 130) : state;
}

function helped(state: State, previousMode: Extract<Mode, { kind: 'prompt' | 'reading' }>): State {
  if (state.isScreenReader) return { ...state, entries: [...state.entries, helpEntry] };
  return { ...state, mode: { ...readLastEntry([helpEntry]), previousMode } };
}

function reduceSelect(state: State, mode: SelectMode, action: Action): State {
  const before = { ...state, mode: mode.previousMode };
  switch (action.kind) {
    case 'select':
      return {
        ...state,
        mode: { ...mode, selected: moveSelection(state, mode.items.length, mode.selected, action.by) },
      };
    case 'enter':
      return step(before, (mode.items[mode.selected] as MenuItem).action);
    case 'take-row': {
      const item = mode.items[firstShown(mode, state.size) + action.row - 1];
      return item && action.row <= listRows(state.size) ? step(before, item.action) : state;
    }
    case 'escape':
      return before;
    default:
      return state;
  }
}

/** New posts are searched for what is typed; nobody is disturbed by them. */
function applyPostIndex(state: State, postIndex: PostIndex): State {
  const after = { ...state, postIndex };
  const { mode } = state;
  if (mode.kind === 'prompt') return { ...after, mode: refreshMenu(after, mode) };
  if (mode.kind === 'history-search')
    return { ...after, mode: { ...mode, previousMode: refreshMenu(after, mode.previousMode) } };
  return after;
}
