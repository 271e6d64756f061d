import type { Action } from './actions.ts';
import { createLine, type EditLine, edits, insert } from './line-editor.ts';
import { createPrompt, moveSelection, submitLine } from './prompt.ts';
import type { HistorySearchMode, PromptMode, State } from './state.ts';

/** A look through the history for commands with the words of a line. */
export function searchHistory({ history }: State, line: EditLine, previousMode: PromptMode): HistorySearchMode {
  const wanted = line.text.toLowerCase().split(/\s+/).filter(Boolean);
  const commands = [...new Set(history.toReversed())].filter(command => {
    const folded = command.toLowerCase();
    return wanted.every(word => folded.includes(word));
  });
  return { kind: 'history-search', line, commands, selected: 0, previousMode };
}

/** What an action does while a command is looked for in the history. */
export function reduceHistorySearch(state: State, mode: HistorySearchMode, action: Action): State {
  const edited = (line: EditLine): State => ({
    ...state,
    mode: line.text === mode.line.text ? { ...mode, line } : searchHistory(state, line, mode.previousMode),
  });
  const command = mode.commands[mode.selected];
  switch (action.kind) {
    case 'type':
      return edited(insert(action.text)(mode.line));
    case 'edit':
      return edited(edits[action.edit](mode.line));
    case 'search-history':
      return reduceHistorySearch(state, mode, { kind: 'select', by: 1 });
    case 'select':
      return {
        ...state,
        mode: { ...mode, selected: moveSelection(state, mode.commands.length, mode.selected, action.by) },
      };
    case 'complete':
      return command === undefined ? state : { ...state, mode: createPrompt(state, createLine(command)) };
    case 'enter':
      return command === undefined ? state : submitLine(state, createPrompt(state, createLine(command)));
    case 'escape':
      return { ...state, mode: mode.previousMode };
    default:
      return state;
  }
}
