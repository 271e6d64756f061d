import type { Slug } from '../post/slug.ts';
import type { Span } from '../render/line.ts';
import { rowPage } from '../render/page.ts';
import { own, sanitize } from '../render/sanitize.ts';
import { expressionOf } from '../search/pattern.ts';
import { meant, promptStart } from './command-line.ts';
import { lineOf } from './edit.ts';
import { find } from './finding.ts';
import { helpTurn } from './help.ts';
import { actionFor, type KeyName, type When } from './keymap.ts';
import { firstShown, listRows } from './list.ts';
import { reread } from './open-post.ts';
import { atPrompt, atRecalling, foundLines, freshPrompt, met, prompt, reshelved, selection } from './prompting.ts';
import { atReading } from './reading.ts';
import { linesFrom, type Part, sourceAt, spotOfSource, topOfLast, turnOf } from './scrollback.ts';
import { atSeeking, shown } from './seeking.ts';
import {
  type Action,
  type Choosing,
  type Item,
  type Mode,
  type Prompt,
  type Reading,
  type Running,
  type Shelf,
  type Size,
  type State,
  scrolled,
} from './state.ts';
import { postAt, reading, resized, sent } from './view.ts';

/** What a session brings along from those before it, and what it is for. */
export type Beginnings = Partial<Pick<State, 'history' | 'places' | 'picks' | 'isLinear'>>;

/** A session at its first prompt. */
export const opening = (shelf: Shelf, size: Size, beginnings: Beginnings = {}): State => ({
  size,
  shelf,
  turns: [],
  mode: prompt({ shelf }, lineOf(promptStart)),
  history: [],
  places: new Map(),
  notice: null,
  errand: null,
  preview: null,
  picks: false,
  isLinear: false,
  ...beginnings,
  ...(beginnings.isLinear ? { notice: own('F1 tells the keys, ^D leaves') } : {}),
});

/** What the session is after an action. Pure, and total: an action that means nothing here changes nothing. */
export function reduce(state: State, action: Action): State {
  const after = step(state, action);
  return isLeaving(state, after) ? { ...after, places: placesAfter(state) } : after;
}

function step(state: State, action: Action): State {
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
        : interrupted(state);
    case 'from-job':
      return mode.kind === 'running' && mode.job === action.job ? step(state, action.action) : state;
    case 'end':
      return { ...state, mode: { kind: 'left', status: action.status, picked: null } };
    case 'suspend':
      return sent(state, { kind: 'suspend' });
    case 'help':
      return mode.kind === 'prompt' || (mode.kind === 'reading' && !mode.over)
        ? helped(state, mode)
        : inMode(state, action);
    case 'shelve':
      return shelved(state, action.shelf);
    case 'previewed':
      // Without its command line: it was not run.
      return {
        ...state,
        preview: { slug: action.slug, turn: turnOf('', [{ ...action.part, page: action.part.page.slice(1) }]) },
      };
    case 'reread':
      return reread(state, action.slug, action.part);
    case 'done':
      return { ...state, errand: null, notice: action.notice === null ? null : sanitize(action.notice, 'name') };
    default:
      return inMode(state, action);
  }
}

/** ^C takes back what is being typed, or a list; else it leaves. */
function interrupted(state: State): State {
  const isWithin = ['search', 'history', 'menu'].includes(when(state) ?? '');
  return isWithin ? step(state, { kind: 'escape' }) : step(state, { kind: 'end', status: 130 });
}

function inMode(state: State, action: Action): State {
  const { mode } = state;
  switch (mode.kind) {
    case 'prompt':
      if (action.kind === 'found') return { ...state, mode: foundLines(mode, action) };
      return action.kind === 'escape' ? escaped(state, mode) : atPrompt(state, mode, action);
    case 'recalling':
      return atRecalling(state, mode, action);
    case 'reading':
      return mode.sought ? atSeeking(state, mode, action) : atReading(state, mode, action);
    case 'choosing':
      return atChoosing(state, mode, action);
    case 'running':
      return whileRunning(state, mode, action);
    case 'left':
      return state;
  }
}

/** Where a session is, as the key table has it. */
export function when({ mode }: Pick<State, 'mode'>): When | null {
  switch (mode.kind) {
    case 'reading':
      return mode.sought ? 'search' : 'reading';
    case 'recalling':
      return 'history';
    case 'choosing':
      return 'menu';
    case 'prompt':
      return 'prompt';
    default:
      return null;
  }
}

function struck(state: State, key: KeyName): State {
  const { mode } = state;
  if (mode.kind === 'left') return state;
  if (mode.kind === 'running' && key !== '^c') return waiting(state, mode, { kind: 'key', name: key });
  const meaning = actionFor(when(state) ?? 'prompt', key);
  const silent = state.notice === null ? state : { ...state, notice: null };
  // What is said is put away first.
  if (silent !== state && key === 'escape' && when(state) === 'reading') return silent;
  return meaning ? reduce(silent, meaning) : silent;
}

const waiting = (state: State, mode: Running, struck: Running['ahead'][number]): State => ({
  ...state,
  mode: { ...mode, ahead: [...mode.ahead, struck] },
});

/** Esc clears the line; on a clear line it goes back to the text above, or away where one was to choose a post. */
function escaped(state: State, mode: Extract<Mode, { kind: 'prompt' }>): State {
  if (mode.line.text !== promptStart) return { ...state, mode: freshPrompt(state) };
  if (state.turns.length > 0 && !state.isLinear) return { ...state, mode: lastRead(state) };
  return state.picks ? { ...state, mode: { kind: 'left', status: 130, picked: null } } : state;
}

/** The last turn from its top, and where its first post was left. */
function lastRead({ turns, places }: State): Reading {
  const post = turns.at(-1)?.parts.find(part => part.post !== null)?.post;
  return reading(turns, (post && places.get(post.slug)) || null);
}

function helped(state: State, under: Extract<Mode, { kind: 'prompt' | 'reading' }>): State {
  if (state.isLinear) return { ...state, turns: [...state.turns, helpTurn] };
  const over = { turn: helpTurn, under };
  return { ...state, mode: { ...reading([helpTurn]), over } };
}

function atChoosing(state: State, mode: Choosing, action: Action): State {
  const before = { ...state, mode: mode.under };
  switch (action.kind) {
    case 'select':
      return { ...state, mode: { ...mode, selected: selection(state, mode.items.length, mode.selected, action.by) } };
    case 'enter':
      return step(before, (mode.items[mode.selected] as Item).action);
    case 'take-row': {
      const item = mode.items[firstShown(mode, state.size) + action.row - 1];
      return item && action.row <= listRows(state.size) ? step(before, item.action) : state;
    }
    case 'escape':
      return before;
    case 'end-of-input':
      return { ...state, mode: { kind: 'left', status: 0, picked: null } };
    default:
      return state;
  }
}

/** New posts are searched for what is typed; nobody is disturbed by them. */
function shelved(state: State, shelf: Shelf): State {
  const after = { ...state, shelf };
  const { mode } = state;
  if (mode.kind === 'prompt') return { ...after, mode: reshelved(after, mode) };
  if (mode.kind === 'recalling') return { ...after, mode: { ...mode, under: reshelved(after, mode.under) } };
  return after;
}

function whileRunning(state: State, mode: Running, action: Action): State {
  switch (action.kind) {
    case 'put-out':
      return putOut(state, mode, action.part);
    case 'type':
      return waiting(state, mode, action);
    case 'ask':
      return mode.ahead.reduce(reduce, asked(state, action.typed, action.slugs));
    case 'ran':
      return mode.ahead.reduce(reduce, ran(mode.isStopping ? { ...state, notice: stopped } : state, mode));
    case 'met': {
      if (action.hit === null) {
        const notice = mode.isStopping ? stopped : own('no line of any post fits that');
        return mode.ahead.reduce<State>(reduce, { ...state, mode: searched(state, mode.job.command), notice });
      }
      const opened = met(state, action.hit, action.pattern);
      return opened.mode.kind === 'running' ? { ...opened, mode: { ...opened.mode, ahead: mode.ahead } } : opened;
    }
    default:
      return state;
  }
}

const stopped = own('stopped');

/** The line of a search that is over, which is not searched again until it is another. */
function searched(state: State, command: string): Prompt {
  const line = prompt(state, lineOf(command));
  if (line.menu.kind !== 'lines') return line;
  return {
    ...line,
    menu: { kind: 'lines', lines: { ...line.menu.lines, isCurrent: true, isDone: true, isOver: true } },
  };
}

function putOut(state: State, mode: Running, part: Part): State {
  const last = mode.hasTurn ? state.turns.at(-1) : undefined;
  const turns = last
    ? state.turns.with(-1, turnOf(last.command, [...last.parts, part]))
    : [...state.turns, turnOf(mode.job.command, [part])];
  return { ...state, turns, mode: { ...mode, hasTurn: true } };
}

/** Which of several posts was meant. */
function asked(state: State, typed: string, slugs: readonly Slug[]): State {
  const command = state.mode.kind === 'running' ? state.mode.job.command : '';
  const items = slugs.map(slug => ({
    label: sanitize(`post/${slug}.md`, 'name'),
    action: { kind: 'run', command: meant(command, typed, slug) } as const,
  }));
  const title = sanitize(`cat: ${typed}: which of these ${slugs.length}?`, 'name');
  if (state.isLinear) {
    const rows = [title, ...items.map(({ label }) => own(`  ${label}`))].map((text): Span[] => [{ text, styles: [] }]);
    const turn = turnOf(title, [{ page: rowPage(...rows), post: null }]);
    return { ...state, turns: [...state.turns, turn], mode: freshPrompt(state) };
  }
  return { ...state, mode: { kind: 'choosing', title, verb: 'read', items, selected: 0, under: freshPrompt(state) } };
}

/** A line or two of output is read where it stands, above the next prompt; a post is read from its top. */
function ran(state: State, { job }: Running): State {
  const post = state.turns.at(-1)?.parts.findIndex(part => part.post !== null) ?? -1;
  const isLong = linesFrom(scrolled(state), topOfLast(state), state.size.rows).length > state.size.rows / 2;
  if (state.isLinear || (post < 0 && !isLong)) {
    // Who listens is told which line it was: they do not see it.
    const notice = job.at ? sanitize(`line ${job.at.line}: ${job.at.text.trim()}`, 'name') : state.notice;
    return { ...state, mode: freshPrompt(state), notice };
  }
  const read = lastRead(state);
  const after = { ...state, mode: read };
  if (job.at === undefined || post < 0) return after;
  const expression = expressionOf(job.at.pattern);
  if ('problem' in expression) return after;
  const from = spotOfSource(scrolled(after), read.top.turn, post, job.at.line);
  const search = { pattern: job.at.pattern.text, expression: expression.line, direction: 1 as const };
  return shown(after, read, find(scrolled(after), from, search));
}

const isLeaving = (before: State, after: State): boolean =>
  readIn(before.mode) !== null && ['prompt', 'running', 'left'].includes(after.mode.kind);

/** What is read on the screen, or below what lies on it. */
function readIn(mode: Mode): Reading | null {
  if (mode.kind === 'choosing') return readIn(mode.under);
  if (mode.kind !== 'reading') return null;
  return mode.over ? readIn(mode.over.under) : mode;
}

/** Where the post at the top is left; one that is left at its top is as one that was not open. */
function placesAfter(state: State): State['places'] {
  const { places } = state;
  const mode = readIn(state.mode);
  const placed = mode && postAt({ ...state, mode }, mode);
  if (!placed) return places;
  const { slug, rendered } = placed.post;
  const line = sourceAt(scrolled({ ...state, mode }), mode.top);
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const place = line > first ? line : 0;
  return (places.get(slug) ?? 0) === place ? places : new Map(places).set(slug, place);
}
