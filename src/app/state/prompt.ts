import { type Slug, toSlug } from '../../posts/slug.ts';
import { NO_HITS } from '../../search/hits.ts';
import { sanitize } from '../../text/sanitize.ts';
import { splitWords } from '../../util/shell-words.ts';
import type { Action } from './actions.ts';
import { catQuery, nextCompletion, parseGrepLine, promptStart, quotedCat, toggleCatGrep } from './command-line.ts';
import { createLine, type EditLine, editLine } from './line-editor.ts';
import type { Menu, PromptMode, State } from './state.ts';
import { exit } from './transitions.ts';
import type { GrepResults, Job, LineMatch, PostIndex } from './types.ts';

/** Matching lines that the menu keeps; the others are counted. */
const MAX_GREP_ROWS = 2000;

/** The prompt with a line and its menu. `before` is the menu of the line before. */
export function createPrompt({ postIndex }: Pick<State, 'postIndex'>, line: EditLine, before?: Menu): PromptMode {
  return { kind: 'prompt', line, menu: menuOf(postIndex, line.text, before), selected: 0, historyPosition: null };
}

/** The prompt with a new line. */
export const freshPrompt = (state: Pick<State, 'postIndex'>): PromptMode =>
  createPrompt(state, createLine(promptStart));

/** The menu of a line. A `grep` menu keeps the results of the line before until it has its own. */
function menuOf(postIndex: PostIndex, text: string, before?: Menu): Menu {
  const query = catQuery(text);
  if (query !== null) return { kind: 'posts', hits: postIndex.search(query) };
  const search = parseGrepLine(text);
  if (search === null) return { kind: 'none' };
  // Without a pattern there is no search.
  const isDone = search.pattern.text === '';
  const results = before?.kind === 'lines' && !isDone ? before.lines : NO_RESULTS;
  const { pattern } = search;
  return { kind: 'lines', lines: { ...results, pattern, isCurrent: isDone, isDone, isOver: false, lost: null } };
}

const NO_RESULTS: Pick<GrepResults, 'hits' | 'count' | 'problem'> = { hits: [], count: 0, problem: null };

/** The number of items in a menu. */
export function rowCount(menu: Menu): number {
  if (menu.kind === 'posts') return menu.hits.length;
  return menu.kind === 'lines' ? menu.lines.hits.length : 0;
}

/** The number of matches, including those that the menu does not keep. */
export const matchCount = (menu: Menu): number => (menu.kind === 'lines' ? menu.lines.count : rowCount(menu));

/** The slug of the selected post, and its selected line; null where there is none. */
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

/** Whether nothing is typed. */
export const isEmptyLine = (line: EditLine): boolean => line.text === '' || line.text === promptStart;

/** The state after an action at the prompt. */
export function reducePrompt(state: State, mode: PromptMode, action: Action): State {
  const setLine = (line: EditLine): State =>
    // Moving the cursor keeps the menu.
    ({ ...state, mode: line.text === mode.line.text ? { ...mode, line } : createPrompt(state, line, mode.menu) });
  switch (action.kind) {
    case 'type':
      return setLine(editLine(mode.line, action));
    case 'edit':
      return setLine(withoutQuote(mode.line, editLine(mode.line, action)));
    case 'select':
      if (movesInHistory(mode, action.by)) return { ...state, mode: moveInHistory(state, mode, action.by) };
      return {
        ...state,
        mode: { ...mode, selected: moveSelection(state, rowCount(mode.menu), mode.selected, action.by) },
      };
    case 'complete': {
      const slug = selectedPost(mode)?.slug;
      return slug === undefined ? state : setLine(createLine(nextCompletion(mode.line.text, slug)));
    }
    case 'toggle-grep':
      return setLine(toggleCatGrep(mode.line));
    case 'enter':
      return submitLine(state, mode);
    default:
      return state;
  }
}

/** Removes the closing quote that ^F inserted, if all before it was deleted. */
const withoutQuote = (before: EditLine, after: EditLine): EditLine =>
  after.text === "'" && before.text !== "'" ? { ...after, text: '', cursor: 0 } : after;

type Step = number | 'page-up' | 'page-down';

/** Whether ↑ and ↓ go through the history: without a menu, and above the first item on an empty line. */
const movesInHistory = ({ line, menu, selected, historyPosition }: PromptMode, by: Step): boolean =>
  historyPosition !== null || menu.kind === 'none' || (by === -1 && selected === 0 && line.text === promptStart);

/** The index after moving the selection; a page is half of the screen. */
export function moveSelection({ size }: Pick<State, 'size'>, count: number, selected: number, by: Step): number {
  const page = Math.max(1, Math.floor(size.rows / 2));
  const step = by === 'page-up' ? -page : by === 'page-down' ? page : by;
  return Math.max(0, Math.min(count - 1, selected + step));
}

/** Goes back or forward in the history, up to the line that was typed. */
function moveInHistory(state: State, mode: PromptMode, by: Step): PromptMode {
  const { back, draft } = mode.historyPosition ?? { back: 0, draft: mode.line };
  const step = by === 'page-up' ? -state.history.length : by === 'page-down' ? state.history.length : by;
  const to = Math.max(0, Math.min(state.history.length, back - step));
  if (to === back) return mode;
  if (to === 0) return createPrompt(state, draft);
  return { ...createPrompt(state, createLine(state.history.at(-to) ?? '')), historyPosition: { back: to, draft } };
}

/** How many top hits to check for an exact slug match. */
const EXACT_MATCH_HITS = 100;

/** Searches anew. The selected post stays selected; a selected first item stays the first, whichever that is. */
export function refreshMenu(state: State, mode: PromptMode): PromptMode {
  if (mode.menu.kind !== 'posts') return mode;
  const menu = menuOf(state.postIndex, mode.line.text);
  if (menu.kind !== 'posts' || mode.selected === 0) return { ...mode, menu };
  const path = mode.menu.hits.at(mode.selected)?.post.path;
  const index = menu.hits.slice(0, mode.selected + EXACT_MATCH_HITS).findIndex(hit => hit.post.path === path);
  const selected = index < 0 ? Math.min(mode.selected, menu.hits.length - 1) : index;
  return { ...mode, menu, selected: Math.max(0, selected) };
}

/** Runs the line, or opens the selected item, unless the line is the full name of another post. */
export function submitLine(state: State, { line, menu, selected }: PromptMode): State {
  const typed = line.text.trim();
  if (menu.kind === 'lines') {
    const { hits, pattern, isCurrent, isDone, problem } = menu.lines;
    const hit = isCurrent ? hits[selected] : undefined;
    if (hit) return openMatch(addToHistory(state, typed), hit, pattern);
    if (isDone) return { ...state, notice: problem === null ? null : sanitize(problem, 'name') };
    return runJob(addToHistory(state, typed), { command: typed, openFirstMatch: true });
  }
  const hits = menu.kind === 'posts' ? menu.hits : NO_HITS;
  const named =
    selected === 0 ? hits.slice(0, EXACT_MATCH_HITS).find(hit => hit.post.slug === catQuery(typed)) : undefined;
  const hit = named ?? hits.at(selected);
  if (hit && state.isPicker) return exit(state, 0, hit.post.slug);
  // Quotes a name that a shell would read differently.
  const isTyped = hit === undefined || (hit === named && toSlug(splitWords(typed)?.[1] ?? '') === hit.post.slug);
  const command = isTyped ? typed : quotedCat(hit.post.slug);
  if (command === '') return state;
  if (command === 'exit') return exit(state, 0);
  if (command === 'clear')
    return {
      ...addToHistory(state, command),
      entries: state.isScreenReader ? state.entries : [],
      mode: freshPrompt(state),
    };
  return runJob(state, { command });
}

/** Opens the post of a matching line, or picks it. */
export const openMatch = (state: State, { slug, line, text }: LineMatch, pattern: GrepResults['pattern']): State =>
  state.isPicker
    ? exit(state, 0, slug)
    : runJob(state, { command: quotedCat(slug), openAtLine: { line, text, pattern } });

/** Starts a job, and adds its command to the history. */
export const runJob = (state: State, job: Job): State => ({
  ...(job.openFirstMatch ? state : addToHistory(state, job.command)),
  mode: { kind: 'running', job, hasEntry: false, isStopping: false },
});

const addToHistory = (state: State, command: string): State =>
  state.history.at(-1) === command ? state : { ...state, history: [...state.history, command] };

/** Adds results to the menu of the `grep` line that is typed. The first batch replaces the results so far. */
export function applyGrepBatch(mode: PromptMode, action: Extract<Action, { kind: 'grep-batch' }>): PromptMode {
  if (mode.menu.kind !== 'lines' || mode.line.text !== action.command) return mode;
  const { lines } = mode.menu;
  const { isFirst, isDone } = action;
  const [before, count] = isFirst ? [[], 0] : [lines.hits, lines.count];
  const hits = before.length < MAX_GREP_ROWS ? [...before, ...action.hits].slice(0, MAX_GREP_ROWS) : before;
  // A selected line is selected again when it is found again, unless it was the first.
  const selected = isFirst ? 0 : mode.selected;
  const lost = isFirst && lines.isCurrent && mode.selected > 0 ? (lines.hits[mode.selected] ?? null) : lines.lost;
  const found =
    lost && selected === 0 ? hits.findIndex(({ slug, line }) => slug === lost.slug && line === lost.line) : -1;
  const after: GrepResults = {
    ...lines,
    hits,
    count: count + action.hits.length,
    isCurrent: true,
    isDone,
    // The first error is the most telling one.
    problem: (isFirst ? null : lines.problem) ?? action.problem,
    lost: found < 0 && !isDone ? lost : null,
  };
  return { ...mode, menu: { kind: 'lines', lines: after }, selected: found < 0 ? selected : found };
}
