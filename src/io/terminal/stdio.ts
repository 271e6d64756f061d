import fs from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import type tty from 'node:tty';
import type { Size } from '../../text/width.ts';
import { attempt } from '../../util/functions.ts';
import { codeOf, errorReason } from '../files.ts';

export type Stdio = {
  /** Writes, and waits until the system has the bytes. Does nothing once stdout is closed. */
  readonly out: (chunk: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  readonly closed: () => boolean;
};

/** `onFull` is called once if stdout fails, unless its reader has gone (EPIPE). */
export function openStdio(onFull: (problem: string) => void): Stdio {
  let gone = false;
  /** Set once stdout would block. */
  let stream: NodeJS.WriteStream | null = null;
  const fail = (error: unknown): void => {
    if (!gone && codeOf(error) !== 'EPIPE') onFull(errorReason(error));
    gone = true;
  };
  return {
    closed: () => gone,
    err: text => void attempt(() => fs.writeSync(descriptors.stderr, text)), // fails if nobody reads it
    out: async chunk => {
      if (gone) return;
      let bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      try {
        // Creating process.stdout for a pipe takes longer than printing a post.
        while (!stream && bytes.length > 0) bytes = bytes.subarray(fs.writeSync(descriptors.stdout, bytes));
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') return fail(error);
        stream = process.stdout.on('error', fail);
      }
      if (stream && bytes.length > 0) await writeAll(stream, bytes);
    },
  };
}

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Writes to a stream, and waits until the system has the bytes, or the stream is closed. */
export const writeAll = (stream: Writable, chunk: string | Uint8Array): Promise<void> =>
  new Promise(resolve => stream.write(chunk, () => resolve()));

/** In cells, as Node knows it; 80 by 24 where the terminal does not report one. */
export const windowSize = (terminal: tty.WriteStream): Size => ({
  columns: terminal.columns || 80,
  rows: terminal.rows || 24,
});

/** Calls `listener` after each SIGWINCH and SIGCONT, and now if the size differs. Returns an unsubscribe function. */
export function onResize({ output }: Terminal, size: Size, listener: (size: Size) => void): () => void {
  const changed = (): void => listener(measure(output));
  // Node's own event reports only changes of stdout while the process runs.
  process.on('SIGWINCH', changed).on('SIGCONT', changed);
  const { columns, rows } = measure(output);
  if (columns !== size.columns || rows !== size.rows) listener({ columns, rows });
  return () => void process.off('SIGWINCH', changed).off('SIGCONT', changed);
}

/** The size of the terminal now, which a stream asks for when it is opened. */
function measure(output: tty.WriteStream): Size {
  const terminal = attempt(openTtyOutput);
  const size = windowSize(terminal ?? output);
  terminal?.destroy();
  return size;
}

export type Terminal = { readonly input: tty.ReadStream; readonly output: tty.WriteStream };

// `node:tty` is not imported, because loading it takes longer than printing a post.
const openTtyOutput = (): tty.WriteStream =>
  new (process.getBuiltinModule('node:tty').WriteStream)(fs.openSync('/dev/tty', 'w'));
const openTtyInput = (): tty.ReadStream =>
  new (process.getBuiltinModule('node:tty').ReadStream)(fs.openSync('/dev/tty', 'r'));

/** Opens stdin and stdout, or /dev/tty for one that is redirected; null without a terminal. */
export const openTerminal = (): Terminal | null =>
  attempt(() => ({
    input: isTerminal('stdin') ? process.stdin : openTtyInput(),
    output: isTerminal('stdout') ? process.stdout : openTtyOutput(),
  }));

/** A stream without listeners goes on reading, and would swallow the first key of a child. */
export async function releaseInput(input: tty.ReadStream): Promise<void> {
  // A stream notices removed listeners in the next turn of the event loop.
  await new Promise(setImmediate);
  input.pause();
}

/**
 * Turns on raw mode, so that keys are neither echoed nor edited while the app loads. Returns a function that restores
 * it. `onLost` may be called repeatedly, before SIGHUP arrives or after the terminal was restored.
 */
export function enterRawMode({ input, output }: Terminal, onLost: () => void = () => {}): () => void {
  // Never removed: an 'error' event without a listener would crash the process.
  output.on('error', onLost);
  input.on('error', onLost).on('end', onLost).setRawMode(true);
  // Keys that were echoed earlier have moved the cursor, from which Ink draws.
  output.write('\r');
  return () => {
    input.setRawMode(false);
    // Otherwise a stream that we opened would keep the process alive.
    if (input !== process.stdin) input.destroy();
  };
}

/** Whether a standard stream is a terminal. Only character devices are asked: creating Node's stream takes long. */
export const isTerminal = (name: keyof typeof descriptors): boolean =>
  fs.fstatSync(descriptors[name]).isCharacterDevice() && process[name].isTTY === true;
