import type { Action } from './actions.ts';
import { addLines, findLine, NO_LINES } from './grep-results.ts';
import { createMenu, itemCount, selectedPost, textHit, withOffer } from './menu.ts';
import { freshPrompt, isEmptyLine, submitLine } from './prompt.ts';
import type { Menu, PromptMode, State } from './state.ts';
import { addTextHits } from './text-results.ts';

/** The maximum number of hits that are searched for the selected post. */
const MAX_SEARCHED = 2000;

/** The prompt that `q` goes back to: its line, its hits among the posts that there are now, and its selected row. */
export const returnToPrompt = (state: State, left = state.lastPrompt): PromptMode =>
  left === null ? freshPrompt(state) : refreshMenu(state, left, true);

/** Whether a line is as it was when the text above was opened from it. */
export const isLineAsLeft = ({ lastPrompt, entries }: State, { line }: PromptMode): boolean =>
  entries.length > 0 && line === lastPrompt?.line;

/** Whether the first row stays selected if its post changes: while posts load, and until something is typed or read. */
const isFirstKept = ({ postIndex, entries }: State, { line, selected }: PromptMode): boolean =>
  selected === 0 && (postIndex.loading !== null || (entries.length === 0 && isEmptyLine(line)));

/** The prompt with the posts of a new index. `before`: the state with the old one. */
export const updatePrompt = (before: State, after: State, mode: PromptMode): PromptMode =>
  refreshMenu(after, mode, !isFirstKept(before, mode));

/** Searches anew. `keepsPost`: the selected post stays selected, otherwise the row. */
function refreshMenu(state: State, mode: PromptMode, keepsPost: boolean): PromptMode {
  if (mode.menu.kind === 'commands')
    return { ...mode, menu: { ...mode.menu, previousMode: refreshMenu(state, mode.menu.previousMode, keepsPost) } };
  if (mode.menu.kind !== 'posts') return mode;
  const menu = createMenu(state, mode.line.text, mode.menu);
  const path = keepsPost ? selectedPost(mode)?.path : undefined;
  const row = Math.max(0, Math.min(mode.selected, itemCount(menu) - 1));
  return { ...mode, menu, selected: (path === undefined ? undefined : findRow(menu, path, mode.selected)) ?? row };
}

/** The row of a post, which was at another row before. */
function findRow(menu: Menu, path: string, before: number): number | undefined {
  if (menu.kind !== 'posts') return undefined;
  const { hits, text } = menu;
  const count = Math.min(hits.length, before + MAX_SEARCHED);
  for (let rank = 0; rank < count; rank++) if (hits.at(rank)?.post.path === path) return rank;
  const at = text.hits.findIndex(hit => hit.path === path);
  return at < 0 ? undefined : hits.length + at;
}

/** Adds the results of a search of the text below the hits. The selected post stays selected. */
export function applyTextBatch(state: State, mode: PromptMode, action: Extract<Action, { kind: 'text-batch' }>): State {
  const { menu } = mode;
  if (menu.kind !== 'posts' || menu.text.query !== action.query) return state;
  const { opensFirst } = menu.text;
  const text = { ...addTextHits(menu.text, action.hits, action.isDone), opensFirst: opensFirst && !action.isDone };
  const after = withOffer(state.postIndex, { ...menu, text });
  const path = textHit(mode)?.path;
  const selected = (path === undefined ? undefined : findRow(after, path, 0)) ?? mode.selected;
  const prompt = { ...mode, menu: after, selected: Math.max(0, Math.min(selected, itemCount(after) - 1)) };
  // Enter opens a match of the query, not an offer.
  const isAsked = after.offer === null && (text.hits.length > 0 || action.isDone);
  return opensFirst && isAsked ? submitLine(state, prompt) : { ...state, mode: prompt };
}

/**
 * Adds results to the menu of the `grep` line that is typed. The first batch replaces those of an earlier line. If the same
 * search begins again, its results replace those before once they have the selected line, or are complete.
 */
export function applyGrepBatch(
  { postIndex }: State,
  mode: PromptMode,
  action: Extract<Action, { kind: 'grep-batch' }>,
): PromptMode {
  const { menu, line } = mode;
  if (menu.kind !== 'lines' || line.text !== action.command) return mode;
  const { isFirst, isDone } = action;
  const isAgain = isFirst ? menu.status !== 'stale' : menu.next !== null;
  const results = addLines(isFirst ? NO_LINES : (menu.next ?? menu), action);
  const selectedLine = isAgain ? menu.hits[mode.selected] : undefined;
  const found = selectedLine ? findLine(results.hits, selectedLine, isDone) : mode.selected;
  if (found < 0 && !isDone) return { ...mode, menu: { ...menu, next: results } };
  const selected = isFirst && !isAgain ? 0 : found < 0 ? Math.min(mode.selected, results.hits.length - 1) : found;
  const status = isDone ? 'done' : 'searching';
  const searched = isDone ? postIndex : null;
  return {
    ...mode,
    menu: { ...menu, ...results, status, searched, next: null },
    selected: Math.max(0, selected),
  };
}
