import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { errorReason } from './files.ts';
import type { Invocation } from './programs.ts';
import { untilDrained } from './terminal/stdio.ts';

/** How a program ended: its status, or 128 and the number of the signal that ended it. */
export type Ended = { readonly status: number };
/** Why a program could not be started, or failed at once, in a reader's words. */
export type Failed = { readonly problem: string };

/** A program in the terminal that reads what it is fed. */
export type TerminalChild = {
  /** Writes and waits until there is room for more; nothing, once the program reads no more. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** Whether it reads no more, as a pager that was quit. */
  readonly closed: () => boolean;
  /** Ends what it reads, and waits for its own end. */
  readonly end: () => Promise<Ended>;
};

/**
 * Runs a program in the terminal, which the caller has given back and reads nothing from until this resolves. With
 * `input` that is what the program reads; it may end before it has read it.
 */
export async function runInTerminal(
  invocation: Invocation,
  { input }: { readonly input?: string } = {},
): Promise<Ended | Failed> {
  const fed = await spawnInTerminal(invocation, input === undefined ? 'inherit' : 'pipe');
  if ('problem' in fed) return fed;
  if (input !== undefined) await fed.write(input);
  return fed.end();
}

/**
 * Starts a program in the terminal, as {@link runInTerminal} does, and feeds it. ^C and ^\ are the program's until it ends: what
 * listens to them here hears nothing. ^Z stops it, and us. What is to end us ends it first: left behind, it would read
 * the keys of whoever has the terminal next, and give that back to nobody.
 */
export async function spawnInTerminal(
  invocation: Invocation,
  stdin: 'inherit' | 'pipe' = 'pipe',
): Promise<TerminalChild | Failed> {
  const taken = ['SIGINT', 'SIGQUIT'].map(interceptSignal);
  let child: ChildProcess | null = null;
  const shared = endings.map(signal => shareSignal(signal, () => child?.kill(signal)));
  const giveBack = (): void => {
    for (const give of [...taken, ...shared]) give();
  };
  const begun = await start(invocation, { stdio: [stdin, 'inherit', 'inherit'] });
  if ('problem' in begun) {
    giveBack();
    return begun;
  }
  child = begun.child;
  const input = begun.child.stdin;
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
      const end = await begun.ended;
      giveBack();
      return end;
    },
  };
}

/** In ms: what fails later, as a browser that is closed, is not told. */
const LAUNCH_GRACE_MS = 1000;

/**
 * Starts a program that outlives us, without a terminal, and waits for a second. A problem where it cannot be started,
 * or has failed by then; else null.
 */
export async function spawnDetached(invocation: Invocation): Promise<Failed | null> {
  const begun = await start(invocation, { stdio: 'ignore', detached: true });
  if ('problem' in begun) return begun;
  begun.child.unref();
  const end = await Promise.race([begun.ended, setTimeout(LAUNCH_GRACE_MS, null, { ref: false })]);
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
 * Keeps a signal from ending us, and from whoever listens to it here, until it is given back on call. It is caught, not
 * ignored: a program that we start would inherit that.
 */
function interceptSignal(signal: string): () => void {
  const listeners = process.rawListeners(signal) as (() => void)[];
  const ignore = (): void => {};
  // Ours first, and theirs back first: with no listener at all the signal would end us.
  process.on(signal, ignore);
  for (const listener of listeners) process.off(signal, listener);
  return () => {
    for (const listener of listeners) process.on(signal, listener);
    process.off(signal, ignore);
  };
}

const endings = ['SIGTERM', 'SIGHUP', 'SIGALRM'] as const;

/**
 * Has a signal answered that would end us, until it is given back on call. One that came meanwhile, and that nobody else
 * listens to here, ends us then.
 */
function shareSignal(signal: NodeJS.Signals, answer: () => void): () => void {
  let isOwed = false;
  const hear = (): void => {
    isOwed = process.listenerCount(signal) === 1;
    answer();
  };
  process.on(signal, hear);
  return () => {
    process.off(signal, hear);
    if (isOwed) process.kill(process.pid, signal);
  };
}
