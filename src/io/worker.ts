import { Worker } from 'node:worker_threads';

/** What a worker has found since, and at the end what it returns. It is sent as JSON: a copy takes V8 twice as long. */
export type Message<Item, Result> = { readonly items: readonly Item[]; readonly result?: Result };

/**
 * What a worker finds, in the order in which it finds it and by as many as it sends, and what it returns. The worker is ended with the generator,
 * and when `stop` aborts, in the middle of whatever it does; `stopped` is then returned.
 */
export async function* inWorker<Item, Result>(
  file: string,
  workerData: unknown,
  stop: AbortSignal,
  stopped: Result,
): AsyncGenerator<readonly Item[], Result, undefined> {
  const arrived: Message<Item, Result>[] = [];
  let failure: { readonly error: unknown } | null = null;
  let isOver = false;
  let wake = (): void => {};
  const worker = new Worker(file, { workerData });
  worker.on('message', json => {
    arrived.push(JSON.parse(json));
    wake();
  });
  worker.on('error', error => {
    failure = { error };
    wake();
  });
  worker.on('exit', () => {
    isOver = true;
    wake();
  });
  const terminate = (): void => void worker.terminate();
  stop.addEventListener('abort', terminate, { once: true });
  try {
    for (;;) {
      if (stop.aborted) return stopped;
      const message = arrived.shift();
      if (message) {
        yield message.items;
        if (message.result !== undefined) return message.result;
      } else if (failure) throw (failure as { readonly error: unknown }).error;
      else if (isOver) return stopped;
      else
        await new Promise<void>(resolve => {
          wake = resolve;
        });
    }
  } finally {
    stop.removeEventListener('abort', terminate);
    terminate();
  }
}
