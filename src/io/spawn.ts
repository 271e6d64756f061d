import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { errorReason } from './files.ts';
import type { Invocation } from './programs.ts';
import { untilDrained } from './terminal/stdio.ts';

/** How a program ended: its status, or 128 plus the number of the signal that ended it. */
export type Ended = { readonly status: number };
/** Why a program could not be started, or failed at once, as shown to the reader. */
export type Failed = { readonly problem: string };

/** A program in the terminal that reads from a pipe. */
export type TerminalChild = {
  /** Writes and waits until there is room for more. Does nothing once the program reads no more. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** Whether it reads no more, as a pager that has quit. */
  readonly closed: () => boolean;
  /** Closes the pipe, and waits until the program ends. */
  readonly end: () => Promise<Ended>;
};

/**
 * Runs a program in the terminal, with `input` as its standard input if given. Until it resolves, the caller must not
 * read from the terminal, which must be in its usual modes.
 */
export async function runInTerminal(
  invocation: Invocation,
  { input }: { readonly input?: string } = {},
): Promise<Ended | Failed> {
  const child = await spawnInTerminal(invocation, input === undefined ? 'inherit' : 'pipe');
  if ('problem' in child) return child;
  if (input !== undefined) await child.write(input);
  return child.end();
}

/**
 * Starts a program in the terminal, as {@link runInTerminal} does, with a pipe to it. Until it ends, our listeners do not
 * get ^C and ^\; ^Z stops it and us. Termination signals are forwarded to it first, so that it does not outlive us
 * holding the terminal.
 */
export async function spawnInTerminal(
  invocation: Invocation,
  stdin: 'inherit' | 'pipe' = 'pipe',
): Promise<TerminalChild | Failed> {
  const restores = ['SIGINT', 'SIGQUIT'].map(interceptSignal);
  let child: ChildProcess | null = null;
  const forwards = TERMINATION_SIGNALS.map(signal => shareSignal(signal, () => child?.kill(signal)));
  const restoreSignals = (): void => {
    for (const restore of [...restores, ...forwards]) restore();
  };
  const spawned = await start(invocation, { stdio: [stdin, 'inherit', 'inherit'] });
  if ('problem' in spawned) {
    restoreSignals();
    return spawned;
  }
  child = spawned.child;
  const input = spawned.child.stdin;
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
  };
  // A pager that was quit has closed the pipe: EPIPE.
  input?.on('error', close).on('close', close);
  return {
    closed: () => isClosed,
    write: async chunk => {
      if (input && !isClosed && !input.write(chunk)) await untilDrained(input);
    },
    end: async () => {
      input?.end();
      const end = await spawned.ended;
      restoreSignals();
      return end;
    },
  };
}

/** A program that fails later, such as a browser that is closed, is not reported. */
const LAUNCH_GRACE_MS = 1000;

/**
 * Starts a program that outlives us, without a terminal, and waits for a second. Returns a problem if it cannot be
 * started or has failed by then, else null.
 */
export async function spawnDetached(invocation: Invocation): Promise<Failed | null> {
  const spawned = await start(invocation, { stdio: 'ignore', detached: true });
  if ('problem' in spawned) return spawned;
  spawned.child.unref();
  const end = await Promise.race([spawned.ended, setTimeout(LAUNCH_GRACE_MS, null, { ref: false })]);
  return end === null || end.status === 0
    ? null
    : { problem: `${invocation.program}: failed with status ${end.status}` };
}

type Spawned = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

function start({ program, args, env }: Invocation, options: SpawnOptions): Promise<Spawned | Failed> {
  return new Promise(resolve => {
    const fail = (error: unknown): void => resolve({ problem: `${program}: ${errorReason(error)}` });
    try {
      const child = spawn(program, args, { ...options, env: { ...process.env, ...env } });
      const ended = new Promise<Ended>(end => {
        child.on('exit', (status, signal) => end({ status: status ?? 128 + (signal ? constants.signals[signal] : 0) }));
      });
      child.on('error', fail).on('spawn', () => resolve({ child, ended }));
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * Keeps a signal from ending us and from reaching our listeners. Returns a function that restores them. The signal is
 * caught, not ignored: a child would inherit that.
 */
function interceptSignal(signal: string): () => void {
  const listeners = process.rawListeners(signal) as (() => void)[];
  const ignore = (): void => {};
  // There is always a listener: without one the signal would end us.
  process.on(signal, ignore);
  for (const listener of listeners) process.off(signal, listener);
  return () => {
    for (const listener of listeners) process.on(signal, listener);
    process.off(signal, ignore);
  };
}

const TERMINATION_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGALRM'] as const;

/**
 * Calls `onSignal` for a signal that would end us. Returns a function that stops this. If the signal came, and had no
 * other listener, that function ends us by it.
 */
function shareSignal(signal: NodeJS.Signals, onSignal: () => void): () => void {
  let isPending = false;
  const listener = (): void => {
    isPending = process.listenerCount(signal) === 1;
    onSignal();
  };
  process.on(signal, listener);
  return () => {
    process.off(signal, listener);
    if (isPending) process.kill(process.pid, signal);
  };
}
