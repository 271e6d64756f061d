import type { Action } from './actions.ts';
import { createLine, type EditLine, editLine } from './line-editor.ts';
import { createPrompt, moveSelection, submitLine } from './prompt.ts';
import type { HistorySearchMode, PromptMode, State } from './state.ts';

/** The mode that lists the commands of the history which contain all words of a line, newest first. */
export function searchHistory({ history }: State, line: EditLine, previousMode: PromptMode): HistorySearchMode {
  const words = line.text.toLowerCase().split(/\s+/);
  const commands = [...new Set(history.toReversed())].filter(command =>
    words.every(word => command.toLowerCase().includes(word)),
  );
  return { kind: 'history-search', line, commands, selected: 0, previousMode };
}

export function reduceHistorySearch(state: State, mode: HistorySearchMode, action: Action): State {
  const { line, commands, selected, previousMode } = mode;
  const prompt = (): PromptMode => createPrompt(state, createLine(commands[selected] ?? ''));
  switch (action.kind) {
    case 'type':
    case 'edit': {
      const edited = editLine(line, action);
      const isSame = edited.text === line.text;
      return { ...state, mode: isSame ? { ...mode, line: edited } : searchHistory(state, edited, previousMode) };
    }
    case 'search-history':
      return reduceHistorySearch(state, mode, { kind: 'select', by: 1 });
    case 'select':
      return { ...state, mode: { ...mode, selected: moveSelection(state, commands.length, selected, action.by) } };
    case 'complete':
      return commands.length === 0 ? state : { ...state, mode: prompt() };
    case 'enter':
      return commands.length === 0 ? state : submitLine(state, prompt());
    case 'escape':
      return { ...state, mode: previousMode };
    default:
      return state;
  }
}
