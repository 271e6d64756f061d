import { useApp } from 'ink';
import { useEffect } from 'react';

/** Async work that is aborted by its signal. Null: nothing to do. */
type Work = ((stop: AbortSignal) => Promise<void>) | null;

/**
 * Starts work, a memoized function, after a delay. When it is another function, cancels the last one if it has not started,
 * else aborts its signal. Exits Ink with the error of work that rejects.
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
