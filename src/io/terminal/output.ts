import type { Size } from '../../text/width.ts';

/** The part of a terminal's output stream that is used. */
type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'writable' | 'writableEnded' | 'destroyed'>;

/** The output stream for Ink, with a size that the app sets. */
export type SizedOutput = {
  readonly output: NodeJS.WriteStream;
  /** Sets the size of the next frame. If it is another object, that frame is drawn whole, on an empty screen. */
  readonly resizeTo: (size: Size) => void;
  /** Writes nothing of its own while another program uses the terminal. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
};

/**
 * Wraps a terminal's output, so that Ink draws for the size that the app laid out its rows for. By itself Ink would draw
 * the old rows at once when the size changes, which the terminal wraps and scrolls, and then only what differs from them.
 * So Ink hears of no resize, and `resetInk` clears its record of the last frame before the first one of another size.
 */
export function createSizedOutput(output: Output, size: Size, resetInk: () => void): SizedOutput {
  let current = size;
  let isSuspended = false;
  let isResetting = false;
  /** Output to write before the next frame. */
  let pending = '';
  const stream = {
    isTTY: output.isTTY,
    get columns() {
      return current.columns;
    },
    get rows() {
      return current.rows;
    },
    get writable() {
      return output.writable;
    },
    get writableEnded() {
      return output.writableEnded;
    },
    get destroyed() {
      return output.destroyed;
    },
    write: (text: string, done?: () => void): boolean => {
      if (isResetting) {
        pending += text;
        return true;
      }
      if (pending === '' || text === '') return output.write(text, done);
      const before = pending;
      pending = '';
      // Within the synchronized update, or the empty screen would be visible.
      return output.write(text === BEGIN_SYNC ? text + before : before + text, done);
    },
    // Ink listens to `resize` only.
    on: () => stream,
    off: () => stream,
  };
  return {
    // The cast is for the rest of the type: this is all that Ink uses.
    output: stream as unknown as NodeJS.WriteStream,
    resizeTo: next => {
      if (next === current) return;
      current = next;
      // Ink draws a whole frame when it resumes.
      if (isSuspended) return;
      isResetting = true;
      resetInk();
      isResetting = false;
      pending += CLEAR;
    },
    suspendWhile: async during => {
      isSuspended = true;
      try {
        await during();
      } finally {
        isSuspended = false;
      }
    },
  };
}

/** The start of a synchronized update (DEC mode 2026), as Ink writes it. */
const BEGIN_SYNC = '\u001b[?2026h';
const CLEAR = '\u001b[H\u001b[2J';
