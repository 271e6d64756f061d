/** For how long a command may work, in ms, before keys and streams get their turn. */
const TIME_SLICE_MS = 10;

/**
 * Paces work that may go on for long. Ask at every step; now and then a pause is due, and is to be awaited.
 *
 *   const pause = paced();
 *   for (const step of steps) { work(step); await pause?.(); }
 */
export function createYielder(longest = TIME_SLICE_MS): () => Promise<void> | null {
  let began = performance.now();
  return () => {
    if (performance.now() - began < longest) return null;
    return new Promise(setImmediate).then(() => {
      began = performance.now();
    });
  };
}
