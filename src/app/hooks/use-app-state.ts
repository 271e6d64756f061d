import { type RefObject, useCallback, useRef, useState } from 'react';
import type { Action } from '../state/actions.ts';
import { reduce } from '../state/reduce.ts';
import type { State } from '../state/state.ts';

/**
 * The app's state, a dispatch function, and a ref to the state after the last action. With `useReducer` an action is
 * reduced when React renders; here it is reduced at once, because keys that are read together depend on each other:
 * whoever handles them must know the mode after each.
 */
export function useAppState(
  initial: State,
): readonly [state: State, dispatch: (action: Action) => void, latest: RefObject<State>] {
  const latest = useRef(initial);
  const [state, setState] = useState(initial);
  const dispatch = useCallback((action: Action): void => {
    latest.current = reduce(latest.current, action);
    setState(latest.current);
  }, []);
  return [state, dispatch, latest];
}
