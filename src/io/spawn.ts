import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { Invocation } from './editor-pager-browser.ts';
import { errorReason } from './files.ts';
import { writeAll } from './stdio.ts';

/** The status of a program, or 128 plus the number of the signal that ended it. */
type Ended = { readonly status: number };
/** Why a program could not be started, or failed at once. */
type Failed = { readonly problem: string };

export type TerminalChild = {
  /** Writes to the program's stdin. Does nothing once the program has closed it. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  readonly closed: () => boolean;
  /** Closes the program's stdin, and waits until the program ends. */
  readonly end: () => Promise<Ended>;
};

/** Runs a program and waits for its end. `input`: its stdin. Without it, only the program may read the terminal. */
export async function runInTerminal(invocation: Invocation, input?: string): Promise<Ended | Failed> {
  const child = await spawnInTerminal(invocation, input === undefined ? 'inherit' : 'pipe');
  if ('problem' in child) return child;
  await child.write(input ?? '');
  return child.end();
}

/** Returns a message if a program could not be started or ended with an error. */
export function problemOf({ program }: Invocation, end: Ended | Failed): string | null {
  if ('problem' in end) return end.problem;
  return end.status === 0 ? null : `${program} exited with status ${end.status}`;
}

/** Starts a program on the terminal. Until it ends, our listeners do not get ^C and ^\, and ^Z stops both processes. */
export async function spawnInTerminal(
  invocation: Invocation,
  stdin: 'inherit' | 'pipe' = 'pipe',
): Promise<TerminalChild | Failed> {
  let child: ChildProcess | null = null;
  const restoreSignals = redirectSignals(signal => {
    child?.kill(signal);
    if (signal === 'SIGHUP') globalThis.setTimeout(() => child?.kill('SIGKILL'), HANG_UP_GRACE_MS).unref();
  });
  const spawned = await start(invocation, { stdio: [stdin, 'inherit', 'inherit'] });
  if ('problem' in spawned) {
    restoreSignals();
    return spawned;
  }
  child = spawned.child;
  // A pager that was quit has closed the pipe: EPIPE.
  const input = child.stdin?.on('error', () => {});
  return {
    closed: () => !input?.writable,
    write: async chunk => {
      if (input?.writable) await writeAll(input, chunk);
    },
    end: async () => {
      input?.end();
      const end = await spawned.ended;
      restoreSignals();
      return end;
    },
  };
}

/** A program without a terminal that ignores SIGHUP would run forever, and we with it. */
const HANG_UP_GRACE_MS = 1000;

/** A later failure is not reported: it may be a browser that the user closes. */
const LAUNCH_GRACE_MS = 1000;

/** Starts a program that may outlive this process and has no terminal. Resolves to a problem if it fails within a second. */
export async function spawnDetached(invocation: Invocation): Promise<Failed | null> {
  const spawned = await start(invocation, { stdio: 'ignore', detached: true });
  if ('problem' in spawned) return spawned;
  spawned.child.unref();
  const end = await Promise.race([spawned.ended, setTimeout(LAUNCH_GRACE_MS, null, { ref: false })]);
  return end?.status ? { problem: `${invocation.program}: failed with status ${end.status}` } : null;
}

type Spawned = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

const start = ({ program, args, env }: Invocation, options: SpawnOptions): Promise<Spawned | Failed> =>
  new Promise<Spawned>((resolve, reject) => {
    const child = spawn(program, args, { ...options, env: { ...process.env, PATH: absolutePath(), ...env } });
    const ended = new Promise<Ended>(end => {
      child.on('exit', (status, signal) => end({ status: status ?? 128 + (signal ? constants.signals[signal] : 0) }));
    });
    child.on('error', reject).on('spawn', () => resolve({ child, ended }));
  }).catch(error => ({ problem: `${program}: ${errorReason(error)}` }));

/** Returns the absolute folders of $PATH. The working directory (`.`, an empty part) may be a folder of posts with a file `less`. */
const absolutePath = (): string | undefined =>
  process.env.PATH?.split(path.delimiter).filter(path.isAbsolute).join(path.delimiter) || undefined;

const KEY_SIGNALS = ['SIGINT', 'SIGQUIT'] as const;
const TERMINATION_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGALRM'] as const;

// Takes ^C and ^\ from our listeners. Calls `forward` for termination signals, so that the child does not outlive us.
// Returns a function that undoes this. If a termination signal came and had no other listener, the function ends the process.
function redirectSignals(forward: (signal: NodeJS.Signals) => void): () => void {
  // A listener, because a child would inherit an ignored signal.
  const ignore = (): void => {};
  const listeners = KEY_SIGNALS.map(signal => ({ signal, others: process.rawListeners(signal) as (() => void)[] }));
  for (const { signal, others } of listeners) {
    process.on(signal, ignore); // first, because without a listener the signal would end us
    for (const listener of others) process.off(signal, listener);
  }
  let pending: NodeJS.Signals | null = null;
  const onTermination = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) === 1) pending = signal;
    forward(signal);
  };
  for (const signal of TERMINATION_SIGNALS) process.on(signal, onTermination);
  return () => {
    for (const { signal, others } of listeners) {
      for (const listener of others) process.on(signal, listener);
      process.off(signal, ignore);
    }
    for (const signal of TERMINATION_SIGNALS) process.off(signal, onTermination);
    if (pending !== null) process.kill(process.pid, pending);
  };
}
