import { blanks, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { selectedPost } from '../state/prompt.ts';
import { linesFrom, moveBy, positionOfSource, START } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import { patternFor } from './menu.ts';

/** The rows right of a menu that is so many columns wide. */
export type PreviewView = { readonly left: number; readonly rows: readonly Row[] };

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

/** The selected post from its top, or from the line that matches; at least as many rows as the menu has. */
export function previewView(state: State, mode: PromptMode, maxRows: number, menuRows: number): PreviewView | null {
  const layout = previewLayout(state, mode);
  if (!layout) return null;
  const rows = postRows(state, mode, layout.post, maxRows);
  const length = Math.max(rows.length, menuRows);
  return { left: layout.menu, rows: Array.from({ length }, (_, at) => [SEPARATOR, ...(rows[at] ?? [])]) };
}

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

export const joinColumns = (menu: readonly Row[], { left, rows }: PreviewView): readonly Row[] =>
  rows.map((row, at) => {
    const menuRow = menu[at] ?? [];
    return [...menuRow, { text: blanks(left - spansWidth(menuRow)), styles: [] }, ...row];
  });
