import { commands } from '../../commands/index.ts';
import { NO_POSTS } from '../../commands/output.ts';
import { promptSpans } from '../../layout/document.ts';
import { type Safe, sanitize, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import { wrap } from '../../text/wrap.ts';
import { formatCount } from '../../util/format.ts';
import { catQuery, promptStart } from '../state/cat-and-grep-lines.ts';
import { isEmptyLine, isSearched, matchCount } from '../state/prompt.ts';
import type { HistorySearchMode, PromptMode, State } from '../state/state.ts';
import type { PostIndex } from '../state/types.ts';
import { type CommandLineView, commandLineView } from './command-line.ts';
import { commandRows, hasDates, menuRows, truncateRow } from './menu.ts';
import { previewLayout, previewView } from './preview.ts';
import { positionText, statusBarRow } from './status-bar.ts';

export function promptView(state: State, mode: PromptMode): CommandLineView {
  const columns = previewLayout(state, mode)?.menu ?? state.size.columns;
  const message = mode.menu.hits.length === 0 ? emptyMenuMessage(state.postIndex, mode) : null;
  return commandLineView(state, {
    line: mode.line,
    lineSpans: promptSpans,
    menu: rows =>
      message === null
        ? menuRows(mode, state.postIndex, columns, rows)
        : wrap([{ text: sanitize(`  ${message}`, 'name'), styles: ['dim'] }], columns),
    preview: (maxRows, menuRows) => previewView(state, mode, maxRows, menuRows),
    bar: promptBar(state, mode, columns),
  });
}

/** Why a menu has no rows, and what to do; null where there is no menu. */
export function emptyMenuMessage({ loading, problem, count }: PostIndex, { menu }: PromptMode): string | null {
  if (menu.kind === 'none') return null;
  if (count === 0 && loading) return 'loading the posts';
  if (count === 0) return problem === null ? NO_POSTS : `post/: ${problem}`;
  if (menu.kind !== 'lines') return 'no matching haiku. ^F searches the full text';
  if (menu.pattern.text === '') return 'type a pattern to search the full text';
  return menu.problem ?? (isSearched(menu) ? 'no matching line. ^F searches the haiku' : 'searching');
}

function promptBar(state: State, { line, menu, selected }: PromptMode, columns: number): Row {
  const { size, entries, postIndex, isPicker } = state;
  const count = menu.hits.length;
  const enter = isPicker ? '↵ select' : '↵ read';
  const move = line.text === promptStart && entries.length > 0 ? 'Esc back to the text' : '↑↓ choose';
  const hints = {
    posts: count > 0 ? [enter, '⇥ complete', move, '^F grep', 'F1 help'] : ['Esc clear', '^F grep', 'F1 help'],
    lines: [...(count > 0 ? [enter, '↑↓ choose'] : []), '^F cat', 'Esc clear', 'F1 help'],
    none: ['↵ run', '↑ previous', '^R history', 'F1 help'],
  }[menu.kind];
  if (isEmptyLine(line)) hints.push('^D quit');
  // Where the menu has no room for dates, the status bar shows that of the selected post.
  const date = menu.kind === 'posts' && !hasDates(columns) ? menu.hits.at(selected)?.post.date : null;
  const lines = menu.kind === 'lines' && count > 0 ? (isSearched(menu) ? ' lines' : ' lines so far') : '';
  const position = postIndex.loading
    ? loadingText(postIndex.loading)
    : positionText(selected, count > 0 ? matchCount(menu) : 0) + lines;
  const notice = state.notice ?? commandHint(catQuery(line.text));
  return statusBarRow(hints, [date, position].filter(Boolean).join('   '), notice, size.columns);
}

/** A hint for a command that was typed where a haiku is searched. */
function commandHint(query: string | null): Safe | null {
  if (query === null) return null;
  if (['exit', 'quit', 'q', ':q'].includes(query)) return trusted('to quit: ^D');
  return COMMAND_NAMES.has(query) ? sanitize(`${query} is a command: ^U clears the line for it`, 'name') : null;
}

const COMMAND_NAMES = new Set([...commands.map(({ name }) => name), 'clear', 'help']);

const loadingText = ({ done, files }: NonNullable<PostIndex['loading']>): string =>
  `loading, ${formatCount(done)} ${files === null ? 'so far' : `of ${formatCount(files)}`}`;

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
