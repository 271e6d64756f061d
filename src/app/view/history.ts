import { sanitize, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import type { HistorySearchMode, State } from '../state/state.ts';
import { type CommandLineView, commandLineView } from './command-line.ts';
import { commandRows, truncateRow } from './menu.ts';
import { positionText, statusBarRow } from './status-bar.ts';

/** The screen of a history search (^R): the line is the words to find, the menu the commands that contain them. */
export function historyView(state: State, mode: HistorySearchMode): CommandLineView {
  const { columns } = state.size;
  const none: Row = [{ text: trusted('  no matching command. Esc goes back'), styles: ['dim'] }];
  const count = mode.commands.length;
  const hints = ['↵ run', '⇥ edit', '^R next', 'Esc back'];
  return commandLineView(state, {
    line: mode.line,
    lineSpans: text => [
      { text: trusted('history: '), styles: ['accent'] },
      { text: sanitize(text, 'name'), styles: [] },
    ],
    menu: rows => (count === 0 ? [truncateRow([], none, columns)] : commandRows(mode, columns, rows)),
    bar: statusBarRow(hints, positionText(mode.selected, count), state.notice, columns),
  });
}
