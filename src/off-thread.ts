import path from 'node:path';
import type { Status } from './commands/command.ts';
import { unwired, type Wired } from './commands/wire.ts';
import { inWorker } from './io/worker.ts';
import type { Runs } from './session/host.ts';
import type { Errand } from './worker.ts';

/** Runs a command of a session in a thread of its own, which ends with it, and when `stop` aborts. */
export async function* offThread(errand: Errand, stop: AbortSignal): Runs {
  const file = path.join(import.meta.dirname, 'worker.mjs');
  const sent = inWorker<Wired, Status>(file, errand, stop, 1);
  try {
    for (let step = await sent.next(); ; step = await sent.next()) {
      if (step.done) return step.value;
      yield step.value.map(unwired);
    }
  } finally {
    await sent.return(1);
  }
}
