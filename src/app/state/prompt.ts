import { catCommand, toSlug } from '../../posts/slug.ts';
import { sanitize } from '../../text/sanitize.ts';
import { splitWords } from '../../util/shell-words.ts';
import type { Action } from './actions.ts';
import { catQuery, grepStart, nextCompletion, promptStart, toggleCatGrep } from './cat-and-grep-lines.ts';
import type { GrepResults, LineMatch } from './grep-results.ts';
import type { Job } from './job.ts';
import { appendLine, createLine, type EditLine, editLine, recallLine } from './line-editor.ts';
import {
  createMenu,
  isNamed,
  isSearched,
  itemCount,
  namedPost,
  type Searched,
  selectedPattern,
  selectedPost,
  textHit,
} from './menu.ts';
import type { Menu, PromptMode, State } from './state.ts';
import { exit } from './state.ts';
import { bareQuery, completeCommand, lineWithoutMatch, type TypedCommand, typedCommand } from './typed-command.ts';

/** Returns the prompt with a line and its menu. A `grep` menu keeps the results of the menu `before` until it has its own. */
export function createPrompt(state: Searched & Pick<State, 'isPicker'>, line: EditLine, before?: Menu): PromptMode {
  const menu = createMenu(state, line.text, before);
  const isPicking = state.isPicker && (menu.kind === 'lines' || line.text.startsWith(promptStart));
  const typed = before?.kind === 'commands' || isPicking ? null : typedCommand(line.text, state.program.name);
  const command = typed && !namedPost(menu, line.text) ? { ...typed, isSelected: true } : null;
  return { kind: 'prompt', line, menu, selected: 0, command, historyPosition: null };
}

export const freshPrompt = (state: Parameters<typeof createPrompt>[0]): PromptMode =>
  createPrompt(state, createLine(promptStart));

export const isEmptyLine = (line: EditLine): boolean => line.text === '' || line.text === promptStart;

export function reducePrompt(state: State, mode: PromptMode, action: Action): State {
  const { line, menu, command } = mode;
  const setLine = (after: EditLine): State => ({
    ...state,
    mode: after.text === line.text ? { ...mode, line: after } : createPrompt(state, after, menu),
  });
  switch (action.kind) {
    case 'type':
      return setLine(editLine(line, action));
    case 'edit': {
      const edited = editPrompt(mode, action);
      // Removes the closing quote that ^F inserted when everything before it is deleted.
      const isQuote = menu.kind !== 'commands' && edited.text === "'" && line.text !== "'";
      return setLine(isQuote ? { ...edited, text: '', cursor: 0 } : edited);
    }
    case 'select': {
      if (movesInHistory(mode, action.by)) return { ...state, mode: moveInHistory(state, mode, action.by) };
      return { ...state, mode: moveSelection(state, mode, action.by) };
    }
    case 'search-history':
      if (menu.kind === 'commands') return reducePrompt(state, mode, { kind: 'select', by: 1 });
      return {
        ...state,
        mode: createPrompt(state, createLine(''), { kind: 'commands', hits: [], previousMode: mode }),
      };
    case 'complete': {
      if (menu.kind === 'commands') return { ...state, mode: promptWithCommand(state, mode, menu.hits) };
      if (command?.isSelected) return { ...state, mode: promptOf(state, command) };
      const completed = completeCommand(line.text);
      if (completed !== null) return setLine(createLine(completed));
      const post = selectedPost(mode);
      return post ? setLine(createLine(nextCompletion(line.text, post))) : state;
    }
    case 'toggle-grep':
      return setLine(toggleCatGrep(line, catQuery(line.text) ?? bareQuery(line.text, state.program.name)));
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

/** The prompt with a command that is typed behind `cat post/`, on a line of its own. */
const promptOf = (state: State, { line, missing }: TypedCommand): PromptMode =>
  createPrompt(state, createLine(missing === null ? line : `${line} `));

/** The first ^U clears the text behind `cat post/` or `grep -i '`. The second ^U clears that, too. */
function editPrompt({ line, menu }: PromptMode, action: Extract<Action, { kind: 'edit' }>): EditLine {
  const { text, cursor } = line;
  const start = [promptStart, grepStart].find(start => text.startsWith(start) && cursor > start.length);
  if (action.edit !== 'unix-line-discard' || menu.kind === 'commands' || start === undefined)
    return editLine(line, action);
  const rest = editLine({ ...line, text: text.slice(start.length), cursor: cursor - start.length }, action);
  return { ...rest, text: start + rest.text, cursor: start.length };
}

type Step = number | 'page-up' | 'page-down';

const rowsOf = (by: Step, page: number): number => (by === 'page-up' ? -page : by === 'page-down' ? page : by);

/** Whether ↑ and ↓ recall commands: if there is no menu, and with ↑ from the first row of an empty line or a bare command. */
function movesInHistory({ line, menu, command, selected, historyPosition }: PromptMode, by: Step): boolean {
  if (historyPosition !== null || menu.kind === 'none') return true;
  const isFirst = command ? command.isSelected : menu.kind === 'posts' && selected === 0;
  return by === -1 && isFirst && (line.text === promptStart || !line.text.startsWith(promptStart));
}

/** Whether the first row of a list is selected. */
export const isFirstRow = ({ menu, command, selected, historyPosition }: PromptMode): boolean =>
  historyPosition === null &&
  (menu.kind === 'posts' || menu.kind === 'lines') &&
  (command ? command.isSelected : selected === 0);

function moveInHistory(state: State, mode: PromptMode, by: Step): PromptMode {
  const { line, historyPosition } = recallLine(state.history, mode, rowsOf(by, state.history.length));
  return line === mode.line ? mode : { ...createPrompt(state, line), historyPosition };
}

/** Moves the selection. A page is half of the screen. The command is above the first item. */
function moveSelection({ size }: State, mode: PromptMode, by: Step): PromptMode {
  const { command, menu } = mode;
  const selected = command?.isSelected ? -1 : mode.selected;
  const last = itemCount(menu) - 1;
  const to = Math.max(command ? -1 : 0, Math.min(last, selected + rowsOf(by, Math.max(1, size.rows >> 1))));
  return { ...mode, selected: Math.max(0, to), command: command && { ...command, isSelected: to < 0 } };
}

/** Opens the post that the line names in full, else the selected item. Without an item, runs the line. */
export function submitLine(state: State, mode: PromptMode): State {
  const { line, menu, selected, command } = mode;
  if (menu.kind === 'commands') {
    const prompt = promptWithCommand(state, mode, menu.hits);
    return prompt === mode ? state : submitLine(state, prompt);
  }
  if (command?.isSelected)
    return command.missing === null ? runLine(state, command.line) : { ...state, mode: promptOf(state, command) };
  const typed = line.text.trim();
  if (menu.kind === 'lines') {
    const { hits, pattern, status, problem } = menu;
    const hit = status === 'stale' ? undefined : hits[selected];
    if (hit) return openMatch(addToHistory(state, typed), hit, pattern);
    if (isSearched(menu)) return { ...state, notice: problem === null ? null : sanitize(problem, 'name') };
    return runJob(state, { command: typed, openFirstMatch: true });
  }
  const hit = textHit(mode);
  const pattern = selectedPattern(mode);
  if (hit && pattern) return openMatch(state, hit, pattern);
  const named = selected === 0 ? namedPost(menu, typed) : undefined;
  const post = named ?? menu.hits.at(selected)?.post;
  if (!post) {
    if (menu.kind === 'none') return runLine(state, typed);
    if (menu.text.isDone || state.postIndex.loading !== null) return runLine(state, lineWithoutMatch(typed));
    return { ...state, mode: { ...mode, menu: { ...menu, text: { ...menu.text, opensFirst: true } } } };
  }
  if (state.isPicker) return exit(state, 0, post.slug);
  // Quotes a name that a shell would read differently.
  const isTyped = post === named && isNamed(post, toSlug(splitWords(typed)?.[1] ?? ''));
  return runLine(state, isTyped ? typed : catCommand(post));
}

function runLine(state: State, command: string): State {
  if (command === '') return state;
  if (command === 'exit') return exit(state, 0);
  if (command !== 'clear') return runJob(state, { command });
  const entries = state.isScreenReader ? state.entries : [];
  return { ...addToHistory(state, command), entries, mode: freshPrompt(state) };
}

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
  const { menu, command } = mode;
  if (menu.kind === 'commands') return promptToReturnTo(menu.previousMode);
  return menu.kind === 'none' || command?.isSelected ? null : { ...mode, historyPosition: null };
}

const addToHistory = (state: State, command: string): State => ({
  ...state,
  history: appendLine(state.history, command),
});
