import { Box, Text, Transform, useApp, useCursor, useInput, usePaste, useStdin } from 'ink';
import { useEffect, useInsertionEffect, useReducer } from 'react';
import type { Size } from '../text/width.ts';
import type { Paint } from '../theme/paint.ts';
import { ScreenReader } from './components/ScreenReader.tsx';
import { SelectMenu } from './components/SelectMenu.tsx';
import { functionKey, keyNames } from './hooks/key-names.ts';
import { useEffects } from './hooks/use-effects.ts';
import type { AppServices } from './services/types.ts';
import type { Action } from './state/actions.ts';
import { listRows } from './state/menu-rows.ts';
import { reduce } from './state/reduce.ts';
import type { State } from './state/state.ts';
import type { AppResult } from './state/types.ts';
import { frame } from './view/frame.ts';

type Props = {
  readonly initial: State;
  readonly world: AppServices;
  readonly paint: Paint;
  /** Asks the session to end; its reason is the status to end with, or the error that it cannot go on after. */
  readonly stop: AbortSignal;
  /** Tells the size of the terminal whenever it may have changed, until what comes back is called. */
  readonly onResize: (tell: (size: Size) => void) => () => void;
  /** Told the size that a frame is drawn for, before it is drawn. */
  readonly onFrame: (size: Size) => void;
};

/**
 * The session on Ink: keys and sizes in, frames out. All that it decides is decided in {@link reduce}. Ink's exit hands
 * on its {@link AppResult}.
 */
export function App({ initial, world, paint, stop, onResize, onFrame }: Props) {
  const [state, dispatch] = useReducer(reduce, initial);
  const { exit } = useApp();
  const { mode, entries } = state;

  useEffect(() => onResize(size => dispatch({ kind: 'resize', size })), [onResize]);
  useEffects(state, dispatch, world);
  useKeys(dispatch, world.notifyKeyPress);
  useEffect(() => {
    const end = (): void => {
      if (stop.reason instanceof Error) exit(stop.reason);
      else dispatch({ kind: 'end', status: Number(stop.reason) });
    };
    stop.addEventListener('abort', end, { once: true });
    return () => stop.removeEventListener('abort', end);
  }, [stop, exit]);
  useEffect(() => {
    if (mode.kind !== 'exited') return;
    const { status, selectedSlug } = mode;
    exit({ status, selectedSlug, commands: entries.map(({ command }) => command) } satisfies AppResult);
  }, [mode, entries, exit]);

  if (state.isScreenReader) return <ScreenReader state={state} />;
  return <Screen state={state} paint={paint} onFrame={onFrame} />;
}

type ScreenProps = Pick<Props, 'paint' | 'onFrame'> & { readonly state: State };

/** The whole terminal. */
function Screen({ state, paint, onFrame }: ScreenProps) {
  const { mode } = state;
  const { setCursorPosition } = useCursor();
  const { rows: lines, cursor } = frame(state);
  setCursorPosition(cursor ?? undefined);
  // As React changes what Ink draws, and before Ink draws it.
  useInsertionEffect(() => onFrame(state.size), [state.size, onFrame]);
  const [head = [], bar = []] = lines;
  if (mode.kind !== 'select') return <Rows painted={lines.map(paint)} />;
  return (
    <Box flexDirection="column" height={state.size.rows}>
      {lines.length > 0 && <Rows painted={[paint(head)]} />}
      <Box flexDirection="column" flexGrow={1}>
        <SelectMenu mode={mode} paint={paint} room={listRows(state.size)} />
      </Box>
      {lines.length > 0 && <Rows painted={[paint(bar)]} />}
    </Box>
  );
}

function useKeys(dispatch: (action: Action) => void, strike: () => void): void {
  useInput((input, key) => {
    strike();
    // A key may change the mode that the next one is read in, so each looks at the mode as it then is.
    for (const name of keyNames(input, key)) dispatch({ kind: 'key', name });
  });
  usePaste(text => dispatch({ kind: 'type', text }));
  // Ink tells of no function key; what it reads them from it keeps to itself.
  const { internal_eventEmitter: sequences } = useStdin() as ReturnType<typeof useStdin> & Sequences;
  useEffect(() => {
    const read = (sequence: string): void => {
      const name = functionKey(sequence);
      if (name !== null) dispatch({ kind: 'key', name });
    };
    sequences.on('input', read);
    return () => void sequences.off('input', read);
  }, [sequences, dispatch]);
}

type Listen = (event: 'input', read: (sequence: string) => void) => unknown;
type Sequences = { readonly internal_eventEmitter: { readonly on: Listen; readonly off: Listen } };

// Ink measures, wraps and remembers the text of every frame, which for a whole screen takes longer than to draw it:
// it gets an empty one, and the rows when it writes them. They are as wide as the screen at most.
function Rows({ painted }: { readonly painted: readonly string[] }) {
  return (
    <Transform transform={(_, row) => painted[row] ?? ''}>
      <Text>{' \n'.repeat(painted.length).slice(0, -1)}</Text>
    </Transform>
  );
}
