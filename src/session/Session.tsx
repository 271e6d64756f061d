import { Text, Transform, useApp, useCursor, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useReducer, useRef } from 'react';
import { withoutLateReply } from '../theme/background.ts';
import type { Paint } from '../theme/paint.ts';
import { frame } from './frame.ts';
import type { Part } from './host.ts';
import { keysOf } from './keys.ts';
import { reduce, type Shelf, type State } from './state.ts';

type Props = {
  readonly initial: State;
  /** Posts that come, go or change. */
  readonly arrivals: AsyncIterable<Shelf>;
  /** Told of every key, before it is answered. */
  readonly onKey: () => void;
  readonly paint: Paint;
  /** Runs a command line: what it puts out, part by part. */
  readonly run: (command: string, stop: AbortSignal) => AsyncIterable<Part>;
  /** Told the last state, once, as the session ends. */
  readonly onLeave: (state: State) => void;
};

/** The session on Ink: keys and sizes in, frames out. All that it decides is decided in {@link reduce}. */
export function Session({ initial, arrivals, onKey, paint, run, onLeave }: Props) {
  const [state, dispatch] = useReducer(reduce, initial);
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const { setCursorPosition } = useCursor();
  const { mode } = state;

  useEffect(() => dispatch({ kind: 'resize', size: { columns, rows } }), [columns, rows]);
  useEffect(() => {
    const shelve = async (): Promise<void> => {
      for await (const shelf of arrivals) dispatch({ kind: 'shelve', shelf });
    };
    shelve().catch(exit);
  }, [arrivals, exit]);
  const job = mode.kind === 'running' ? mode.job : null;
  const isStopping = mode.kind === 'running' && mode.isStopping;
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!job) return;
    const stopped = new AbortController();
    stop.current = stopped;
    const work = async (): Promise<void> => {
      for await (const part of run(job.command, stopped.signal)) dispatch({ kind: 'put-out', part });
      dispatch({ kind: 'ran' });
    };
    work().catch(exit);
    return () => stopped.abort();
  }, [job, run, exit]);
  useEffect(() => {
    if (isStopping) stop.current?.abort();
  }, [isStopping]);
  useEffect(() => {
    if (mode.kind !== 'left') return;
    onLeave(state);
    exit();
  }, [mode, state, onLeave, exit]);

  useInput((input, key) => {
    onKey();
    // A key may change the mode that the next one is read in, so each looks at the mode as it then is.
    for (const name of keysOf(withoutLateReply(input), key)) dispatch({ kind: 'key', name });
  });
  usePaste(text => dispatch({ kind: 'type', text }));

  const { rows: lines, cursor } = frame(state);
  setCursorPosition(cursor ?? undefined);
  const painted = lines.map(paint);
  // Ink measures, wraps and remembers the text of every frame, which for a whole screen takes longer than to draw it:
  // it gets an empty one, and the rows when it writes them. They are as wide as the screen at most.
  return (
    <Transform transform={(_, row) => painted[row] ?? ''}>
      <Text>{' \n'.repeat(painted.length).slice(0, -1)}</Text>
    </Transform>
  );
}
