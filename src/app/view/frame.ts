import type { Row } from '../../text/span.ts';
import type { State } from '../state/state.ts';
import { joinColumns } from './preview.ts';
import { promptView } from './prompt.ts';
import { readerView, runningView } from './reader.ts';
import { selectView } from './select.ts';
import type { Cursor } from './status-bar.ts';

/** The rows of a screen, at most as many as it has and none wider, and the position of the cursor. */
export type Frame = { readonly rows: readonly Row[]; readonly cursor: Cursor | null };

/** The screen of a state as rows: what the components draw, for the first frame before Ink is loaded. */
export function frame(state: State): Frame {
  const { mode, size } = state;
  const join = (body: readonly Row[], bar: Row | null, cursor: Cursor | null = null): Frame => {
    const blanks = Array.from({ length: Math.max(0, size.rows - body.length - 1) }, (): Row => []);
    return { rows: bar ? [...body, ...blanks, bar] : body, cursor };
  };
  switch (mode.kind) {
    case 'prompt': {
      const { scrollback, line, menu, preview, bar, cursor } = promptView(state, mode);
      return join([...scrollback, ...line, ...(preview ? joinColumns(menu, preview) : menu)], bar, cursor);
    }
    case 'reading': {
      const { text, bar, cursor } = readerView(state, mode);
      return join(text, bar, cursor);
    }
    case 'running': {
      const { text, bar } = runningView(state, mode);
      return join(text, bar);
    }
    case 'select': {
      const { title, bar } = selectView(state, mode);
      return join(title ? [title] : [], bar);
    }
    case 'exited':
      return { rows: [], cursor: null };
  }
}
