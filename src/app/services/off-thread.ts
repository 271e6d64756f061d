import path from 'node:path';
import { errorOutput } from '../../commands/errors.ts';
import { unwired, type Wired } from '../../commands/wire.ts';
import { errorReason } from '../../io/files.ts';
import { inWorker } from '../../io/worker.ts';
import type { OutputBatches } from './types.ts';
import type { Errand } from './worker.ts';

/** Runs a command of a session in a thread of its own, which ends with it, and when `stop` aborts. */
export async function* offThread(request: Errand, stop: AbortSignal): OutputBatches {
  const file = path.join(import.meta.dirname, 'worker.mjs');
  try {
    for await (const items of inWorker<Wired>(file, request, stop)) yield items.map(unwired);
  } catch (error) {
    // Node asks for the path of the working directory before it runs a thread.
    if ((error as NodeJS.ErrnoException).syscall !== 'uv_cwd') throw error;
    yield [errorOutput('haiku-posts', `the working directory: ${errorReason(error)}`)];
    yield [{ kind: 'error', text: "leave with 'exit', and start again in another" }];
  }
}
