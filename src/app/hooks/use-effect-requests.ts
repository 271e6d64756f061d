import { useApp } from 'ink';
import { type Dispatch, useEffect } from 'react';
import type { AppServices } from '../services/types.ts';
import type { Action } from '../state/actions.ts';
import type { EffectRequest } from '../state/types.ts';

/** Carries out the effect that the state requests, and suspends on SIGTSTP. */
export function useEffectRequests(
  request: EffectRequest | null,
  dispatch: Dispatch<Action>,
  { runRequest, onPause }: AppServices,
): void {
  const { exit, suspendTerminal } = useApp();
  useEffect(() => {
    if (!request) return;
    runRequest(request, suspendTerminal)
      .then(notice => dispatch({ kind: 'request-done', notice }))
      .catch(exit);
  }, [request, runRequest, suspendTerminal, dispatch, exit]);
  // A SIGTSTP during a request waits until the request is done.
  const isIdle = request === null;
  useEffect(() => (isIdle ? onPause(() => dispatch({ kind: 'suspend' })) : undefined), [isIdle, onPause, dispatch]);
}
