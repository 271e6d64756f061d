import path from 'node:path';
import { editorFor, type Invocation, openerFor, pagerFor } from '../../io/programs.ts';
import { runInTerminal as runProgram, spawnDetached } from '../../io/spawn.ts';
import { copySequence } from '../../io/terminal/clipboard.ts';
import { releaseInput, type Terminal } from '../../io/terminal/stdio.ts';
import { stopProcess } from '../../io/terminal/suspend.ts';
import type { PostContent } from '../../posts/content.ts';
import type { Library } from '../../posts/library.ts';
import { isReadError } from '../../posts/types.ts';
import type { Env } from '../../util/env.ts';
import { shellLine } from './resolve-command.ts';
import type { ExternalActions } from './types.ts';

/** What a session on a terminal asks of other programs, and of the terminal itself. `posts`: what `--posts` said. */
export const createExternalActions = (
  folder: string,
  posts: string | null,
  library: () => Library,
  { input, output }: Terminal,
  env: Env,
  platform: NodeJS.Platform,
): ExternalActions => ({
  shellLine: command => shellLine(command, posts),
  copy: text => {
    const sequence = copySequence(text, env);
    if (sequence === null) return 'too long for the clipboard of a terminal';
    output.write(sequence);
    return null;
  },
  open: async address => {
    const opener = openerFor(env, platform, address);
    // It is there to be read and copied.
    return opener === null ? `nothing here opens links: ${address}` : ((await spawnDetached(opener))?.problem ?? null);
  },
  edit: async (file, line) => {
    const text = library().read({ slug: '', path: file });
    if (isReadError(text)) return `post/${file}: ${text.problem}`;
    return inTerminal(input, editorFor(env, path.resolve(folder, file), line + linesBefore(text)));
  },
  page: async text => {
    const pager = pagerFor(env);
    return pager === null ? '$PAGER is empty: there is no pager to hand it to' : inTerminal(input, pager, { text });
  },
  stop: async () => {
    await releaseInput(input);
    await stopProcess();
  },
});

async function inTerminal(
  keys: Terminal['input'],
  invocation: Invocation,
  { text }: { readonly text?: string } = {},
): Promise<string | null> {
  await releaseInput(keys);
  const end = await runProgram(invocation, text === undefined ? {} : { input: text });
  if ('problem' in end) return end.problem;
  return end.status === 0 ? null : `${invocation.program} ended with status ${end.status}`;
}

/** Lines of a file above its content: the prompt line of a transcript. */
const linesBefore = ({ file, content }: PostContent): number =>
  file.subarray(0, file.length - content.length).filter(byte => byte === 0x0a).length;
