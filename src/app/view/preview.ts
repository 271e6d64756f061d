import { blanks, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { selectedPost } from '../state/prompt.ts';
import { linesFrom, moveBy, positionOfSource, type ScrollbackView, START } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import { patternFor } from './menu.ts';

/** The rows right of a menu that is so many columns wide. */
export type PreviewView = { readonly left: number; readonly rows: readonly Row[] };

/** Columns of the screen from which on there is a preview. */
const MIN_COLUMNS = 110;
/** Columns of the menu beside a preview, at least: most haiku fit. */
const MIN_MENU_COLUMNS = 70;
const SEPARATOR: Span = { text: trusted(' │ '), styles: ['quote'] };
/** Rows shown above the line that matches. */
const ROWS_ABOVE_MATCH = 2;

/** The columns of a menu and of the post beside it; null on a narrower screen, or where no post is selected. */
export function previewLayout({ size: { columns } }: State, mode: PromptMode): { menu: number; post: number } | null {
  if (columns < MIN_COLUMNS || selectedPost(mode) === null) return null;
  const menu = Math.max(MIN_MENU_COLUMNS, columns - 83);
  return { menu, post: columns - menu - SEPARATOR.text.length };
}

/** The preview's rows behind the separator: the selected post from its top, or from the line that matches. */
export function previewRows(
  state: State,
  mode: PromptMode,
  columns: number,
  { maxRows, menuRows }: { readonly maxRows: number; readonly menuRows: number },
): readonly Row[] {
  const rows = postRows(state, mode, columns, maxRows);
  return Array.from({ length: Math.max(rows.length, menuRows) }, (_, at): Row => [SEPARATOR, ...(rows[at] ?? [])]);
}

function postRows({ preview, size }: State, mode: PromptMode, columns: number, maxRows: number): readonly Row[] {
  if (preview === null) return [];
  const selected = selectedPost(mode);
  const expression = mode.menu.kind === 'lines' ? patternFor(mode.menu.pattern) : null;
  const view: ScrollbackView = {
    entries: [preview.entry],
    size: { columns, rows: size.rows },
    sideways: 0,
    search: expression && { entry: 0, expression },
  };
  const line = preview.slug === selected?.slug ? selected.line : null;
  const from = line === null ? START : moveBy(view, positionOfSource(view, 0, 0, line), -ROWS_ABOVE_MATCH);
  return linesFrom(view, from, maxRows).map(({ spans }) => spans);
}

/** The rows of a menu with those of its preview to the right. */
export const joinColumns = (menu: readonly Row[], { left, rows }: PreviewView): readonly Row[] =>
  rows.map((row, at): Row => {
    const menuRow = menu[at] ?? [];
    const pad: Span = { text: blanks(left - spansWidth(menuRow)), styles: [] };
    return [...menuRow, pad, ...row];
  });
