/** Items on their way out, so that many of them are sent together. */
export type Batcher<Item> = {
  /** Sends an item at once where nothing was sent in this turn of the event loop, else with the next ones. */
  readonly add: (item: Item) => Promise<void>;
  /** Sends what is held; for when anything else is to be sent, and at the end. */
  readonly flush: () => Promise<void>;
};

const MAX_BATCH_ROWS = 500; // rows of a list, which are about what a pipe of Linux holds

/**
 * Gathers items. The first goes out when it is found, hundreds that are found in 10 ms go out together.
 *
 *   const rows = gathered<string>(rows => out(rows.join(''))); await rows.add('a\n'); … await rows.flush();
 */
export function createBatcher<Item>(out: (items: readonly Item[]) => Promise<void>): Batcher<Item> {
  let held: Item[] = [];
  let isLater = false; // whether what is held goes out at the end of this turn
  const flush = async (): Promise<void> => {
    const items = held;
    held = [];
    if (items.length > 0) await out(items);
  };
  return {
    flush,
    add: async item => {
      held.push(item);
      if (isLater && held.length < MAX_BATCH_ROWS) return;
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
