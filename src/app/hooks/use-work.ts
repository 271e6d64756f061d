import { useApp } from 'ink';
import { useEffect } from 'react';

/** Async work that is aborted by its signal. Null: nothing to do. */
type Work = ((stop: AbortSignal) => Promise<void>) | null;

/**
 * Starts a function after a delay. If a render passes another function, the previous one is not started, or its signal
 * aborts if it is running. Memoize the function, so that each render passes the same one. Exits Ink with an error that it
 * rejects with.
 */
export function useWork(work: Work, delayMs = 0): void {
  const { exit } = useApp();
  useEffect(() => {
    if (work === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => void work(controller.signal).catch(exit), delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [work, delayMs, exit]);
}
