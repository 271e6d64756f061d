import { repeatSafe, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import type { Size } from '../../text/width.ts';
import { selectedPattern, selectedPost } from '../state/menu.ts';
import {
  linesFrom,
  linesOfChunk,
  moveBy,
  type RowPosition,
  type ScrollbackView,
  START,
} from '../state/scrollback-rows.ts';
import { positionOfSource } from '../state/stable-position.ts';
import type { PromptMode, State } from '../state/state.ts';
import { type Aside, SEPARATOR_COLUMNS, withSeparator } from './aside.ts';
import { patternFor } from './excerpt.ts';
import { minMenuColumns, NO_MARKER } from './menu.ts';

const MIN_COLUMNS_BESIDE = 57;
const MAX_COLUMNS_BESIDE = 80;
const MIN_SCREEN_BELOW: Size = { columns: 100, rows: 32 };
/** With fewer rows, the menu gets all of them. */
const MIN_ROWS_BELOW = 20;
const ROWS_ABOVE_MATCH = 2;

type PreviewLayout = {
  readonly side: 'beside' | 'below';
  /** The size of the menu. */
  readonly menu: Size;
  readonly post: Size;
};

/** Returns where the preview is if there are `rows` rows for it and the menu. Null if it has no room or no post. */
export function previewLayout({ size, postIndex }: State, mode: PromptMode, rows = size.rows): PreviewLayout | null {
  if (selectedPost(mode) === null) return null;
  const { columns } = size;
  const menuColumns = Math.max(minMenuColumns(postIndex), columns - MAX_COLUMNS_BESIDE - SEPARATOR_COLUMNS);
  const postColumns = columns - menuColumns - SEPARATOR_COLUMNS;
  if (postColumns >= MIN_COLUMNS_BESIDE)
    return { side: 'beside', menu: { columns: menuColumns, rows }, post: { columns: postColumns, rows } };
  if (columns < MIN_SCREEN_BELOW.columns || size.rows < MIN_SCREEN_BELOW.rows || rows < MIN_ROWS_BELOW) return null;
  const menuRows = rows >> 1;
  return { side: 'below', menu: { columns, rows: menuRows }, post: { columns, rows: rows - menuRows - 1 } };
}

/** Returns the rows of a menu with the preview below it, or the preview to show beside them, from the row `top` on. */
export function withPreview(
  menu: readonly Row[],
  { side, ...layout }: PreviewLayout,
  top: number,
  state: State,
  mode: PromptMode,
): { readonly rows: readonly Row[]; readonly aside: Aside | null } {
  const post = postRows(state, mode, layout.post);
  if (side === 'beside')
    return { rows: menu, aside: { top, left: layout.menu.columns, rows: withSeparator(post, layout.menu.rows) } };
  const above = Array.from({ length: layout.menu.rows }, (_, at) => menu[at] ?? []);
  const rule: Span = { text: repeatSafe(trusted('─'), layout.post.columns - 2), styles: ['rule'] };
  return { rows: [...above, [NO_MARKER, rule], ...post], aside: null };
}

/** Returns the rows of the selected post, from its top or from shortly above the matching line. */
function postRows({ preview }: State, mode: PromptMode, size: Size): readonly Row[] {
  if (preview === null) return [];
  const selected = selectedPost(mode);
  const pattern = selectedPattern(mode);
  const expression = pattern && patternFor(pattern);
  const search = expression && { entry: 0, expression };
  const view = { entries: [preview.entry], size, sideways: 0, search };
  const line = preview.slug === selected?.slug ? selected.line : null;
  const from = line === null ? START : startAbove(view, positionOfSource(view, 0, 0, line));
  return linesFrom(view, from, size.rows).map(({ spans }) => spans);
}

/** Returns the row two rows above a match, or the first row of its block if that is not far above: no rule comes first. */
function startAbove(view: ScrollbackView, match: RowPosition): RowPosition {
  const near = moveBy(view, match, -ROWS_ABOVE_MATCH);
  const lines = linesOfChunk(view, near);
  const row = lines.findIndex(({ block, spans }) => block === lines[near.row]?.block && spans.length > 0);
  return row >= 0 && near.row - row <= view.size.rows >> 2 ? { ...near, row } : near;
}
