import { once } from 'node:events';
import process from 'node:process';

/**
 * Signals that end a process by default, of those that Node can hear. Not SIGPROF, which the profiler uses. On SIGUSR1 Node
 * would open a port for a debugger. Systems lack some of them.
 */
const ENDING =
  'SIGINT SIGTERM SIGHUP SIGQUIT SIGALRM SIGABRT SIGTRAP SIGSYS SIGUSR1 SIGUSR2 SIGXCPU SIGXFSZ SIGVTALRM SIGIO SIGPWR SIGSTKFLT';
const SIGHUP = 1;

export type Signals = {
  /** Aborts when the app must end: with the exit status, 128 plus the signal's number, or an uncaught error. */
  readonly stop: AbortSignal;
  /** Ends the app as SIGHUP does. For a terminal that disappears before SIGHUP arrives. */
  readonly hangUp: () => void;
  /** Calls `pause` on each SIGTSTP, and at once if one is pending. Returns an unsubscribe function. */
  readonly onPause: (pause: () => void) => () => void;
  /** Leaves SIGTSTP to the system while another program has the terminal, and delays `stop`. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
  readonly release: () => void;
};

/** Listens to the signals that end or suspend the app, and to uncaught errors. */
export function signals(): Signals {
  const controller = new AbortController();
  let pause: (() => void) | null = null;
  let isPausePending = false;
  let isSuspended = false;
  let delayed: number | Error | null = null;
  const end = (reason: number | Error): void => {
    if (isSuspended) delayed ??= reason;
    else controller.abort(reason);
  };
  const endBySignal = (_: unknown, number: number): void => end(128 + number);
  const onStop = (): void => {
    isPausePending = pause === null;
    pause?.();
  };
  // `on`, not `once`, because Ink ends the process on a signal that has no other listener.
  const listeners: readonly (readonly [event: string, listener: (first: unknown, number: number) => void])[] = [
    ...ENDING.split(' ').map(name => [name, endBySignal] as const),
    // Unhandled rejections, too.
    ['uncaughtException', error => end(error instanceof Error ? error : new Error(String(error)))],
  ];
  for (const [event, listener] of listeners) process.on(event, listener);
  process.on('SIGTSTP', onStop);
  return {
    stop: controller.signal,
    hangUp: () => endBySignal('SIGHUP', SIGHUP),
    onPause: listener => {
      pause = listener;
      if (isPausePending) onStop();
      return () => {
        pause = null;
      };
    },
    suspendWhile: async during => {
      process.off('SIGTSTP', onStop);
      isPausePending = false;
      isSuspended = true;
      try {
        await during();
      } finally {
        isSuspended = false;
        process.on('SIGTSTP', onStop);
        if (delayed !== null) end(delayed);
      }
    },
    release: () => {
      for (const [event, listener] of listeners) process.off(event, listener);
      process.off('SIGTSTP', onStop);
    },
  };
}

/** SIGTSTP does not stop a process in an orphaned process group (POSIX), so SIGCONT may never come. */
const STOP_TIMEOUT_MS = 100;

/** Stops the process group as ^Z does, until SIGCONT. Under npx, the shell waits for a parent of this process. */
export async function stopProcess(): Promise<void> {
  if (process.platform === 'win32') return;
  const timeout = new AbortController();
  const continued = once(process, 'SIGCONT', { signal: timeout.signal }).catch(() => {});
  // Nobody listens to SIGTSTP now, so the system's default action stops the process.
  process.kill(0, 'SIGTSTP');
  const timer = setTimeout(() => timeout.abort(), STOP_TIMEOUT_MS);
  await continued;
  clearTimeout(timer);
}
