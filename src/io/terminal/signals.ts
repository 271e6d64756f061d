import process from 'node:process';

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131, SIGALRM: 142 } as const;

/** What a process that must not end by itself is told by the system, or by a bug of ours. */
export type Signals = {
  /**
   * Aborts when the process has to end. The reason is the status to end with, 128 and the signal's number; or the error
   * that nobody caught, as in a timer or a promise, with which Node would have ended us where we stood. What comes while
   * another program has the terminal counts when that has ended, which is what gives the terminal back last.
   */
  readonly stop: AbortSignal;
  /** Asks for what SIGHUP asks for, where the terminal is known to be gone before that comes. */
  readonly hangUp: () => void;
  /**
   * Calls `pause` in place of each stop that is asked for from outside (SIGTSTP), until what comes back is called. One
   * that was asked for while nobody could answer it is answered at once.
   */
  readonly onPause: (pause: () => void) => () => void;
  /** Lets the system stop us meanwhile, as it stops any process, and ends nothing: the terminal is not ours then. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
  /** Gives all of them back to the system. */
  readonly release: () => void;
};

/** Listens until it is released. */
export function signals(): Signals {
  const asked = new AbortController();
  let answer: (() => void) | null = null;
  let isPauseAsked = false;
  let isLent = false;
  let owed: number | Error | null = null;
  const end = (reason: number | Error): void => {
    if (isLent) owed ??= reason;
    else asked.abort(reason);
  };
  const listeners = Object.entries(statuses).map(([name, status]) => [name, () => end(status)] as const);
  const failed = (error: unknown): void => end(error instanceof Error ? error : new Error(String(error)));
  const paused = (): void => {
    isPauseAsked = answer === null;
    answer?.();
  };
  // Not once: Ink ends the process on a signal that nobody else listens to when it is Ink's turn.
  for (const [name, listener] of listeners) process.on(name, listener);
  // A promise that nobody catches comes here too. The first bug is the one that is told.
  process.on('uncaughtException', failed);
  process.on('SIGTSTP', paused);
  return {
    stop: asked.signal,
    hangUp: () => end(statuses.SIGHUP),
    onPause: pause => {
      answer = pause;
      if (isPauseAsked) paused();
      return () => {
        answer = null;
      };
    },
    suspendWhile: async during => {
      process.off('SIGTSTP', paused);
      isPauseAsked = false;
      isLent = true;
      try {
        await during();
      } finally {
        isLent = false;
        process.on('SIGTSTP', paused);
        if (owed !== null) end(owed);
      }
    },
    release: () => {
      for (const [name, listener] of listeners) process.off(name, listener);
      process.off('uncaughtException', failed);
      process.off('SIGTSTP', paused);
    },
  };
}
