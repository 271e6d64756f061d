import { catCommand, postPath, toSlug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import { NO_HITS } from '../../search/hits.ts';
import { sanitize } from '../../text/sanitize.ts';
import { splitWords } from '../../util/shell-words.ts';
import type { Action } from './actions.ts';
import { catQuery, nextCompletion, parseGrepLine, promptStart, toggleCatGrep } from './cat-and-grep-lines.ts';
import { type GrepResults, type LineMatch, NO_LINES } from './grep-results.ts';
import type { Job } from './job.ts';
import { appendLine, createLine, type EditLine, editLine, recallLine } from './line-editor.ts';
import type { Menu, PromptMode, State } from './state.ts';
import { exit } from './state.ts';

/** The number of hits that are checked for the post with exactly the typed name, or for the post that was selected. */
const EXACT_MATCH_HITS = 100;

type Searched = Pick<State, 'postIndex' | 'history'>;

/** Returns the prompt with a line and its menu. A `grep` menu keeps the results of the menu `before` until it has its own. */
export function createPrompt(state: Searched, line: EditLine, before?: Menu): PromptMode {
  return { kind: 'prompt', line, menu: createMenu(state, line.text, before), selected: 0, historyPosition: null };
}

export const freshPrompt = (state: Searched): PromptMode => createPrompt(state, createLine(promptStart));

export function createMenu({ postIndex, history }: Searched, text: string, before?: Menu): Menu {
  if (before?.kind === 'commands') return { ...before, hits: findCommands(history, text) };
  const query = catQuery(text);
  if (query !== null) return { kind: 'posts', hits: postIndex.search(query) };
  const pattern = parseGrepLine(text)?.pattern;
  if (!pattern) return { kind: 'none', hits: NO_HITS };
  const isEmpty = pattern.text === '';
  const results = before?.kind === 'lines' && !isEmpty ? before : NO_LINES;
  return { ...results, kind: 'lines', pattern, status: isEmpty ? 'done' : 'stale', next: null, searched: null };
}

function findCommands(history: readonly string[], text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/);
  const commands = [...new Set(history.toReversed())];
  return commands.filter(command => words.every(word => command.toLowerCase().includes(word)));
}

export const matchCount = (menu: Menu): number => (menu.kind === 'lines' ? menu.count : menu.hits.length);

export function selectedPost({ menu, selected }: PromptMode): (PostRef & { readonly line: number | null }) | null {
  if (menu.kind === 'lines') return menu.hits[selected] ?? null;
  const post = menu.kind === 'commands' ? null : menu.hits.at(selected)?.post;
  return post ? { slug: post.slug, path: post.path, line: null } : null;
}

export const isEmptyLine = (line: EditLine): boolean => line.text === '' || line.text === promptStart;

export function reducePrompt(state: State, mode: PromptMode, action: Action): State {
  const { line, menu, selected } = mode;
  const setLine = (after: EditLine): State => ({
    ...state,
    mode: after.text === line.text ? { ...mode, line: after } : createPrompt(state, after, menu),
  });
  switch (action.kind) {
    case 'type':
      return setLine(editLine(line, action));
    case 'edit': {
      const edited = editLine(line, action);
      // Removes the closing quote that ^F inserted when everything before it is deleted.
      const isQuote = menu.kind !== 'commands' && edited.text === "'" && line.text !== "'";
      return setLine(isQuote ? { ...edited, text: '', cursor: 0 } : edited);
    }
    case 'select': {
      if (movesInHistory(mode, action.by)) return { ...state, mode: moveInHistory(state, mode, action.by) };
      return { ...state, mode: { ...mode, selected: moveSelection(state, menu.hits.length, selected, action.by) } };
    }
    case 'search-history':
      if (menu.kind === 'commands') return reducePrompt(state, mode, { kind: 'select', by: 1 });
      return {
        ...state,
        mode: createPrompt(state, createLine(''), { kind: 'commands', hits: [], previousMode: mode }),
      };
    case 'complete': {
      if (menu.kind === 'commands') return { ...state, mode: promptWithCommand(state, mode, menu.hits) };
      const post = selectedPost(mode);
      return post ? setLine(createLine(nextCompletion(line.text, post))) : state;
    }
    case 'toggle-grep':
      return setLine(toggleCatGrep(line));
    case 'enter':
      return submitLine(state, mode);
    default:
      return state;
  }
}

/** Returns the prompt with the selected command of a history search; the same prompt if no command is selected. */
function promptWithCommand(state: State, mode: PromptMode, commands: readonly string[]): PromptMode {
  const command = commands[mode.selected];
  return command === undefined ? mode : createPrompt(state, createLine(command));
}

type Step = number | 'page-up' | 'page-down';

const rowsOf = (by: Step, page: number): number => (by === 'page-up' ? -page : by === 'page-down' ? page : by);

/** Whether ↑ and ↓ recall commands: if there is no menu, and with ↑ from the first item on an empty line. */
const movesInHistory = ({ line, menu, selected, historyPosition }: PromptMode, by: Step): boolean =>
  historyPosition !== null ||
  menu.kind === 'none' ||
  (menu.kind === 'posts' && by === -1 && selected === 0 && line.text === promptStart);

function moveInHistory(state: State, mode: PromptMode, by: Step): PromptMode {
  const { line, historyPosition } = recallLine(state.history, mode, rowsOf(by, state.history.length));
  return line === mode.line ? mode : { ...createPrompt(state, line), historyPosition };
}

/** Returns the index after moving the selection. A page is half of the screen. */
const moveSelection = ({ size }: State, count: number, selected: number, by: Step): number =>
  Math.max(0, Math.min(count - 1, selected + rowsOf(by, Math.max(1, size.rows >> 1))));

/** Opens the post that the line names in full, else the selected item. Without an item, runs the line. */
function submitLine(state: State, mode: PromptMode): State {
  const { line, menu, selected } = mode;
  if (menu.kind === 'commands') {
    const prompt = promptWithCommand(state, mode, menu.hits);
    return prompt === mode ? state : submitLine(state, prompt);
  }
  const typed = line.text.trim();
  if (menu.kind === 'lines') {
    const { hits, pattern, status, problem } = menu;
    const hit = status === 'stale' ? undefined : hits[selected];
    if (hit) return openMatch(addToHistory(state, typed), hit, pattern);
    if (isSearched(menu)) return { ...state, notice: problem === null ? null : sanitize(problem, 'name') };
    return runJob(state, { command: typed, openFirstMatch: true });
  }
  const top = selected === 0 ? menu.hits.slice(0, EXACT_MATCH_HITS) : [];
  const named = top.find(hit => isNamed(hit.post, catQuery(typed)));
  const hit = named ?? menu.hits.at(selected);
  if (hit && state.isPicker) return exit(state, 0, hit.post.slug);
  // A typed name that a shell would split is replaced by the quoted path.
  const isTyped = hit === undefined || (hit === named && isNamed(hit.post, toSlug(splitWords(typed)?.[1] ?? '')));
  const command = isTyped ? typed : catCommand(hit.post);
  if (command === '') return state;
  if (command === 'exit') return exit(state, 0);
  if (command !== 'clear') return runJob(state, { command });
  const entries = state.isScreenReader ? state.entries : [];
  return { ...addToHistory(state, command), entries, mode: freshPrompt(state) };
}

/** Whether a name, without `post/` and `.md`, is the slug or the path of a post. */
const isNamed = (post: PostRef, name: string | null): boolean => name === post.slug || name === toSlug(postPath(post));

export const isSearched = ({ status }: GrepResults): boolean => status === 'done' || status === 'over';

export const openMatch = (
  state: State,
  { slug, path, line, text }: LineMatch,
  pattern: GrepResults['pattern'],
): State =>
  state.isPicker
    ? exit(state, 0, slug)
    : runJob(state, { command: catCommand({ slug, path }), openAtLine: { line, text, pattern } });

export const runJob = (state: State, job: Job): State => ({
  ...addToHistory(state, job.command),
  lastPrompt: state.mode.kind === 'prompt' ? promptToReturnTo(state.mode) : state.lastPrompt,
  mode: { kind: 'running', job, hasEntry: false, isStopping: false },
});

/** The prompt that the reader of a post goes back to; null for the line of another command, which has no list. */
function promptToReturnTo(mode: PromptMode): PromptMode | null {
  if (mode.menu.kind === 'commands') return promptToReturnTo(mode.menu.previousMode);
  return mode.menu.kind === 'none' ? null : { ...mode, historyPosition: null };
}

const addToHistory = (state: State, command: string): State => ({
  ...state,
  history: appendLine(state.history, command),
});
