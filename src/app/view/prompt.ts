import { noPosts, textSpan } from '../../commands/output.ts';
import { breakAnywhere } from '../../text/break-row.ts';
import { type Safe, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { type Size, spansWidth } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import { capitalize, formatCount } from '../../util/format.ts';
import { promptStart } from '../state/cat-and-grep-lines.ts';
import { isSearched, itemCount, matchCount } from '../state/menu.ts';
import type { PostIndex } from '../state/post-index.ts';
import { isEmptyLine } from '../state/prompt.ts';
import { isLineAsLeft } from '../state/refresh-prompt.ts';
import type { PromptMode, State } from '../state/state.ts';
import { truncateRow } from './excerpt.ts';
import { hasDates, menuRows, NO_MARKER, typedCommandRow } from './menu.ts';
import { previewLayout, withPreview } from './preview.ts';
import { scrollbackAbove } from './scrollback-above.ts';
import { type Hint, positionText, type ScreenView, statusBarRow } from './status-bar.ts';

/** Arranges the parts of a prompt on the screen. If there is not enough room, the typed line comes first. */
export function promptView(state: State, mode: PromptMode): ScreenView {
  const { columns, rows } = state.size;
  const { text, cursor } = mode.line;
  const line = lineRows(mode, text, columns);
  const before = lineRows(mode, text.slice(0, cursor), columns);
  const hasBar = rows > line.length + 1;
  const free = Math.max(0, rows - line.length - (hasBar ? 1 : 0));
  // The scrollback has at most the upper half of the free rows, and the menu has the others.
  const scrollback = scrollbackAbove(state, free >> 1);
  const maxRows = free - scrollback.length;
  const layout = previewLayout(state, mode, maxRows);
  const room = layout?.menu ?? { columns, rows: maxRows };
  const menu = promptMenu(state, mode, room).slice(0, room.rows);
  const above = [...scrollback, ...line.slice(0, rows)];
  const below = layout ? withPreview(menu, layout, above.length, state, mode) : { rows: menu, aside: null };
  const y = scrollback.length + before.length - 1;
  return {
    body: [...above, ...below.rows],
    aside: below.aside,
    bar: hasBar ? promptBar(state, mode, room.columns) : null,
    cursor: y >= rows ? null : { x: Math.min(spansWidth(before.at(-1) ?? []), columns - 1), y },
  };
}

export const promptLabel = ({ menu }: PromptMode): Safe => trusted(menu.kind === 'commands' ? 'history: ' : '$ ');

/** With fewer columns, a line is not indented. */
const MIN_COLUMNS_WITH_INDENT = 20;

/** Returns the rows of a line. The `$` stands alone at the left, also beside a line of several rows. */
function lineRows(mode: PromptMode, text: string, columns: number): readonly Row[] {
  const label: Span = { text: promptLabel(mode), styles: ['accent'] };
  if (columns < MIN_COLUMNS_WITH_INDENT) return breakAnywhere([label, textSpan(text)], columns);
  const [margin = label, ...start] = mode.menu.kind === 'commands' ? [NO_MARKER, label] : [label];
  const rows = breakAnywhere([...start, textSpan(text)], columns - spansWidth([margin]));
  return rows.map((row, at) => [at === 0 ? margin : NO_MARKER, ...row]);
}

/** Wraps a message in the margin of the menu. */
const messageRows = (text: string, columns: number): readonly Row[] =>
  wrap([textSpan(text, 'dim')], Math.max(1, columns - 2)).map(row => truncateRow([NO_MARKER], row, columns));

function promptMenu(state: State, mode: PromptMode, { columns, rows }: Size): readonly Row[] {
  const { command, menu } = mode;
  const top = command && (command.isSelected || rows > 1) ? [typedCommandRow(command, columns)] : [];
  const message = itemCount(menu) === 0 ? emptyMenuMessage(state, mode) : null;
  if (message === null) {
    const offer = menu.kind === 'posts' && menu.offer !== null && rows > 1 ? [offerRow(menu.offer, columns)] : [];
    const above = [...top, ...offer];
    return [...above, ...menuRows(state, mode, columns, rows - above.length)];
  }
  return [...top, ...messageRows(message, columns)];
}

const offerRow = (offer: string, columns: number): Row =>
  truncateRow([], [textSpan(`  nothing matches all of it. ${capitalize(offer)}:`, 'dim')], columns);

/** Returns why a menu has no rows, and what to do. Null if there is no menu. */
export function emptyMenuMessage({ program, postIndex }: State, { menu, command }: PromptMode): string | null {
  const { loading, problem, unread, count } = postIndex;
  if (menu.kind === 'none' || (menu.kind === 'posts' && command)) return null;
  if (menu.kind === 'commands') return 'no matching command';
  if (count === 0 && loading) return 'loading the posts';
  if (count === 0 && problem !== null) return `post/: ${problem}`;
  if (count === 0) return unread === null ? noPosts(program.name) : `no posts here: ${unread}`;
  if (menu.kind === 'posts' && menu.text.query === null) return 'no matching post. ^F searches the full text';
  if (menu.kind === 'posts') return menu.text.isDone ? 'nothing matches. Esc shows all posts' : 'searching the text';
  if (menu.pattern.text === '') return 'type a pattern to search the full text';
  return menu.problem ?? (isSearched(menu) ? 'no matching line. ^F searches haiku and titles' : 'searching');
}

function promptBar(state: State, mode: PromptMode, columns: number): Row {
  const { line, menu, selected, command } = mode;
  const { size, postIndex } = state;
  const count = itemCount(menu);
  if (menu.kind === 'commands') {
    const position = [positionText(selected, count)] as const;
    const hints: readonly Hint[] = count > 0 ? [['↵', 'run'], ['⇥', 'edit'], ['^R', 'next']] : []; // biome-ignore format: one thought
    return statusBarRow(hints, ['Esc', 'back'], position, state.notice, size.columns);
  }
  const isAsLeft = isLineAsLeft(state, mode);
  const isCommand = command?.isSelected ?? false;
  // If the menu has no room for dates, the status bar shows the date of the selected post.
  const date =
    menu.kind === 'posts' && !isCommand && !hasDates(columns, postIndex) ? menu.hits.at(selected)?.post.date : null;
  const lines = menu.kind === 'lines' && count > 0 ? (isSearched(menu) ? ' lines' : ' lines so far') : '';
  const position = postIndex.loading
    ? loadingText(postIndex.loading)
    : isCommand
      ? ''
      : positionText(selected, count > 0 ? matchCount(menu) : 0) + lines;
  // In a line with text ^D deletes.
  const leave: Hint = [isEmptyLine(line) || isAsLeft ? '^D' : '^C', 'exit'];
  return statusBarRow(promptHints(state, mode), leave, [[date, position].filter(Boolean).join('   '), position], state.notice, size.columns); // biome-ignore format: one thought
}

function promptHints(state: State, mode: PromptMode): readonly Hint[] {
  const { line, menu, command } = mode;
  const hasHits = itemCount(menu) > 0;
  const isAsLeft = isLineAsLeft(state, mode);
  const hasBack = state.entries.length > 0 && (isAsLeft || line.text === promptStart);
  const clear: Hint = hasBack ? ['Esc', 'back to the text'] : ['Esc', 'clear'];
  const enter: Hint = ['↵', state.isPicker ? 'select' : 'read'];
  const help: Hint = ['F1', 'help'];
  if (command?.isSelected) return [['↵', 'run'], ['⇥', 'edit'], hasHits ? ['↓', 'posts'] : ['^R', 'history'], help];
  switch (menu.kind) {
    case 'posts': {
      if (!hasHits) return line.text === promptStart && !hasBack ? [help] : [clear, ['^F', 'grep'], help];
      if (isAsLeft && !isEmptyLine(line)) return [enter, clear, ['^U', 'clear'], help];
      return [enter, hasBack ? clear : ['⇥', 'complete'], ['^F', 'grep'], help];
    }
    case 'lines':
      return [...(hasHits ? [enter] : []), ['^F', 'cat'], clear, help];
    default:
      return [['↵', 'run'], ['↑', 'previous'], ['^R', 'history'], help];
  }
}

const loadingText = ({ done, files }: NonNullable<PostIndex['loading']>): string =>
  `loading, ${formatCount(done)} ${files === null ? 'so far' : `of ${formatCount(files)}`}`;
