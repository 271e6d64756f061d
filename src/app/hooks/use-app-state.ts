import { useCallback, useRef, useState } from 'react';
import type { KeyInput } from '../../io/terminal/input.ts';
import type { AppServices } from '../services/create-services.ts';
import type { Action } from '../state/actions.ts';
import { reduce } from '../state/reduce.ts';
import type { State } from '../state/state.ts';

/** The context of the app's hooks: the rendered state, the latest state, `dispatch` and the services. */
export type AppContext = ReturnType<typeof useAppState>;

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
      if (mode.kind !== kind) setFlow(mode.kind === 'select' || mode.kind === 'running' ? 'held' : 'all');
      setState(latest.current);
    },
    [setFlow],
  );
  return { state, latest, dispatch, services };
}
