import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readArguments } from './cli/arguments.ts';
import type { Status } from './commands/command.ts';
import { type Wired, wired } from './commands/wire.ts';
import { openPosts } from './io/posts.ts';
import type { Message } from './io/worker.ts';

/** What a worker is given: a command line that runs a command, and the folder of the posts. */
export type Errand = { readonly words: readonly string[]; readonly folder: string };

// A command of a session that works for long, off the thread that answers keys. What it puts out is sent at once where
// nothing was sent in this turn of the event loop, else with the rest of the turn.
const { words, folder } = workerData as Errand;
let held: Wired[] = [];
let isLater = false;

void run().then(result => send({ items: held, result }));

async function run(): Promise<Status> {
  const request = readArguments(words);
  const library = openPosts(folder, path.join(import.meta.dirname, '..'));
  if (request.kind !== 'run' || 'problem' in library) return 2;
  const outputs = request.command.run(request.input, { library: () => library, history: () => [] });
  for (let step = await outputs.next(); ; step = await outputs.next()) {
    if (step.done) return step.value;
    held.push(wired(step.value));
    if (!isLater) {
      isLater = true;
      setImmediate(() => {
        isLater = false;
        flush();
      });
      flush();
    }
  }
}

function flush(): void {
  if (held.length > 0) send({ items: held });
  held = [];
}

function send(message: Message<Wired, Status>): void {
  parentPort?.postMessage(JSON.stringify(message));
}
