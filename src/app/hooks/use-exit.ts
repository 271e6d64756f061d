import { useApp } from 'ink';
import { type Dispatch, useEffect } from 'react';
import type { Action } from '../state/actions.ts';
import type { State } from '../state/state.ts';
import type { AppResult } from '../state/types.ts';

/** Exits Ink with an {@link AppResult} in the exited mode, which `stop` leads to, or with the error that `stop` gives. */
export function useExit({ mode, entries }: State, dispatch: Dispatch<Action>, stop: AbortSignal): void {
  const { exit } = useApp();
  useEffect(() => {
    const end = (): void => {
      if (stop.reason instanceof Error) exit(stop.reason);
      else dispatch({ kind: 'end', status: Number(stop.reason) });
    };
    stop.addEventListener('abort', end, { once: true });
    return () => stop.removeEventListener('abort', end);
  }, [stop, dispatch, exit]);
  useEffect(() => {
    if (mode.kind !== 'exited') return;
    const { status, selectedSlug } = mode;
    exit({ status, selectedSlug, commands: entries.map(({ command }) => command) } satisfies AppResult);
  }, [mode, entries, exit]);
}
