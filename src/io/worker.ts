import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * What a worker finds, in the order in which it finds it and by as many as it sends, each time as an array in JSON: a
 * copy takes V8 twice as long. The worker is ended with the generator, and when `stop` aborts, in the middle of whatever
 * it does.
 */
export async function* inWorker<Item>(
  file: string,
  workerData: unknown,
  stop: AbortSignal,
): AsyncGenerator<readonly Item[], void, undefined> {
  if (stop.aborted) return;
  const worker = new Worker(file, { workerData });
  const terminate = (): void => void worker.terminate();
  stop.addEventListener('abort', terminate, { once: true });
  try {
    for await (const [json] of on(worker, 'message', { close: ['exit'] })) {
      if (stop.aborted) return;
      yield JSON.parse(json);
    }
  } finally {
    stop.removeEventListener('abort', terminate);
    worker.on('error', () => {}); // nobody waits for it any more, and unheard it would be ours
    terminate();
  }
}
