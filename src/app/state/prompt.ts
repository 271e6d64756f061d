import { type Slug, toSlug } from '../../posts/slug.ts';
import { NO_HITS } from '../../search/hits.ts';
import { sanitize } from '../../text/sanitize.ts';
import { splitWords } from '../../util/shell-words.ts';
import type { Action } from './actions.ts';
import { catQuery, nextCompletion, parseGrepLine, promptStart, quotedCat, toggleCatGrep } from './command-line.ts';
import { createLine, type EditLine, edits, insert } from './line-editor.ts';
import type { Menu, PromptMode, State } from './state.ts';
import { exit } from './transitions.ts';
import type { GrepResults, Job, LineMatch, PostIndex } from './types.ts';

/** Lines that a menu keeps; the others are counted. */
const MAX_GREP_ROWS = 2000;

/** A prompt with a line, and the menu that belongs to it. */
export function createPrompt({ postIndex }: Pick<State, 'postIndex'>, line: EditLine, before?: Menu): PromptMode {
  return { kind: 'prompt', line, menu: menuOf(postIndex, line.text, before), selected: 0, historyPosition: null };
}

/** The prompt of a new line. */
export const freshPrompt = (state: Pick<State, 'postIndex'>): PromptMode =>
  createPrompt(state, createLine(promptStart));

/** The menu of a line. That of a `grep` line shows what was found for the line before it until there is more. */
function menuOf(postIndex: PostIndex, text: string, before?: Menu): Menu {
  const query = catQuery(text);
  if (query !== null) return { kind: 'posts', hits: postIndex.search(query) };
  const search = parseGrepLine(text);
  if (search === null) return { kind: 'none' };
  const known = before?.kind === 'lines' ? before.lines : noLines;
  // There is nothing to be found for a pattern that is not there yet.
  const isDone = search.pattern.text === '';
  const since = { isCurrent: isDone, isDone, isOver: false, lost: null };
  return { kind: 'lines', lines: { ...(isDone ? noLines : known), pattern: search.pattern, ...since } };
}

const noLines: Pick<GrepResults, 'hits' | 'count' | 'problem'> = { hits: [], count: 0, problem: null };

/** How many rows there are to choose from. */
export function rowCount(menu: Menu): number {
  if (menu.kind === 'posts') return menu.hits.length;
  return menu.kind === 'lines' ? menu.lines.hits.length : 0;
}

/** How many there are, those that are not kept counted. */
export const matchCount = (menu: Menu): number => (menu.kind === 'lines' ? menu.lines.count : rowCount(menu));

/** The slug of the post that is selected, and at which of its lines. */
export function selectedPost({
  menu,
  selected,
}: PromptMode): { readonly slug: Slug; readonly line: number | null } | null {
  if (menu.kind === 'posts') {
    const post = menu.hits.at(selected)?.post;
    return post ? { slug: post.slug, line: null } : null;
  }
  const hit = menu.kind === 'lines' ? menu.lines.hits[selected] : undefined;
  return hit ? { slug: hit.slug, line: hit.line } : null;
}

/** Whether nothing was typed yet. */
export const isEmptyLine = (line: EditLine): boolean => line.text === '' || line.text === promptStart;

/** What an action does at the prompt, but for those that lead to another mode. */
export function reducePrompt(state: State, mode: PromptMode, action: Action): State {
  const edited = (line: EditLine): State =>
    // A cursor that moved leaves the menu as it is.
    ({ ...state, mode: line.text === mode.line.text ? { ...mode, line } : createPrompt(state, line, mode.menu) });
  switch (action.kind) {
    case 'type':
      return edited(insert(action.text)(mode.line));
    case 'edit':
      return edited(withoutQuote(mode.line, edits[action.edit](mode.line)));
    case 'select':
      return recalls(mode, action.by)
        ? { ...state, mode: recalledBy(state, mode, action.by) }
        : {
            ...state,
            mode: { ...mode, selected: moveSelection(state, rowCount(mode.menu), mode.selected, action.by) },
          };
    case 'complete': {
      const slug = selectedPost(mode)?.slug;
      return slug === undefined ? state : edited(createLine(nextCompletion(mode.line.text, slug)));
    }
    case 'toggle-grep':
      return edited(toggleCatGrep(mode.line));
    case 'enter':
      return submitLine(state, mode);
    default:
      return state;
  }
}

/** A line without the closing quote that ^F had put there, where all before it was cut. */
const withoutQuote = (before: EditLine, after: EditLine): EditLine =>
  after.text === "'" && before.text !== "'" ? { ...after, text: '', cursor: 0 } : after;

/** Whether one goes through the history: where there is no list, and from the top of that of a line that is clear. */
const recalls = (
  { line, menu, selected, historyPosition }: PromptMode,
  by: number | 'page-up' | 'page-down',
): boolean =>
  historyPosition !== null || menu.kind === 'none' || (by === -1 && selected === 0 && line.text === promptStart);

/** A row of a menu, moved from. */
export function moveSelection(
  { size }: Pick<State, 'size'>,
  count: number,
  selected: number,
  by: number | 'page-up' | 'page-down',
): number {
  const page = Math.max(1, Math.floor(size.rows / 2));
  const step = by === 'page-up' ? -page : by === 'page-down' ? page : by;
  return Math.max(0, Math.min(count - 1, selected + step));
}

/** The line of the history that is so many lines further back, or on; at last what was typed. */
function recalledBy(state: State, mode: PromptMode, by: number | 'page-up' | 'page-down'): PromptMode {
  const { back, draft } = mode.historyPosition ?? { back: 0, draft: mode.line };
  const step = by === 'page-up' ? -state.history.length : by === 'page-down' ? state.history.length : by;
  const to = Math.max(0, Math.min(state.history.length, back - step));
  if (to === back) return mode;
  if (to === 0) return createPrompt(state, draft);
  return { ...createPrompt(state, createLine(state.history.at(-to) ?? '')), historyPosition: { back: to, draft } };
}

/** A post that is named in full is one of so many first hits: only those of the same words are its equals. */
const wellPlaced = 100;

/** A selected post stays selected as long as it is among the first hits; the first of all is whichever is first. */
export function refreshMenu(state: State, mode: PromptMode): PromptMode {
  if (mode.menu.kind !== 'posts') return mode;
  const menu = menuOf(state.postIndex, mode.line.text);
  if (menu.kind !== 'posts' || mode.selected === 0) return { ...mode, menu };
  const path = mode.menu.hits.at(mode.selected)?.post.path;
  const place = menu.hits.slice(0, mode.selected + wellPlaced).findIndex(hit => hit.post.path === path);
  const selected = place < 0 ? Math.min(mode.selected, menu.hits.length - 1) : place;
  return { ...mode, menu, selected: Math.max(0, selected) };
}

/** Enter runs the line. At a search it opens what is highlighted, unless the line names another post in full. */
export function submitLine(state: State, { line, menu, selected }: PromptMode): State {
  const typed = line.text.trim();
  if (menu.kind === 'lines') {
    const { hits, pattern, isCurrent, isDone, problem } = menu.lines;
    const hit = isCurrent ? hits[selected] : undefined;
    if (hit) return openMatch(remembered(state, typed), hit, pattern);
    if (isDone) return { ...state, notice: problem === null ? null : sanitize(problem, 'name') };
    return runJob(remembered(state, typed), { command: typed, openFirstMatch: true });
  }
  const hits = menu.kind === 'posts' ? menu.hits : NO_HITS;
  const named = selected === 0 ? hits.slice(0, wellPlaced).find(hit => hit.post.slug === catQuery(typed)) : undefined;
  const hit = named ?? hits.at(selected);
  if (hit && state.isPicker) return exit(state, 0, hit.post.slug);
  // A name that a shell would read otherwise, as one with a quote in it, is run quoted.
  const isTyped = hit === undefined || (hit === named && toSlug(splitWords(typed)?.[1] ?? '') === hit.post.slug);
  const command = isTyped ? typed : quotedCat(hit.post.slug);
  if (command === '') return state;
  if (command === 'exit') return exit(state, 0);
  if (command === 'clear')
    return {
      ...remembered(state, command),
      entries: state.isScreenReader ? state.entries : [],
      mode: freshPrompt(state),
    };
  return runJob(state, { command });
}

/** Opens the post of a line that was found. */
export const openMatch = (state: State, { slug, line, text }: LineMatch, pattern: GrepResults['pattern']): State =>
  state.isPicker
    ? exit(state, 0, slug)
    : runJob(state, { command: quotedCat(slug), openAtLine: { line, text, pattern } });

/** Runs a command, and keeps it in the history. What waits for a search waits for the post that it found. */
export function runJob(state: State, job: Job): State {
  const typeAhead = state.mode.kind === 'running' ? state.mode.typeAhead : [];
  const mode: State['mode'] = { kind: 'running', job, hasEntry: false, isStopping: false, typeAhead };
  return { ...(job.openFirstMatch ? state : remembered(state, job.command)), mode };
}

const remembered = (state: State, command: string): State =>
  state.history.at(-1) === command ? state : { ...state, history: [...state.history, command] };

/** Lines found for a line that is being typed. The first of them take the place of those that were found before. */
export function applyGrepBatch(mode: PromptMode, action: Extract<Action, { kind: 'grep-batch' }>): PromptMode {
  if (mode.menu.kind !== 'lines' || mode.line.text !== action.command) return mode;
  const { lines } = mode.menu;
  const { isFirst, isDone } = action;
  const [before, count] = isFirst ? [[], 0] : [lines.hits, lines.count];
  const hits = before.length < MAX_GREP_ROWS ? [...before, ...action.hits].slice(0, MAX_GREP_ROWS) : before;
  // The first of all is whichever is first; another that was selected is, when it is found again.
  const selected = isFirst ? 0 : mode.selected;
  const lost = isFirst && lines.isCurrent && mode.selected > 0 ? (lines.hits[mode.selected] ?? null) : lines.lost;
  const again =
    lost && selected === 0 ? hits.findIndex(({ slug, line }) => slug === lost.slug && line === lost.line) : -1;
  const after: GrepResults = {
    ...lines,
    hits,
    count: count + action.hits.length,
    isCurrent: true,
    isDone,
    // The first thing that is wrong says most.
    problem: (isFirst ? null : lines.problem) ?? action.problem,
    lost: again < 0 && !isDone ? lost : null,
  };
  return { ...mode, menu: { kind: 'lines', lines: after }, selected: again < 0 ? selected : again };
}
