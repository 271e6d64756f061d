import { useCallback, useRef, useState } from 'react';
import type { KeyFlow, KeyInput } from '../../io/terminal/input.ts';
import type { AppServices } from '../services/create-services.ts';
import type { Action } from '../state/actions.ts';
import { reduce } from '../state/reduce.ts';
import type { Mode, State } from '../state/state.ts';

/** The context of the app's hooks: the rendered state, the latest state, `dispatch` and the services. */
export type AppContext = ReturnType<typeof useAppState>;

/** While a command runs, keys are held for the next mode. A list renders after each key. */
export const keyFlow = ({ kind }: Mode): KeyFlow =>
  kind === 'running' ? 'held' : kind === 'select' ? 'one-by-one' : 'all';

/**
 * Unlike `useReducer`, reduces an action at once: what a key does depends on the mode after the key before it. After an
 * action that opens a list or runs a command, keys are held until the new mode is rendered, because its components do not
 * listen before.
 */
export function useAppState(initial: State, services: AppServices, { setFlow }: KeyInput) {
  const latest = useRef(initial);
  const [state, setState] = useState(initial);
  const dispatch = useCallback(
    (action: Action): void => {
      const { kind } = latest.current.mode;
      latest.current = reduce(latest.current, action);
      const { mode } = latest.current;
      if (mode.kind !== kind) setFlow(keyFlow(mode) === 'all' ? 'all' : 'held');
      setState(latest.current);
    },
    [setFlow],
  );
  return { state, latest, dispatch, services };
}
