/** How long a command may work before keys and streams get their turn. */
const TIME_SLICE_MS = 10;

/**
 * Creates a function to call at every step of long work. It returns a promise to await when a pause is due, else null.
 *
 *   const pauseIfDue = createYielder();
 *   for (const step of steps) { work(step); await pauseIfDue(); }
 */
export function createYielder(sliceMs = TIME_SLICE_MS): () => Promise<void> | null {
  let startedAt = performance.now();
  return () => {
    if (performance.now() - startedAt < sliceMs) return null;
    return new Promise(setImmediate).then(() => {
      startedAt = performance.now();
    });
  };
}
