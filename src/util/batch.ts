/** About the number of rows of a list that a pipe on Linux holds. */
const MAX_BATCH_ROWS = 500;

/**
 * Creates a batcher. `add` sends an item at once if none was sent in this turn of the event loop. Otherwise it sends the
 * item together with the next ones, and returns null. `flush` sends the pending items: call it before other output, and at
 * the end.
 *
 *   const rows = createBatcher<string>(rows => out(rows.join(''))); await rows.add('a\n'); … await rows.flush();
 */
export function createBatcher<Item>(out: (items: readonly Item[]) => Promise<void>): {
  readonly add: (item: Item) => Promise<void> | null;
  readonly flush: () => Promise<void>;
} {
  let pending: Item[] = [];
  let isScheduled = false; // whether the pending items are sent at the end of this turn
  const flush = async (): Promise<void> => {
    const items = pending;
    pending = [];
    if (items.length > 0) await out(items);
  };
  return {
    flush,
    add: item => {
      pending.push(item);
      if (isScheduled && pending.length < MAX_BATCH_ROWS) return null;
      if (!isScheduled) {
        isScheduled = true;
        setImmediate(() => {
          isScheduled = false;
          void flush();
        });
      }
      return flush();
    },
  };
}
