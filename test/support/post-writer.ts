import type { Command } from '../../src/commands/command.ts';
import type { PostWriter } from '../../src/posts/post-writer.ts';
import { plainText, SERVICES } from './command.ts';
import { type Folder, libraryOf, postFiles } from './library.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

// Keeps a byte order mark.
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Creates a writer that reads from `files` and writes to `made`. */
export function createTestWriter(
  files: Readonly<Record<string, string | Uint8Array>>,
  made: Map<string, string>,
): PostWriter {
  return {
    today: '2020-10-02',
    editor: { problem: 'nothing is to be edited' },
    askHaiku: { problem: 'missing operand' },
    chunks: file => {
      const content = files[file];
      if (content === undefined) return [{ problem: 'No such file or directory' }];
      return [typeof content === 'string' ? encode(content) : content];
    },
    files: folder => {
      const top = folder.replace(/\/*$/, '/');
      const below = Object.entries(files).filter(([path]) => path.startsWith(top));
      const inFolder = below.map(([path, content]) => [path.slice(top.length), content]);
      return below.length === 0 ? null : postFiles(Object.fromEntries(inFolder));
    },
    compare: (folder, path, bytes) => {
      const file = `${folder}/${path}`;
      return made.has(file) ? { kind: made.get(file) === decode(bytes) ? 'same' : 'other', file } : null;
    },
    write: (folder, path, bytes) => {
      const file = `${folder}/${path}`;
      const text = decode(bytes);
      const kind = !made.has(file) ? 'made' : made.get(file) === text ? 'same' : 'other';
      if (kind === 'made') made.set(file, text);
      return { kind, file };
    },
  };
}

/** The output of a command, and its exit status. */
export type CommandResult = {
  readonly rows: readonly string[];
  readonly errors: readonly string[];
  readonly status: number;
};

/** Runs a command on a folder of posts, perhaps with a writer. */
export async function runCommand(
  command: Command,
  input: Parameters<Command['run']>[0],
  {
    posts = {},
    writer,
    namedFolder = null,
  }: { readonly posts?: Folder; readonly writer?: PostWriter; readonly namedFolder?: string | null } = {},
): Promise<CommandResult> {
  const context = {
    library: () => libraryOf(posts),
    history: () => [],
    ...SERVICES,
    namedFolder,
    ...(writer && { writer: async () => writer }),
  };
  const run = command.run(input, context);
  const [rows, errors]: [string[], string[]] = [[], []];
  for (;;) {
    const step = await run.next();
    if (step.done) return { rows, errors, status: step.value };
    if (step.value.kind === 'error') errors.push(step.value.text);
    else rows.push(...plainText(step.value).split('\n'));
  }
}
