import path from 'node:path';
import process from 'node:process';
import type { Settings } from '../../cli/args.ts';
import type { Program } from '../../cli/program.ts';
import { editorFor, type Invocation, openerFor, pagerFor } from '../../io/editor-pager-browser.ts';
import { problemOf, runInTerminal as runProgram, spawnDetached } from '../../io/spawn.ts';
import { copySequence } from '../../io/terminal/clipboard.ts';
import { stopProcess } from '../../io/terminal/signals.ts';
import { releaseInput, type Terminal } from '../../io/terminal/tty.ts';
import type { PostContent } from '../../posts/content.ts';
import type { Library } from '../../posts/library.ts';
import { catCommand } from '../../posts/slug.ts';
import { isReadError } from '../../posts/types.ts';
import { type Safe, sanitize } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';
import type { EffectRequest } from '../state/state.ts';
import { shellLine } from './resolve-command.ts';

export type ExternalActions = ReturnType<typeof createExternalActions>;

/** Creates the actions that start other programs or use the terminal. All but `shellLine` return an error message or null. */
export const createExternalActions = (
  { env, name }: Pick<Program, 'env' | 'name'>,
  { posts }: Settings,
  { input, output }: Terminal,
  library: () => Library,
  folder: string,
) => ({
  shellLine: (command: string) => shellLine(command, name, posts),
  copy: (text: Safe): string | null => {
    const sequence = copySequence(text, env);
    if (sequence === null) return 'too long to copy';
    output.write(sequence);
    return null;
  },
  open: async (address: string): Promise<string | null> => {
    const opener = openerFor(env, process.platform, address);
    return opener === null ? 'no browser found' : ((await spawnDetached(opener))?.problem ?? null);
  },
  /** `line`: of the content. The file of a transcript has one more line above the content. */
  edit: async (file: string, line: number): Promise<string | null> => {
    const text = library().read({ slug: '', path: file });
    if (isReadError(text)) return `post/${file}: ${text.problem}`;
    return runInTerminal(input, editorFor(env, path.resolve(folder, file), line + linesBefore(text)));
  },
  page: async (text: string): Promise<string | null> => {
    const pager = pagerFor(env);
    return pager === null ? 'no pager ($PAGER is empty)' : runInTerminal(input, pager, text);
  },
  stop: async (): Promise<null> => {
    await releaseInput(input);
    await stopProcess();
    return null;
  },
});

async function runInTerminal(keys: Terminal['input'], invocation: Invocation, input?: string): Promise<string | null> {
  await releaseInput(keys);
  return problemOf(invocation, await runProgram(invocation, input));
}

/** The number of lines above the content of a file: 1 for a transcript. */
const linesBefore = ({ file, content }: PostContent): number =>
  file.subarray(0, file.length - content.length).filter(byte => byte === 0x0a).length;

export type Suspend = (during: () => Promise<void>) => Promise<unknown>;

/** A request that needs the terminal or another program. */
export type ExternalRequest = Exclude<EffectRequest, { readonly kind: 'find-haiku' }>;

/** Carries out a request. Returns a message, or null if the effect is visible. */
export async function runRequest(
  request: ExternalRequest,
  external: ExternalActions,
  paint: Paint,
  suspend: Suspend,
): Promise<string | null> {
  const whileSuspended = async (during: () => Promise<string | null>): Promise<string | null> => {
    let message: string | null = null;
    await suspend(async () => {
      message = await during();
    });
    return message;
  };
  switch (request.kind) {
    case 'copy-command': {
      const line = sanitize(external.shellLine(catCommand(request.post)), 'name');
      return external.copy(line) ?? `copied: ${line}`;
    }
    case 'copy-post':
      return external.copy(sanitize(request.post.content, 'code')) ?? 'copied the post';
    case 'open': {
      const { address } = request;
      const problem = await external.open(address);
      if (problem === null) return `opened ${address}`;
      return `${problem}, ${external.copy(sanitize(address, 'name')) ?? `copied: ${address}`}`;
    }
    case 'edit-post':
      return whileSuspended(() => external.edit(request.post.path, Math.max(1, request.line)));
    case 'page-post': {
      const lines = request.post.rendered.flatMap(chunk => chunk.layout({ columns: request.columns, sideways: null }));
      return whileSuspended(() => external.page(lines.map(({ spans }) => `${paint(spans)}\n`).join('')));
    }
    case 'suspend':
      return whileSuspended(external.stop);
  }
}
