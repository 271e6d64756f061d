import type { Size } from '../../text/width.ts';

/** A terminal's output, as much of it as is needed. */
type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'writable' | 'writableEnded' | 'destroyed'>;

/** The screen that Ink draws on. */
export type SizedOutput = {
  readonly output: NodeJS.WriteStream;
  /** Has the frames from now on drawn for a size; where it is another object, the next as a whole, on an empty screen. */
  readonly resizeTo: (size: Size) => void;
  /** Leaves the screen alone until another program has done with it. */
  readonly suspendWhile: (during: () => Promise<void>) => Promise<void>;
};

/**
 * A terminal's output for Ink, of the size that the session draws for. Ink asks for the size whenever it draws, and
 * draws at once when it changes: what was drawn for the size before would be wrapped and scrolled by a terminal that
 * has another one by now, and of the next frame Ink would write only what is not there yet, as it believes. So Ink is
 * told of no change, and has to `forget` what it drew before the first frame for another size. `forget` is called once
 * there is such a frame to be drawn.
 */
export function createSizedOutput(output: Output, size: Size, forget: () => void): SizedOutput {
  let fitted = size;
  let isLent = false;
  let isForgetting = false;
  /** What is to be written before the next frame. */
  let before = '';
  const seen = {
    isTTY: output.isTTY,
    get columns() {
      return fitted.columns;
    },
    get rows() {
      return fitted.rows;
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
      if (isForgetting) {
        before += text;
        return true;
      }
      if (before === '' || text === '') return output.write(text, done);
      const first = before;
      before = '';
      // Within the synchronized update, or the screen would be seen empty.
      return output.write(text === begin ? text + first : first + text, done);
    },
    // Ink listens to `resize` only.
    on: () => seen,
    off: () => seen,
  };
  return {
    // All that Ink asks of a stream: it takes no less than the type of a whole one.
    output: seen as unknown as NodeJS.WriteStream,
    resizeTo: next => {
      if (next === fitted) return;
      fitted = next;
      // It is drawn as a whole when it is back.
      if (isLent) return;
      isForgetting = true;
      forget();
      isForgetting = false;
      before += clear;
    },
    suspendWhile: async during => {
      isLent = true;
      try {
        await during();
      } finally {
        isLent = false;
      }
    },
  };
}

/** The beginning of a synchronized update (DEC mode 2026), as Ink writes it. */
const begin = '\u001b[?2026h';
const clear = '\u001b[H\u001b[2J';
