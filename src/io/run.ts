import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { reason } from './files.ts';
import type { Invocation } from './programs.ts';

/** How a program ended: its status, or 128 and the number of the signal that ended it. */
export type Ended = { readonly status: number };
/** Why a program could not be started, or failed at once, in a reader's words. */
export type Failed = { readonly problem: string };

/**
 * Runs a program in the terminal, which the caller has given back and reads nothing from until this resolves. With
 * `input` that is what the program reads; it may end before it has read it. ^C and ^\ are the program's: what listens
 * to them here hears nothing while it runs. ^Z stops it, and us.
 */
export async function run(
  invocation: Invocation,
  { input }: { readonly input?: string } = {},
): Promise<Ended | Failed> {
  const giveBack = ['SIGINT', 'SIGQUIT'].map(takeSignal);
  try {
    const child = start(invocation, { stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'] });
    // A pager that was quit has closed the pipe: EPIPE.
    child.stdin?.on('error', () => {}).end(input);
    return await ended(invocation, child);
  } catch (error) {
    return notStarted(invocation, error);
  } finally {
    for (const give of giveBack) give();
  }
}

/** In ms: what fails later, as a browser that is closed, is not told. */
const patience = 1000;

/**
 * Starts a program that outlives us, without a terminal, and waits for a second. A problem where it cannot be started,
 * or has failed by then; else null.
 */
export async function launch(invocation: Invocation): Promise<Failed | null> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const child = start(invocation, { stdio: 'ignore', detached: true });
    child.unref();
    const waited = new Promise<null>(resolve => {
      timer = setTimeout(() => resolve(null), patience);
    });
    const end = await Promise.race([ended(invocation, child), waited]);
    if (end === null || 'problem' in end) return end;
    return end.status === 0 ? null : { problem: `${invocation.program}: failed with status ${end.status}` };
  } catch (error) {
    return notStarted(invocation, error);
  } finally {
    clearTimeout(timer);
  }
}

const start = ({ program, args, env }: Invocation, options: SpawnOptions): ChildProcess =>
  spawn(program, args, { ...options, env: { ...process.env, ...env } });

const ended = (invocation: Invocation, child: ChildProcess): Promise<Ended | Failed> =>
  new Promise(resolve => {
    child.on('error', error => resolve(notStarted(invocation, error)));
    child.on('exit', (status, signal) => resolve({ status: status ?? 128 + (signal ? constants.signals[signal] : 0) }));
  });

const notStarted = ({ program }: Invocation, error: unknown): Failed => ({ problem: `${program}: ${reason(error)}` });

/**
 * Keeps a signal from ending us, and from whoever listens to it here, until it is given back on call. It is caught, not
 * ignored: a program that we start would inherit that.
 */
function takeSignal(signal: string): () => void {
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
