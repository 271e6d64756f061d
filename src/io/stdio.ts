import fs from 'node:fs';
import process from 'node:process';
import type { Writable } from 'node:stream';
import { attempt } from '../util/functions.ts';
import { codeOf, errorReason } from './files.ts';

export type Stdio = {
  /** Writes to stdout, and waits until the system has the bytes. Does nothing once stdout is closed. */
  readonly out: (chunk: string | Uint8Array) => Promise<void>;
  readonly err: (text: string) => void;
  readonly closed: () => boolean;
};

/** Opens stdout and stderr. If stdout fails, calls `onFull` once, but not if its reader has closed it (EPIPE). */
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

/** Whether a standard stream is a terminal. Creates Node's stream, which takes long, only for a character device. */
export const isTerminal = (name: keyof typeof descriptors): boolean =>
  fs.fstatSync(descriptors[name]).isCharacterDevice() && process[name].isTTY === true;
