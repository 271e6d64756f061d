import { once } from 'node:events';
import process from 'node:process';
import type { WriteStream } from 'node:tty';
import { reason } from './files.ts';

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
  const { stdout, stderr } = process;
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!gone && error.code !== 'EPIPE') onFull(reasonOf(error));
    gone = true;
  });
  stderr.on('error', () => {});
  return {
    closed: () => gone,
    err: text => void stderr.write(text),
    out: async chunk => {
      if (gone || stdout.write(chunk)) return;
      // 'error' as well as 'drain', or a reader that leaves while we wait would leave us waiting.
      const stop = new AbortController();
      const { signal } = stop;
      await Promise.race(['drain', 'error', 'close'].map(event => once(stdout, event, { signal }))).catch(() => {});
      stop.abort();
    },
  };
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === 'ENOSPC' ? 'No space left on device' : reason(error);

/** A terminal's size in cells; 80 by 24 where it does not know its own. */
export const windowSize = (terminal: WriteStream): { columns: number; rows: number } => ({
  columns: terminal.columns || 80,
  rows: terminal.rows || 24,
});

/**
 * Takes the keyboard before there is anything on the screen, so that a key struck while the session loads is neither
 * echoed nor taken by the terminal's own line editing, but read by the session. Gives it back on call. Keys struck
 * earlier may have been echoed: the cursor goes back before them, because Ink draws from where it stands.
 */
export function takeKeyboard(): () => void {
  process.stdin.setRawMode(true);
  process.stdout.write('\r');
  return () => void process.stdin.setRawMode(false);
}
