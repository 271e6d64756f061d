import { blanks, trusted } from '../../text/sanitize.ts';
import type { Row, Span } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { selectedPost } from '../state/prompt.ts';
import { linesFrom, moveBy, positionOfSource, type ScrollbackView, START } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import { patternFor } from './compile-pattern.ts';

/** From so many columns on there is room for the highlighted post beside the menu. */
const fewestColumns = 110;
/** Columns of a menu that has a post beside it, at least: most haiku fit. */
const menuColumns = 70;
const bar: Span = { text: trusted(' │ '), styles: ['quote'] };
/** Rows above the line that was found. */
const above = 2;

/** The columns of a menu and of the post beside it; null where there is no room for that, or no post. */
export function previewLayout({ size: { columns } }: State, mode: PromptMode): { menu: number; post: number } | null {
  if (columns < fewestColumns || selectedPost(mode) === null) return null;
  const menu = Math.max(menuColumns, columns - 83);
  return { menu, post: columns - menu - bar.text.length };
}

/** The highlighted post, as much as there is room for, at the line that was found in it. */
export function previewRows({ preview, size }: State, mode: PromptMode, columns: number, room: number): readonly Row[] {
  if (preview === null) return [];
  const selected = selectedPost(mode);
  const expression = mode.menu.kind === 'lines' ? patternFor(mode.menu.lines.pattern) : null;
  const rows: ScrollbackView = {
    entries: [preview.entry],
    size: { columns, rows: size.rows },
    sideways: 0,
    search: expression && { entry: 0, expression },
  };
  const isThis = preview.slug === selected?.slug;
  const from =
    isThis && selected.line !== null ? moveBy(rows, positionOfSource(rows, 0, 0, selected.line), -above) : START;
  return linesFrom(rows, from, room).map(({ spans }) => spans);
}

/** Two columns of rows, a line between them. */
export function joinColumns(left: readonly Row[], right: readonly Row[], columns: number): readonly Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at): Row => {
    const row = left[at] ?? [];
    const pad: Span = { text: blanks(columns - spansWidth(row)), styles: [] };
    return [...row, pad, bar, ...(right[at] ?? [])];
  });
}
