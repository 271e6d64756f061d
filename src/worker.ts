import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readArguments } from './cli/arguments.ts';
import { gathered } from './cli/gather.ts';
import type { Status } from './commands/command.ts';
import { type Wired, wired } from './commands/wire.ts';
import { openPosts } from './io/posts.ts';
import type { Message } from './io/worker.ts';

/** What a worker is given: a command line that runs a command, and the folder of the posts. */
export type Errand = { readonly words: readonly string[]; readonly folder: string };

// A command of a session that works for long, off the thread that answers keys.
const { words, folder } = workerData as Errand;

void run().then(result => send({ items: [], result }));

async function run(): Promise<Status> {
  const request = readArguments(words);
  const library = openPosts(folder, path.join(import.meta.dirname, '..'));
  if (request.kind !== 'run' || 'problem' in library) return 2;
  const outputs = request.command.run(request.input, { library: () => library, history: () => [] });
  const sent = gathered<Wired>(async items => send({ items }));
  for (let step = await outputs.next(); ; step = await outputs.next()) {
    if (step.done) {
      await sent.flush();
      return step.value;
    }
    await sent.add(wired(step.value));
  }
}

function send(message: Message<Wired, Status>): void {
  parentPort?.postMessage(JSON.stringify(message));
}
