import { useCallback, useRef, useState } from 'react';
import type { AppServices } from '../services/create-services.ts';
import type { Action } from '../state/actions.ts';
import { reduce } from '../state/reduce.ts';
import type { State } from '../state/state.ts';

/** The context of the app's hooks: the rendered state, the latest state, `dispatch` and the services. */
export type AppContext = ReturnType<typeof useAppState>;

/** Unlike `useReducer`, reduces an action at once: what a key does depends on the mode after the key before it. */
export function useAppState(initial: State, services: AppServices) {
  const latest = useRef(initial);
  const [state, setState] = useState(initial);
  const dispatch = useCallback((action: Action): void => {
    latest.current = reduce(latest.current, action);
    setState(latest.current);
  }, []);
  return { state, latest, dispatch, services };
}
