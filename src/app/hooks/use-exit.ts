import { useApp } from 'ink';
import { useEffect } from 'react';
import type { AppResult } from '../state/state.ts';
import type { AppContext } from './use-app-state.ts';

/** Exits Ink with an {@link AppResult} in the mode `exited`. When `stop` aborts, sets that mode or exits with an error. */
export function useExit({ state: { mode, entries }, dispatch, services: { stop } }: AppContext): void {
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
