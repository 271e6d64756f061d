/** Short texts on their way out, so that many of them make one write. */
export type Gathered = {
  /** Writes a text at once where nothing was written in this turn of the event loop, else with the next ones. */
  readonly add: (text: string) => Promise<void>;
  /** Writes what is held; for when anything else is to be written, and at the end. */
  readonly flush: () => Promise<void>;
};

const most = 65_536; // in characters: what a pipe of Linux holds

/**
 * Gathers rows. The first goes out when it is found, a thousand that are found in 10 ms go out together.
 *
 *   const rows = gathered(stdio.out); await rows.add('a\n'); … await rows.flush();
 */
export function gathered(out: (text: string) => Promise<void>): Gathered {
  let held = '';
  let isLater = false; // whether what is held goes out at the end of this turn
  const flush = async (): Promise<void> => {
    const text = held;
    held = '';
    if (text !== '') await out(text);
  };
  return {
    flush,
    add: async text => {
      held += text;
      if (isLater && held.length < most) return;
      if (!isLater) {
        isLater = true;
        setImmediate(() => {
          isLater = false;
          void flush();
        });
      }
      await flush();
    },
  };
}
