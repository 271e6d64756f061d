/**
 * Starts async work after a delay, in ms, and returns the cleanup function of an effect: it cancels work that has not
 * started, and aborts the signal of work that has. `fail` gets the error of work that rejects.
 */
export function startUnlessAborted(
  work: (stop: AbortSignal) => Promise<void>,
  fail: (error: unknown) => void,
  delayMs = 0,
): () => void {
  const controller = new AbortController();
  const timer = setTimeout(() => void work(controller.signal).catch(fail), delayMs);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}
