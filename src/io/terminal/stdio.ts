import { once } from 'node:events';
import fs from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import type tty from 'node:tty';
import { codeOf, errorReason } from '../files.ts';

/** The process's two outputs, with the faults of pipes and full disks turned into one flag. */
export type Stdio = {
  /** Writes and waits until there is room for more. After the reader has gone it does nothing. */
  readonly out: (chunk: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  /** True once stdout takes nothing more; a command may stop early. */
  readonly closed: () => boolean;
};

/** `onFull` is told, once, when stdout fails for any reason but a reader that has gone away. */
export function openStdio(onFull: (problem: string) => void): Stdio {
  let gone = false;
  /** Set once stdout has asked to be waited for. */
  let stream: NodeJS.WriteStream | null = null;
  const fail = (error: unknown): void => {
    if (!gone && codeOf(error) !== 'EPIPE') onFull(errorReason(error));
    gone = true;
  };
  return {
    closed: () => gone,
    err: text => {
      try {
        fs.writeSync(descriptors.stderr, text);
      } catch {
        // There is nobody left to tell.
      }
    },
    out: async chunk => {
      if (gone) return;
      let bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      try {
        // Not process.stdout: to make a stream of a pipe takes Node longer than to print a post.
        while (!stream && bytes.length > 0) bytes = bytes.subarray(fs.writeSync(descriptors.stdout, bytes));
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') return fail(error);
        stream = process.stdout.on('error', fail);
      }
      if (stream && bytes.length > 0 && !stream.write(bytes)) await untilDrained(stream);
    },
  };
}

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Waits until a stream has room for more, or takes nothing more. */
export async function untilDrained(stream: Writable): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  // 'error' as well as 'drain', or a reader that leaves while we wait would leave us waiting.
  await Promise.race(['drain', 'error', 'close'].map(event => once(stream, event, { signal }))).catch(() => {});
  stop.abort();
}

/** A terminal's size in cells; 80 by 24 where it does not know its own. */
export const windowSize = (terminal: tty.WriteStream): { columns: number; rows: number } => ({
  columns: terminal.columns || 80,
  rows: terminal.rows || 24,
});

/** A terminal to draw on, and to read keys from. */
export type Terminal = { readonly input: tty.ReadStream; readonly output: tty.WriteStream };

/**
 * The terminal that a session is on: where standard input or output is none, as in a pipe, the one that the process was
 * started from; null where there is none.
 */
export function openTerminal(): Terminal | null {
  // Not imported, because Node takes longer to load it, and the network's streams with it, than to print a post.
  const { ReadStream, WriteStream } = process.getBuiltinModule('node:tty');
  try {
    const input = isTerminal('stdin') ? process.stdin : new ReadStream(fs.openSync('/dev/tty', 'r'));
    const output = isTerminal('stdout') ? process.stdout : new WriteStream(fs.openSync('/dev/tty', 'w'));
    return { input, output };
  } catch {
    return null;
  }
}

/**
 * Reads nothing more of a terminal, which another program is to read, until somebody listens to it anew. Who stopped
 * listening has not stopped reading: what is struck next would be taken from the other.
 */
export async function releaseInput(input: tty.ReadStream): Promise<void> {
  // A stream learns between two turns of the event loop that nobody listens any more.
  await new Promise(setImmediate);
  input.pause();
}

/**
 * Takes the keyboard before there is anything on the screen, so that a key struck while the session loads is neither
 * echoed nor taken by the terminal's own line editing, but read by the session. Gives it back on call. Keys struck
 * earlier may have been echoed: the cursor goes back before them, because Ink draws from where it stands.
 *
 * `onLost` is called, perhaps more than once, when the terminal has gone away: what is asked of it fails then, and its
 * input ends, either of them perhaps before SIGHUP comes, and perhaps only after it was given back.
 */
export function enterRawMode({ input, output }: Terminal, onLost: () => void = () => {}): () => void {
  // For as long as the process lives: an error that nobody listens to would crash it.
  output.on('error', onLost);
  input.on('error', onLost).on('end', onLost).setRawMode(true);
  output.write('\r');
  return () => {
    input.setRawMode(false);
    // One of our own would keep the process.
    if (input !== process.stdin) input.destroy();
  };
}

/**
 * Whether one of the process's streams is a terminal. The stream itself is made only for what could be one: that takes
 * Node longer than to print a post, and a pipe or a file is none.
 */
export const isTerminal = (name: keyof typeof descriptors): boolean =>
  fs.fstatSync(descriptors[name]).isCharacterDevice() && process[name].isTTY === true;
