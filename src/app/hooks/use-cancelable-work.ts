import { useApp } from 'ink';
import { useEffect } from 'react';

type Work = ((stop: AbortSignal) => Promise<void>) | null;

/**
 * Starts memoized work after a delay, unless it is null. When a render passes other work, the signal of the previous work
 * aborts. If the work rejects, exits Ink with the error.
 */
export function useCancelableWork(work: Work, delayMs = 0): void {
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
