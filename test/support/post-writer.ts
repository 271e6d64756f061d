import type { Command } from '../../src/commands/command.ts';
import type { PostWriter } from '../../src/posts/post-writer.ts';
import { CLOCK, said } from './command.ts';
import { type Folder, libraryOf } from './library.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A writer at which the files of one folder are read, and those of another, `made`, are written. */
export function createTestWriter(
  files: Readonly<Record<string, string | Uint8Array>>,
  made: Map<string, string>,
): PostWriter {
  return {
    today: '2020-10-02',
    chunks: file => {
      const held = files[file];
      if (held === undefined) return [{ problem: 'No such file or directory' }];
      return [typeof held === 'string' ? encode(held) : held];
    },
    write: (folder, path, bytes) => {
      const file = `${folder}/${path}`;
      const text = new TextDecoder().decode(bytes);
      const kind = !made.has(file) ? 'made' : made.get(file) === text ? 'same' : 'other';
      if (kind === 'made') made.set(file, text);
      return { kind, file };
    },
  };
}

/** What a command put out, and its status. */
export type Told = {
  readonly rows: readonly string[];
  readonly complaints: readonly string[];
  readonly status: number;
};

/** Runs a command on a folder of posts, with or without a writer. */
export async function runCommand(
  command: Command,
  input: Parameters<Command['run']>[0],
  { posts = {}, writer }: { readonly posts?: Folder; readonly writer?: PostWriter } = {},
): Promise<Told> {
  const context = {
    library: () => libraryOf(posts),
    history: () => [],
    ...CLOCK,
    ...(writer && { writer: async () => writer }),
  };
  const run = command.run(input, context);
  const [rows, complaints]: [string[], string[]] = [[], []];
  for (;;) {
    const step = await run.next();
    if (step.done) return { rows, complaints, status: step.value };
    if (step.value.kind === 'error') complaints.push(step.value.text);
    else rows.push(...said(step.value).split('\n'));
  }
}
