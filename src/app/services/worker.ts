import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { parseArguments } from '../../cli/args.ts';
import { type Wired, wired } from '../../commands/wire.ts';
import { openPosts } from '../../io/open-library.ts';
import { createBatcher } from '../../util/batch.ts';

/** What a worker is given: a command line that runs a command, and the folder of the posts. */
export type Errand = { readonly words: readonly string[]; readonly folder: string };

// A command of a session that works for long, off the thread that answers keys.
const { words, folder } = workerData as Errand;
const request = parseArguments(words);
const library = openPosts(folder, path.join(import.meta.dirname, '../../..'));
if (request.kind === 'run') {
  const { add, flush } = createBatcher<Wired>(async items => parentPort?.postMessage(JSON.stringify(items)));
  const outputs = request.command.run(request.input, { library: () => library, history: () => [] });
  for await (const output of outputs) await add(wired(output));
  await flush();
}
