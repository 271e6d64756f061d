import fs from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import type tty from 'node:tty';
import type { Size } from '../../text/width.ts';
import { attempt } from '../../util/functions.ts';
import { isTerminal } from '../stdio.ts';

export type Terminal = { readonly input: tty.ReadStream; readonly output: tty.WriteStream };

/** Ink keeps an object for each cell. A larger screen is drawn in part. */
const MAX_CELLS = 1_000_000;

/** Returns the size that Node knows, in cells; 80 by 24 if the terminal does not report one. */
export function windowSize(terminal: Pick<tty.WriteStream, 'columns' | 'rows'>): Size {
  const columns = terminal.columns || 80;
  return { columns, rows: Math.min(terminal.rows || 24, Math.floor(MAX_CELLS / columns)) };
}

/** Turns raw mode on. Off first, because Node may believe that it is on. */
export const setRawModeAgain = (input: tty.ReadStream): void => void input.setRawMode(false).setRawMode(true);

/** Calls `listener` after each SIGWINCH and SIGCONT, and now if the size is not `size`. Returns an unsubscribe function. */
export function onResize({ output }: Terminal, size: Size, listener: (size: Size) => void): () => void {
  const changed = (): void => listener(measure(output));
  // Node's own event reports only changes of stdout while the process runs.
  process.on('SIGWINCH', changed).on('SIGCONT', changed);
  const { columns, rows } = measure(output);
  if (columns !== size.columns || rows !== size.rows) listener({ columns, rows });
  return () => void process.off('SIGWINCH', changed).off('SIGCONT', changed);
}

/** Measures the terminal: a stream asks for the size when it is opened. */
function measure(output: tty.WriteStream): Size {
  const terminal = attempt(openTtyOutput);
  const size = windowSize(terminal ?? output);
  terminal?.destroy();
  return size;
}

// Loading `node:tty` takes longer than printing a post, so it is loaded here. Node 22.0 has no `process.getBuiltinModule`.
const loadTty = (): typeof tty => createRequire(`${import.meta.dirname}/`)('node:tty');
const openTtyOutput = (): tty.WriteStream => new (loadTty().WriteStream)(fs.openSync('/dev/tty', 'w'));
const openTtyInput = (): tty.ReadStream => new (loadTty().ReadStream)(fs.openSync('/dev/tty', 'r'));

/** Returns stdin and stdout. If one is redirected, opens /dev/tty for it. Null without a terminal. */
export const openTerminal = (): Terminal | null =>
  attempt(() => ({
    input: isTerminal('stdin') ? process.stdin : openTtyInput(),
    output: isTerminal('stdout') ? process.stdout : openTtyOutput(),
  }));

/** Stops reading the terminal. Even without listeners, the stream would read the first key for a child. */
export async function releaseInput(input: tty.ReadStream): Promise<void> {
  // A stream notices removed listeners in the next turn of the event loop.
  await new Promise(setImmediate);
  input.pause();
  // Node stops reading in the next tick. If a program cannot be started, the app listens again at once. It would get no key.
  await new Promise(setImmediate);
}

/**
 * Turns on raw mode, so that keys are neither echoed nor edited while the app loads. Returns a function that turns it
 * off. `onLost` is called when the terminal is gone, perhaps repeatedly, before SIGHUP or after raw mode was turned off.
 */
export function enterRawMode({ input, output }: Terminal, onLost: () => void = () => {}): () => void {
  // Never removed: an 'error' event without a listener would crash the process.
  output.on('error', onLost);
  input.on('error', onLost).on('end', onLost).setRawMode(true);
  // Ink draws from the cursor, which earlier echoed keys have moved.
  output.write('\r');
  return () => {
    input.setRawMode(false);
    // Otherwise a stream that we opened would keep the process alive.
    if (input !== process.stdin) input.destroy();
  };
}
