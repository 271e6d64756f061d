import { bareSlug } from '../post/slug.ts';
import { isCutAfter } from '../render/layout.ts';
import { type Hits, noHits, type Search } from '../search/hits.ts';
import { nextCompletion, promptStart, queryOf, quotedCat, toggled, words } from './command-line.ts';
import { type EditLine, type EditName, edits, insert, lineOf } from './edit.ts';
import type { Part } from './host.ts';
import { actionFor, type KeyName } from './keymap.ts';
import {
  compare,
  lastTop,
  linesFrom,
  moved,
  placeOf,
  type Scrolled,
  type Spot,
  spotOf,
  type Turn,
  topOfLast,
  viewRows,
} from './scrollback.ts';

/** The terminal's size in cells. */
export type Size = { readonly columns: number; readonly rows: number };

/** The reader is typing a command line; `hits` is its menu, empty for a line that has none. */
export type Prompt = {
  readonly kind: 'prompt';
  readonly line: EditLine;
  readonly hits: Hits;
  readonly selected: number;
};

/** The reader is reading: `top` is the first row on the screen; code is scrolled `sideways` by so many columns. */
export type Reading = { readonly kind: 'reading'; readonly top: Spot; readonly sideways: number };

/**
 * A command is running; once it has put something out, its turn is the last one. Keys struck meanwhile wait for what
 * comes after it, as a terminal keeps them.
 */
export type Running = {
  readonly kind: 'running';
  /** Always the same object for one run. */
  readonly job: { readonly command: string };
  readonly hasTurn: boolean;
  /** Whether it was asked to stop. */
  readonly isStopping: boolean;
  readonly ahead: readonly KeyName[];
};

/** The posts that a session has: how to search them, how many there are, and how far it is with loading more. */
export type Shelf = {
  readonly search: Search;
  readonly count: number;
  /** Files read of so many, which is null until all are found; null once the posts are those on the disk. */
  readonly loading: { readonly done: number; readonly files: number | null } | null;
};

export const noPosts: Shelf = { search: () => noHits, count: 0, loading: null };

/** The whole session as one value. */
export type State = {
  readonly size: Size;
  readonly shelf: Shelf;
  /** The commands run so far, with their output. */
  readonly turns: readonly Turn[];
  readonly mode: Prompt | Reading | Running | { readonly kind: 'left'; readonly status: 0 | 130 };
};

/** By how far a reading key moves. */
export type Distance = 'row' | 'half-page' | 'page';

/** Everything that can happen to a session. */
export type Action =
  /** A key was struck: it means what the key table says of it in the mode that the session is in by then. */
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: EditName }
  | { readonly kind: 'select'; readonly by: number | 'page-up' | 'page-down' }
  | { readonly kind: 'complete' }
  /** From a search of haiku to one of text, and back. */
  | { readonly kind: 'toggle' }
  | { readonly kind: 'enter' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'end-of-input' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'scroll'; readonly direction: 1 | -1; readonly by: Distance }
  | { readonly kind: 'scroll-to'; readonly end: 'top' | 'bottom' }
  | { readonly kind: 'scroll-sideways'; readonly direction: 1 | -1 }
  | { readonly kind: 'back' }
  /** The running command puts something out. */
  | { readonly kind: 'put-out'; readonly part: Part }
  /** It has ended. */
  | { readonly kind: 'ran' }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Posts have come, gone or changed. */
  | { readonly kind: 'shelve'; readonly shelf: Shelf };

/** A session at its first prompt. */
export const opening = (shelf: Shelf, size: Size): State => ({
  size,
  shelf,
  turns: [],
  mode: prompt(shelf, lineOf(promptStart)),
});

function prompt({ search }: Shelf, line: EditLine): Prompt {
  const query = queryOf(line.text);
  return { kind: 'prompt', line, hits: query === null ? noHits : search(query), selected: 0 };
}

/** What the session is after an action. Pure, and total: an action that means nothing here changes nothing. */
export function reduce(state: State, action: Action): State {
  const { mode } = state;
  switch (action.kind) {
    case 'key':
      return struck(state, action.name);
    case 'resize':
      return resized(state, action.size);
    case 'interrupt':
      // As in a shell, what runs is stopped first; what will not stop is left.
      return mode.kind === 'running' && !mode.isStopping
        ? { ...state, mode: { ...mode, isStopping: true, ahead: [] } }
        : { ...state, mode: { kind: 'left', status: 130 } };
    case 'put-out':
      return mode.kind === 'running' ? putOut(state, mode, action.part) : state;
    case 'ran':
      return mode.kind === 'running' ? ran(state, mode) : state;
    case 'shelve':
      return shelved(state, action.shelf);
    default:
      if (mode.kind === 'prompt') return atPrompt(state, mode, action);
      if (mode.kind === 'reading') return atReading(state, mode, action);
      return state;
  }
}

function struck(state: State, key: KeyName): State {
  const { mode } = state;
  if (mode.kind === 'left') return state;
  if (mode.kind === 'running' && key !== '^c') return { ...state, mode: { ...mode, ahead: [...mode.ahead, key] } };
  const meaning = actionFor(mode.kind === 'reading' ? 'reading' : 'prompt', key);
  return meaning ? reduce(state, meaning) : state;
}

const isClear = (line: EditLine): boolean => line.text === '' || line.text === promptStart;

function atPrompt(state: State, mode: Prompt, action: Action): State {
  const edited = (line: EditLine): State =>
    // A cursor that moved leaves the menu as it is.
    ({ ...state, mode: line.text === mode.line.text ? { ...mode, line } : prompt(state.shelf, line) });
  switch (action.kind) {
    case 'type':
      return edited(insert(action.text)(mode.line));
    case 'edit':
      return edited(edits[action.edit](mode.line));
    case 'select':
      return { ...state, mode: { ...mode, selected: selection(state, mode, action.by) } };
    case 'complete': {
      const hit = mode.hits.at(mode.selected);
      return hit ? edited(lineOf(nextCompletion(mode.line.text, hit.post.slug))) : state;
    }
    case 'toggle':
      return edited(lineOf(toggled(mode.line.text)));
    case 'enter':
      return entered(state, mode);
    case 'escape':
      if (mode.line.text !== promptStart) return edited(lineOf(promptStart));
      return state.turns.length > 0 ? { ...state, mode: reading(state.turns) } : state;
    case 'end-of-input':
      return isClear(mode.line)
        ? { ...state, mode: { kind: 'left', status: 0 } }
        : edited(edits['delete-char'](mode.line));
    default:
      return state;
  }
}

function selection(state: State, { hits, selected }: Prompt, by: number | 'page-up' | 'page-down'): number {
  const page = Math.max(1, Math.floor(state.size.rows / 2));
  const step = by === 'page-up' ? -page : by === 'page-down' ? page : by;
  return Math.max(0, Math.min(hits.length - 1, selected + step));
}

/** A post that is named in full is one of so many first hits: only those of the same words are its equals. */
const wellPlaced = 100;

/** A selected post stays selected as long as it is among the first hits; the first of all is whichever is first. */
function shelved(state: State, shelf: Shelf): State {
  const after = { ...state, shelf };
  if (state.mode.kind !== 'prompt') return after;
  const { line, hits, selected } = state.mode;
  const mode = prompt(shelf, line);
  const path = hits.at(selected)?.post.path;
  const place = mode.hits.slice(0, selected + wellPlaced).findIndex(hit => hit.post.path === path);
  const kept = place < 0 ? Math.min(selected, mode.hits.length - 1) : place;
  return { ...after, mode: { ...mode, selected: selected === 0 ? 0 : Math.max(0, kept) } };
}

/** Enter runs the line. At a search it runs the highlighted post, unless the line names another one in full. */
function entered(state: State, { line, hits, selected }: Prompt): State {
  const typed = line.text.trim();
  const named = selected === 0 ? hits.slice(0, wellPlaced).find(hit => hit.post.slug === queryOf(typed)) : undefined;
  const hit = named ?? hits.at(selected);
  // A name that a shell would read otherwise, as one with a quote in it, is run quoted.
  const isTyped = hit === undefined || (hit === named && bareSlug(words(typed)?.[1] ?? '') === hit.post.slug);
  const command = isTyped ? typed : quotedCat(hit.post.slug);
  if (command === '') return state;
  if (command === 'exit') return { ...state, mode: { kind: 'left', status: 0 } };
  if (command === 'clear') return { ...state, turns: [], mode: prompt(state.shelf, lineOf(promptStart)) };
  return { ...state, mode: { kind: 'running', job: { command }, hasTurn: false, isStopping: false, ahead: [] } };
}

function putOut(state: State, mode: Running, { page, slug }: Part): State {
  const last = mode.hasTurn ? state.turns.at(-1) : undefined;
  const turn: Turn = last
    ? { ...last, slug: last.slug ?? slug, page: [...last.page, ...page] }
    : { command: mode.job.command, slug, page };
  const turns = last ? state.turns.with(-1, turn) : [...state.turns, turn];
  return { ...state, turns, mode: { ...mode, hasTurn: true } };
}

function ran(state: State, { ahead }: Running): State {
  const isLong = linesFrom(scrolled(state), topOfLast(state), state.size.rows).length > state.size.rows / 2;
  // A line or two of output is read where it stands, above the next prompt; a post is read from its top.
  const mode: State['mode'] =
    state.turns.at(-1)?.slug || isLong ? reading(state.turns) : prompt(state.shelf, lineOf(promptStart));
  return ahead.reduce(struck, { ...state, mode });
}

const reading = (turns: readonly Turn[]): Reading => ({ kind: 'reading', top: topOfLast({ turns }), sideways: 0 });

/** The scrollback as the screen shows it. */
export const scrolled = ({ turns, size, mode }: State): Scrolled => ({
  turns,
  size,
  sideways: mode.kind === 'reading' ? mode.sideways : 0,
});

function atReading(state: State, mode: Reading, action: Action): State {
  const rows = scrolled(state);
  const to = (top: Spot): State => ({ ...state, mode: { ...mode, top: noFurther(rows, top) } });
  const page = Math.max(1, viewRows(state.size));
  switch (action.kind) {
    case 'scroll': {
      const by = { row: 1, 'half-page': Math.max(1, page >> 1), page }[action.by];
      return to(moved(rows, mode.top, action.direction * by));
    }
    case 'scroll-to':
      return to(action.end === 'top' ? topOfLast(rows) : lastTop(rows));
    case 'scroll-sideways': {
      if (action.direction > 0 && !linesFrom(rows, mode.top, page).some(({ spans }) => isCutAfter(spans))) return state;
      // By half a screen, as less does.
      const by = action.direction * Math.max(1, state.size.columns >> 1);
      return { ...state, mode: { ...mode, sideways: Math.max(0, mode.sideways + by) } };
    }
    case 'back':
      return { ...state, mode: prompt(state.shelf, lineOf(promptStart)) };
    case 'end-of-input':
      return { ...state, mode: { kind: 'left', status: 0 } };
    default:
      return state;
  }
}

const noFurther = (rows: Scrolled, top: Spot): Spot => {
  const last = lastTop(rows);
  return compare(top, last) > 0 ? last : top;
};

/** The text at the top stays at the top, whatever the new width makes of its rows. */
function resized(state: State, size: Size): State {
  const after = { ...state, size };
  if (state.mode.kind !== 'reading') return after;
  const top = spotOf(scrolled(after), placeOf(scrolled(state), state.mode.top));
  return { ...after, mode: { ...state.mode, top: noFurther(scrolled(after), top) } };
}
