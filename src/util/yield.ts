/** How long a command may work before keys and streams are handled. */
const TIME_SLICE_MS = 10;

/**
 * Creates a function to call at every step of long work. It returns a promise to await when a pause is due, else null.
 * `now` returns the time, in ms.
 *
 *   const pauseIfDue = createYielder(() => performance.now());
 *   for (const step of steps) { work(step); await pauseIfDue(); }
 */
export function createYielder(now: () => number, sliceMs = TIME_SLICE_MS): () => Promise<void> | null {
  let startedAt = now();
  return () => {
    if (now() - startedAt < sliceMs) return null;
    return new Promise(setImmediate).then(() => {
      startedAt = now();
    });
  };
}
