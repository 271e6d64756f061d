import path from 'node:path';
import { editorFor, type Invocation, openerFor, pagerFor } from '../../io/programs.ts';
import { runInTerminal as runProgram, spawnDetached } from '../../io/spawn.ts';
import { copySequence } from '../../io/terminal/clipboard.ts';
import { stopProcess } from '../../io/terminal/signals.ts';
import { releaseInput, type Terminal } from '../../io/terminal/stdio.ts';
import type { PostContent } from '../../posts/content.ts';
import type { Library } from '../../posts/library.ts';
import { isReadError } from '../../posts/types.ts';
import type { Env } from '../../util/env.ts';
import { shellLine } from './resolve-command.ts';
import type { ExternalActions } from './types.ts';

type Options = {
  /** The posts folder, and the value of `--posts`. */
  readonly folder: string;
  readonly posts: string | null;
  readonly terminal: Terminal;
  readonly env: Env;
};

/** Creates the actions of other programs and of the terminal. */
export const createExternalActions = (
  { folder, posts, terminal: { input, output }, env }: Options,
  library: () => Library,
  platform: NodeJS.Platform,
): ExternalActions => ({
  shellLine: command => shellLine(command, posts),
  copy: text => {
    const sequence = copySequence(text, env);
    if (sequence === null) return 'too long to copy';
    output.write(sequence);
    return null;
  },
  open: async address => {
    const opener = openerFor(env, platform, address);
    return opener === null ? `no browser found: ${address}` : ((await spawnDetached(opener))?.problem ?? null);
  },
  edit: async (file, line) => {
    const text = library().read({ slug: '', path: file });
    if (isReadError(text)) return `post/${file}: ${text.problem}`;
    return runInTerminal(input, editorFor(env, path.resolve(folder, file), line + linesBefore(text)));
  },
  page: async text => {
    const pager = pagerFor(env);
    return pager === null ? 'no pager ($PAGER is empty)' : runInTerminal(input, pager, text);
  },
  stop: async () => {
    await releaseInput(input);
    await stopProcess();
  },
});

async function runInTerminal(keys: Terminal['input'], invocation: Invocation, input?: string): Promise<string | null> {
  await releaseInput(keys);
  const end = await runProgram(invocation, input);
  if ('problem' in end) return end.problem;
  return end.status === 0 ? null : `${invocation.program} exited with status ${end.status}`;
}

/** The number of lines before the content of a file: 1 for a transcript. */
const linesBefore = ({ file, content }: PostContent): number =>
  file.subarray(0, file.length - content.length).filter(byte => byte === 0x0a).length;
