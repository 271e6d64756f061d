import type { Row } from '../../text/span.ts';
import { spansWidth } from '../../text/width.ts';
import { breakAnywhere } from '../../text/wrap.ts';
import type { EditLine } from '../state/line-editor.ts';
import { endPosition, linesFrom, moveBy } from '../state/scrollback.ts';
import type { State } from '../state/state.ts';
import { selectScrollbackView } from '../state/transitions.ts';
import type { PreviewView } from './preview.ts';
import type { Cursor } from './status-bar.ts';

/** The screen of a line that is typed, from top to bottom. */
export type CommandLineView = {
  readonly scrollback: readonly Row[];
  readonly line: readonly Row[];
  readonly menu: readonly Row[];
  readonly preview: PreviewView | null;
  readonly bar: Row | null;
  readonly cursor: Cursor | null;
};

type Parts = {
  readonly line: EditLine;
  readonly lineSpans: (text: string) => Row;
  readonly menu: (maxRows: number) => readonly Row[];
  readonly preview?: (maxRows: number, menuRows: number) => PreviewView | null;
  readonly bar: Row;
};

/** Arranges the parts on the screen. Where there is not room for all, the line comes first. */
export function commandLineView(state: State, parts: Parts): CommandLineView {
  const { columns, rows } = state.size;
  const { text, cursor } = parts.line;
  const line = breakAnywhere(parts.lineSpans(text), columns);
  const before = breakAnywhere(parts.lineSpans(text.slice(0, cursor)), columns);
  const hasBar = rows > line.length + 1;
  const free = Math.max(0, rows - line.length - (hasBar ? 1 : 0));
  const view = selectScrollbackView(state);
  const above = linesFrom(view, moveBy(view, endPosition(view), -free), free);
  // The menu gets all free rows; scrollback, if there is any, keeps at least the upper half of them.
  const menuRows = Math.max(free - above.length, Math.ceil(free / 2));
  const scrollback = above.slice(Math.max(0, above.length - (free - menuRows))).map(({ spans }) => spans);
  const menu = parts.menu(menuRows).slice(0, menuRows);
  const x = spansWidth(before.at(-1) ?? []);
  const y = scrollback.length + before.length - 1;
  return {
    scrollback,
    line: line.slice(0, rows),
    menu,
    preview: parts.preview?.(menuRows, menu.length) ?? null,
    bar: hasBar ? parts.bar : null,
    cursor: y >= rows ? null : { x: Math.min(x, columns - 1), y },
  };
}
