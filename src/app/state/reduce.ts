import { type Safe, sanitize } from '../../text/sanitize.ts';
import type { Action, KeyName } from './actions.ts';
import { promptStart } from './cat-and-grep-lines.ts';
import { openHaiku } from './haiku-list.ts';
import { helpEntry } from './help.ts';
import { actionFor, type KeyContext, keyLabel } from './keymap.ts';
import type { PostIndex } from './post-index.ts';
import { createPreview } from './preview.ts';
import { freshPrompt, isEmptyLine, isFirstRow, reducePrompt, runJob } from './prompt.ts';
import { reduceReader } from './reader.ts';
import { readKeyInPost } from './reader-keys.ts';
import { readLast } from './reader-position.ts';
import { continueCounting, reduceSearchPrompt } from './reader-search.ts';
import { applyGrepBatch, applyTextBatch, isLineAsLeft, returnToPrompt, updatePrompt } from './refresh-prompt.ts';
import { applyReread } from './replace-post.ts';
import { resize } from './resize.ts';
import { reduceRunning } from './running.ts';
import { saveBookmark } from './save-bookmark.ts';
import type { Mode, PromptMode, ReaderMode, SelectMode, State } from './state.ts';
import { exit, notify, requestEffect } from './state.ts';
import { trimScrollback } from './trim-scrollback.ts';

/** Returns the state after an action; the same state if the action has no meaning in the mode. Pure. */
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
      return interrupt(state);
    case 'job-event':
      return mode.kind === 'running' && mode.job === action.job ? step(state, action.action) : state;
    case 'end':
      return exit(state, action.status);
    case 'end-of-input':
      // As in readline, ^D deletes unless the line is empty. It also exits if `q` went back to the line and nothing was typed.
      return hasText(state) ? reduceMode(state, { kind: 'edit', edit: 'delete-char' }) : exit(state, 0);
    case 'run':
      return runJob(state, { command: action.command });
    case 'count-more':
      return mode.kind === 'reading' && mode.search ? continueCounting(state, mode, mode.search) : state;
    case 'redraw':
      // With a new size object, the whole frame is drawn again.
      return { ...state, size: { ...state.size } };
    case 'suspend':
      return requestEffect(state, { kind: 'suspend' });
    case 'help':
      return mode.kind === 'prompt' || (mode.kind === 'reading' && !mode.previousMode)
        ? openHelp(state, mode)
        : reduceMode(state, action);
    case 'post-index':
      return applyPostIndex(state, action.postIndex);
    case 'preview':
      return { ...state, preview: createPreview(action) };
    case 'reread':
      return applyReread(state, action.slug, action.part);
    case 'request-done':
      return { ...state, request: null, notice: action.notice === null ? null : sanitize(action.notice, 'name') };
    case 'haiku-found':
      return openHaiku({ ...state, request: null, notice: null }, action);
    default:
      return reduceMode(state, action);
  }
}

function hasText(state: State): boolean {
  const { mode } = state;
  if (mode.kind !== 'prompt' || isLineAsLeft(state, mode)) return false;
  return mode.menu.kind === 'commands' ? mode.line.text !== '' : !isEmptyLine(mode.line);
}

/** ^C stops a command, cancels a search or a list, and otherwise quits. A second ^C quits while a command is stopping. */
function interrupt(state: State): State {
  const { mode } = state;
  if (mode.kind === 'running' && !mode.isStopping) return { ...state, mode: { ...mode, isStopping: true } };
  const isModal = ['search', 'history-search', 'select'].includes(keyContext(mode));
  return isModal ? step(state, { kind: 'escape' }) : exit(state, 130);
}

function reduceMode(state: State, action: Action): State {
  const { mode } = state;
  switch (mode.kind) {
    case 'prompt':
      if (action.kind === 'text-batch') return applyTextBatch(state, mode, action);
      if (action.kind === 'grep-batch') return { ...state, mode: applyGrepBatch(state, mode, action) };
      if (action.kind === 'select' && action.by === 'page-up' && isFirstRow(mode) && hasTextAbove(state))
        return readAbove(state, mode);
      return action.kind === 'escape' ? escapePrompt(state, mode) : reducePrompt(state, mode, action);
    case 'reading':
      return mode.searchPrompt
        ? reduceSearchPrompt(state, mode, mode.searchPrompt, action)
        : reduceReader(state, mode, action);
    case 'select':
      return reduceSelect(state, mode, action);
    case 'running':
      return reduceRunning(state, mode, action);
    case 'exited':
      return state;
  }
}

function keyContext(mode: Mode): KeyContext {
  if (mode.kind === 'running' || mode.kind === 'exited') return 'anywhere';
  if (mode.kind === 'prompt' && mode.menu.kind === 'commands') return 'history-search';
  return mode.kind === 'reading' && mode.searchPrompt ? 'search' : mode.kind;
}

function handleKey(state: State, key: KeyName): State {
  const { mode } = state;
  if (mode.kind === 'exited') return state;
  const context = keyContext(mode);
  const silent = silence(state);
  if (silent.mode.kind === 'reading' && context === 'reading')
    return handleKeyInPost(silent, silent.mode, key, state.notice !== null);
  const action = actionFor(context, key);
  if (action === undefined) return context === 'anywhere' ? silent : notify(silent, unboundText(context, key));
  return action === null ? silent : step(silent, action);
}

/** Clears the messages that are shown until the next key: the notice, and that a search wrapped around. */
function silence(state: State): State {
  const { mode } = state;
  const silent = state.notice === null ? state : { ...state, notice: null };
  if (mode.kind !== 'reading' || mode.searchPrompt || !mode.search?.wrapped) return silent;
  return { ...silent, mode: { ...mode, search: { ...mode.search, wrapped: null } } };
}

function handleKeyInPost(state: State, mode: ReaderMode, key: KeyName, hadNotice: boolean): State {
  const read = readKeyInPost(mode.pendingKeys, key);
  if ('pendingKeys' in read) return { ...state, mode: { ...mode, pendingKeys: read.pendingKeys } };
  const after = mode.pendingKeys === '' ? state : { ...state, mode: { ...mode, pendingKeys: '' } };
  if ('unbound' in read) return notify(after, unboundText('reading', read.unbound));
  // Escape clears a message first.
  return hadNotice && key === 'escape' ? after : step(after, read.action);
}

/** Where the keys are listed. The bottom row says how to leave. */
const HELP: Readonly<Partial<Record<KeyContext, string>>> = {
  reading: '; h shows the keys',
  prompt: '; F1 shows the keys',
};

const unboundText = (context: KeyContext, key: KeyName): Safe =>
  sanitize(`${keyLabel(key)} is not a key here${HELP[context] ?? ''}`, 'name');

/**
 * Escape ends a history search or clears the line. On an empty line, or the line from which the text above was opened, it
 * goes back to the text, or quits a picker.
 */
function escapePrompt(state: State, mode: PromptMode): State {
  if (mode.menu.kind === 'commands') return { ...state, mode: mode.menu.previousMode };
  if (mode.line.text !== promptStart && !isLineAsLeft(state, mode)) return { ...state, mode: freshPrompt(state) };
  if (hasTextAbove(state)) return readAbove(state, mode);
  return state.isPicker ? exit(state, 130) : state;
}

const hasTextAbove = ({ entries, isScreenReader }: State): boolean => entries.length > 0 && !isScreenReader;

/** Shows the whole of the last text above the prompt, from which `q` goes back to the prompt. */
const readAbove = (state: State, mode: PromptMode): State => ({ ...state, lastPrompt: mode, mode: readLast(state) });

function openHelp(state: State, previousMode: PromptMode | ReaderMode): State {
  const entry = helpEntry(previousMode.kind, state.program);
  if (state.isScreenReader) return { ...state, entries: [...state.entries, entry] };
  return { ...state, mode: { ...readLast({ ...state, entries: [entry] }), previousMode } };
}

function reduceSelect(state: State, mode: SelectMode, action: Action): State {
  const { previousMode } = mode;
  const before = {
    ...state,
    mode: previousMode.kind === 'prompt' ? returnToPrompt(state, previousMode) : previousMode,
  };
  switch (action.kind) {
    case 'highlight':
      return mode.items[action.index] ? { ...state, mode: { ...mode, selected: action.index } } : state;
    case 'choose': {
      const item = mode.items[action.index];
      return item ? step(before, item.action) : state;
    }
    case 'escape':
      return before;
    default:
      return state;
  }
}

function applyPostIndex(state: State, postIndex: PostIndex): State {
  const { mode } = state;
  const { unread, count } = postIndex;
  // Without posts, the menu shows it.
  const isNews = count > 0 && unread !== null && unread !== state.postIndex.unread;
  const after = { ...state, postIndex, notice: isNews ? sanitize(unread, 'name') : state.notice };
  return mode.kind === 'prompt' ? { ...after, mode: updatePrompt(state, after, mode) } : after;
}
