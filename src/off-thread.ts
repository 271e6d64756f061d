import path from 'node:path';
import { unwired, type Wired } from './commands/wire.ts';
import { inWorker } from './io/worker.ts';
import type { Runs } from './session/host.ts';
import type { Errand } from './worker.ts';

/** Runs a command of a session in a thread of its own, which ends with it, and when `stop` aborts. */
export async function* offThread(errand: Errand, stop: AbortSignal): Runs {
  const file = path.join(import.meta.dirname, 'worker.mjs');
  for await (const items of inWorker<Wired>(file, errand, stop)) yield items.map(unwired);
}
