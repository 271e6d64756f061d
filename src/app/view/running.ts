import { promptSpans } from '../../layout/document.ts';
import type { Row } from '../../text/span.ts';
import { breakAnywhere } from '../../text/wrap.ts';
import { formatCount } from '../../util/format.ts';
import { lengthOfDocument, linesFrom, topOfLastEntry, viewRows } from '../state/scrollback.ts';
import type { Running, State } from '../state/state.ts';
import { selectScrollbackView } from '../state/transitions.ts';
import { statusBarRow } from './status-bar.ts';

type RunningView = { readonly text: readonly Row[]; readonly bar: Row | null; readonly cursor: null };

/** The screen while a command runs: its output so far, from the top. */
export function runningView(state: State, { job, hasEntry, isStopping }: Running): RunningView {
  const { size } = state;
  const maxRows = viewRows(size);
  const text: readonly Row[] = hasEntry
    ? linesFrom(selectScrollbackView(state), topOfLastEntry(state), maxRows).map(({ spans }) => spans)
    : breakAnywhere(promptSpans(job.command), size.columns).slice(0, maxRows);
  if (size.rows < 2) return { text, bar: null, cursor: null };
  // The command line does not count.
  const rows = hasEntry ? lengthOfDocument(state.entries.at(-1)?.document ?? []) - 1 : null;
  const position = rows === null ? 'running' : `running, ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const bar = statusBarRow([isStopping ? '^C quit' : '^C stop'], position, state.notice, size.columns);
  return { text, bar, cursor: null };
}
