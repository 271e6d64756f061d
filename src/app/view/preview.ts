import { blanks, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { selectedPost } from '../state/prompt.ts';
import { linesFrom, moveBy, positionOfSource, START } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import { patternFor } from './menu.ts';

/** Columns of the screen from which on there is a preview. */
const MIN_COLUMNS = 110;
/** Columns of the menu beside a preview, at least: most haiku fit. */
const MIN_MENU_COLUMNS = 70;
const SEPARATOR: Span = { text: trusted(' │ '), styles: ['quote'] };
const ROWS_ABOVE_MATCH = 2;

/** The columns of a menu and of the post beside it; null on a narrower screen, or where no post is selected. */
export function previewLayout({ size: { columns } }: State, mode: PromptMode): { menu: number; post: number } | null {
  if (columns < MIN_COLUMNS || selectedPost(mode) === null) return null;
  const menu = Math.max(MIN_MENU_COLUMNS, columns - 83);
  return { menu, post: columns - menu - SEPARATOR.text.length };
}

/** The rows of a menu with the selected post beside them, where there is room for it. */
export function withPreview(state: State, mode: PromptMode, menu: readonly Row[], maxRows: number): readonly Row[] {
  const layout = previewLayout(state, mode);
  if (!layout) return menu;
  const post = postRows(state, mode, layout.post, maxRows);
  return Array.from({ length: Math.max(post.length, menu.length) }, (_, at) => {
    const row = menu[at] ?? [];
    const gap = { text: blanks(layout.menu - spansWidth(row)), styles: [] };
    return [...row, gap, SEPARATOR, ...(post[at] ?? [])];
  });
}

/** The selected post from its top, or from shortly above the line that matches. */
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
