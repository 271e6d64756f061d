import { NO_POSTS, textSpan } from '../../commands/output.ts';
import { blanks, type Safe, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { breakAnywhere, wrap } from '../../text/wrap.ts';
import { formatCount } from '../../util/format.ts';
import { promptStart } from '../state/cat-and-grep-lines.ts';
import type { PostIndex } from '../state/post-index.ts';
import { isEmptyLine, isSearched, matchCount, selectedPost } from '../state/prompt.ts';
import { isLineAsLeft } from '../state/refresh-prompt.ts';
import { linesFrom, moveBy, START } from '../state/scrollback-rows.ts';
import { positionOfSource } from '../state/stable-position.ts';
import type { PromptMode, State } from '../state/state.ts';
import { hasDates, menuRows, patternFor, truncateRow, typedCommandRow } from './menu.ts';
import { scrollbackAbove } from './scrollback-above.ts';
import { positionText, type ScreenView, statusBarRow } from './status-bar.ts';

/** The menu is below the body. The preview is beside the menu and begins at the column `left`. */
type PromptView = ScreenView & {
  readonly menu: readonly Row[];
  readonly preview: { readonly left: number; readonly rows: readonly Row[] } | null;
};

/** Arranges the parts of a prompt on the screen. If there is not enough room, the typed line comes first. */
export function promptView(state: State, mode: PromptMode): PromptView {
  const { columns, rows } = state.size;
  const { text, cursor } = mode.line;
  const line = breakAnywhere(lineSpans(mode, text), columns);
  const before = breakAnywhere(lineSpans(mode, text.slice(0, cursor)), columns);
  const hasBar = rows > line.length + 1;
  const free = Math.max(0, rows - line.length - (hasBar ? 1 : 0));
  // The scrollback has at most the upper half of the free rows, and the menu has the others.
  const scrollback = scrollbackAbove(state, free >> 1);
  const maxRows = free - scrollback.length;
  const preview = previewLayout(state, mode);
  const menuColumns = preview?.menu ?? columns;
  const menu = promptMenu(state, mode, menuColumns, maxRows).slice(0, maxRows);
  const y = scrollback.length + before.length - 1;
  return {
    body: [...scrollback, ...line.slice(0, rows)],
    menu,
    preview: preview && { left: preview.menu, rows: withSeparator(postRows(state, mode, preview.post, maxRows), menu) },
    bar: hasBar ? promptBar(state, mode, menuColumns) : null,
    cursor: y >= rows ? null : { x: Math.min(spansWidth(before.at(-1) ?? []), columns - 1), y },
  };
}

export const promptLabel = ({ menu }: PromptMode): Safe => trusted(menu.kind === 'commands' ? 'history: ' : '$ ');

const lineSpans = (mode: PromptMode, text: string): Row => [
  { text: promptLabel(mode), styles: ['accent'] },
  textSpan(text),
];

function promptMenu(state: State, mode: PromptMode, columns: number, maxRows: number): readonly Row[] {
  const { command, menu } = mode;
  const top = command && (command.isSelected || maxRows > 1) ? [typedCommandRow(command, columns)] : [];
  const message = menu.hits.length === 0 ? emptyMenuMessage(state.postIndex, mode) : null;
  if (message === null) return [...top, ...menuRows(state, mode, columns, maxRows - top.length)];
  if (menu.kind !== 'commands') return [...top, ...wrap([textSpan(`  ${message}`, 'dim')], columns)];
  return [truncateRow([], [textSpan(`  ${message}. Esc goes back`, 'dim')], columns)];
}

/** Returns why a menu has no rows, and what to do. Null if there is no menu. */
export function emptyMenuMessage(
  { loading, problem, unread, count }: PostIndex,
  { menu, command }: PromptMode,
): string | null {
  if (menu.kind === 'none' || (menu.kind === 'posts' && command)) return null;
  if (menu.kind === 'commands') return 'no matching command';
  if (count === 0 && loading) return 'loading the posts';
  if (count === 0 && problem !== null) return `post/: ${problem}`;
  if (count === 0) return unread === null ? NO_POSTS : `no posts here: ${unread}`;
  if (menu.kind !== 'lines') return 'no matching post. ^F searches the full text';
  if (menu.pattern.text === '') return 'type a pattern to search the full text';
  return menu.problem ?? (isSearched(menu) ? 'no matching line. ^F searches haiku and titles' : 'searching');
}

function promptBar(state: State, mode: PromptMode, columns: number): Row {
  const { line, menu, selected, command } = mode;
  const { size, entries, postIndex, isPicker } = state;
  const count = menu.hits.length;
  if (menu.kind === 'commands') {
    const hints = ['↵ run', '⇥ edit', '^R next', 'Esc back'];
    return statusBarRow(hints, positionText(selected, count), state.notice, size.columns);
  }
  const enter = isPicker ? '↵ select' : '↵ read';
  const isAsLeft = isLineAsLeft(state, mode);
  const back = entries.length > 0 && (isAsLeft || line.text === promptStart) ? 'Esc back to the text' : null;
  const complete = isAsLeft && !isEmptyLine(line) ? '^U clear' : '⇥ complete';
  const ofMenu = {
    posts: [...(count > 0 ? [enter, complete, back ?? '↑↓ choose'] : [back ?? 'Esc clear']), '^F grep', 'F1 help'],
    lines: [...(count > 0 ? [enter, '↑↓ choose'] : []), '^F cat', back ?? 'Esc clear', 'F1 help'],
    none: ['↵ run', '↑ previous', '^R history', 'F1 help'],
  }[menu.kind];
  const isCommand = command?.isSelected ?? false;
  const hints = isCommand ? ['↵ run', '⇥ edit', ...(count > 0 ? ['↓ posts'] : []), '^R history', 'F1 help'] : ofMenu;
  if (isEmptyLine(line) || isAsLeft) hints.push('^D quit');
  // If the menu has no room for dates, the status bar shows the date of the selected post.
  const date = menu.kind === 'posts' && !isCommand && !hasDates(columns) ? menu.hits.at(selected)?.post.date : null;
  const lines = menu.kind === 'lines' && count > 0 ? (isSearched(menu) ? ' lines' : ' lines so far') : '';
  const position = postIndex.loading
    ? loadingText(postIndex.loading)
    : isCommand
      ? ''
      : positionText(selected, count > 0 ? matchCount(menu) : 0) + lines;
  const notice = state.notice ?? quitHint(line.text);
  return statusBarRow(hints, [date, position].filter(Boolean).join('   '), notice, size.columns);
}

/** How to quit, for those who type what quits other programs. */
const quitHint = (text: string): Safe | null => (/^cat post\/:?q$/.test(text) ? trusted('to quit: ^D') : null);

const loadingText = ({ done, files }: NonNullable<PostIndex['loading']>): string =>
  `loading, ${formatCount(done)} ${files === null ? 'so far' : `of ${formatCount(files)}`}`;

const MIN_COLUMNS = 110;
/** The minimum width of the menu beside a preview. Most haiku fit. */
const MIN_MENU_COLUMNS = 70;
const SEPARATOR: Span = { text: trusted(' │ '), styles: ['quote'] };
const ROWS_ABOVE_MATCH = 2;

/** Returns the columns of a menu and of the post beside it. Null on a narrow screen, or if no post is selected. */
export function previewLayout({ size: { columns } }: State, mode: PromptMode): { menu: number; post: number } | null {
  if (columns < MIN_COLUMNS || selectedPost(mode) === null) return null;
  const menu = Math.max(MIN_MENU_COLUMNS, columns - 83);
  return { menu, post: columns - menu - SEPARATOR.text.length };
}

/** Puts a separator before the rows of a post. The separator is at least as high as the menu. */
const withSeparator = (post: readonly Row[], menu: readonly Row[]): readonly Row[] =>
  Array.from({ length: Math.max(post.length, menu.length) }, (_, at) => [SEPARATOR, ...(post[at] ?? [])]);

/** Returns the rows of the selected post, from its top or from shortly above the matching line. */
function postRows({ preview, size }: State, mode: PromptMode, columns: number, maxRows: number): readonly Row[] {
  if (preview === null) return [];
  const selected = selectedPost(mode);
  const expression = mode.menu.kind === 'lines' ? patternFor(mode.menu.pattern) : null;
  const search = expression && { entry: 0, expression };
  const view = { entries: [preview.entry], size: { columns, rows: size.rows }, sideways: 0, search };
  const line = preview.slug === selected?.slug ? selected.line : null;
  const from = line === null ? START : moveBy(view, positionOfSource(view, 0, 0, line), -ROWS_ABOVE_MATCH);
  return linesFrom(view, from, maxRows).map(({ spans }) => spans);
}

/** Returns the rows of a menu with the preview beside it. */
export const joinPreview = ({ menu, preview }: Pick<PromptView, 'menu' | 'preview'>): readonly Row[] =>
  preview?.rows.map((post, at) => {
    const row = menu[at] ?? [];
    return [...row, { text: blanks(preview.left - spansWidth(row)), styles: [] }, ...post];
  }) ?? menu;
