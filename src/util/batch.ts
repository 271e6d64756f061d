/** Sends items in batches. */
export type Batcher<Item> = {
  /** Sends an item at once if none was sent in this turn of the event loop, else together with the next ones. */
  readonly add: (item: Item) => Promise<void>;
  /** Sends the pending items: to call before anything else is sent, and at the end. */
  readonly flush: () => Promise<void>;
};

/** About as many rows of a list as a pipe of Linux holds. */
const MAX_BATCH_ROWS = 500;

/**
 * Creates a batcher. The first item is sent at once, hundreds that follow within 10 ms are sent together.
 *
 *   const rows = createBatcher<string>(rows => out(rows.join(''))); await rows.add('a\n'); … await rows.flush();
 */
export function createBatcher<Item>(out: (items: readonly Item[]) => Promise<void>): Batcher<Item> {
  let pending: Item[] = [];
  let isScheduled = false; // whether the pending items are sent at the end of this turn
  const flush = async (): Promise<void> => {
    const items = pending;
    pending = [];
    if (items.length > 0) await out(items);
  };
  return {
    flush,
    add: async item => {
      pending.push(item);
      if (isScheduled && pending.length < MAX_BATCH_ROWS) return;
      if (!isScheduled) {
        isScheduled = true;
        setImmediate(() => {
          isScheduled = false;
          void flush();
        });
      }
      await flush();
    },
  };
}
