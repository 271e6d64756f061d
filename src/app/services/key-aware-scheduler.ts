import { createYielder } from '../../util/yield.ts';

/** Time, in ms, that background work may take before keys are handled. */
const TIME_SLICE_MS = 4;
/** Background work waits until this time has passed since the last key. It checks this every `RETRY_MS`. */
const [QUIET_AFTER_KEY_MS, RETRY_MS] = [50, 20] as const;

/** Returns a promise to await when a pause is due, else null. */
export type YieldToKeys = () => Promise<void> | null;

export function createKeyAwareScheduler(now: () => number) {
  let lastKeyAt = Number.NEGATIVE_INFINITY;
  const pauseIfDue = createYielder(now, TIME_SLICE_MS);
  return {
    now,
    notifyKeyPress: () => {
      lastKeyAt = now();
    },
    pause: (): ReturnType<YieldToKeys> =>
      now() - lastKeyAt < QUIET_AFTER_KEY_MS ? new Promise(resolve => setTimeout(resolve, RETRY_MS)) : pauseIfDue(),
  };
}
