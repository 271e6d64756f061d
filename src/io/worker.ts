import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What a worker has found since, and at the end what it returns. It is sent as JSON: a copy takes V8 twice as long. */
export type Message<Item, Result> = { readonly items: readonly Item[]; readonly result?: Result };

/**
 * What a worker finds, in the order in which it finds it and by as many as it sends, and what it returns. The worker is
 * ended with the generator, and when `stop` aborts, in the middle of whatever it does; `stopped` is then returned.
 */
export async function* inWorker<Item, Result>(
  file: string,
  workerData: unknown,
  stop: AbortSignal,
  stopped: Result,
): AsyncGenerator<readonly Item[], Result, undefined> {
  if (stop.aborted) return stopped;
  const worker = new Worker(file, { workerData });
  const terminate = (): void => void worker.terminate();
  stop.addEventListener('abort', terminate, { once: true });
  try {
    for await (const [json] of on(worker, 'message', { close: ['exit'] })) {
      if (stop.aborted) return stopped;
      const { items, result }: Message<Item, Result> = JSON.parse(json);
      yield items;
      if (result !== undefined) return result;
    }
    return stopped;
  } finally {
    stop.removeEventListener('abort', terminate);
    worker.on('error', () => {}); // nobody waits for it any more, and unheard it would be ours
    terminate();
  }
}
