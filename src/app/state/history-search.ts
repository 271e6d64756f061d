import { type EditLine, edits, insert, lineOf } from './line-editor.ts';
import { entered, prompt, selection } from './prompt.ts';
import type { Action, Prompt, Recalling, State } from './state.ts';

/** A look through the history for commands with the words of a line. */
export function recalling({ history }: State, line: EditLine, under: Prompt): Recalling {
  const wanted = line.text.toLowerCase().split(/\s+/).filter(Boolean);
  const commands = [...new Set(history.toReversed())].filter(command => {
    const folded = command.toLowerCase();
    return wanted.every(word => folded.includes(word));
  });
  return { kind: 'recalling', line, commands, selected: 0, under };
}

/** What an action does while a command is looked for in the history. */
export function atRecalling(state: State, mode: Recalling, action: Action): State {
  const edited = (line: EditLine): State => ({
    ...state,
    mode: line.text === mode.line.text ? { ...mode, line } : recalling(state, line, mode.under),
  });
  const command = mode.commands[mode.selected];
  switch (action.kind) {
    case 'type':
      return edited(insert(action.text)(mode.line));
    case 'edit':
      return edited(edits[action.edit](mode.line));
    case 'recall':
      return atRecalling(state, mode, { kind: 'select', by: 1 });
    case 'select':
      return {
        ...state,
        mode: { ...mode, selected: selection(state, mode.commands.length, mode.selected, action.by) },
      };
    case 'complete':
      return command === undefined ? state : { ...state, mode: prompt(state, lineOf(command)) };
    case 'enter':
      return command === undefined ? state : entered(state, prompt(state, lineOf(command)));
    case 'escape':
      return { ...state, mode: mode.under };
    default:
      return state;
  }
}
