import { useApp } from 'ink';
import { useEffect } from 'react';
import type { AppContext } from './use-app-state.ts';

/** Carries out the side effect that the state requests, and suspends the app on SIGTSTP. */
export function useEffectRequests({ state: { request }, dispatch, services }: AppContext): void {
  const { runRequest, onPause } = services;
  const { exit, suspendTerminal } = useApp();
  useEffect(() => {
    if (!request) return;
    runRequest(request, suspendTerminal)
      .then(result =>
        dispatch(typeof result === 'object' && result ? result : { kind: 'request-done', notice: result }),
      )
      .catch(exit);
  }, [request, runRequest, suspendTerminal, dispatch, exit]);
  // A SIGTSTP during a request waits until the request is done.
  const isIdle = request === null;
  useEffect(() => (isIdle ? onPause(() => dispatch({ kind: 'suspend' })) : undefined), [isIdle, onPause, dispatch]);
}
