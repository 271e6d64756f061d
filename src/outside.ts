import path from 'node:path';
import { editorFor, type Invocation, openerFor, pagerFor } from './io/programs.ts';
import { launch, run as runProgram } from './io/run.ts';
import { letGo, type Terminal } from './io/stdio.ts';
import { stopProcess } from './io/suspend.ts';
import { isUnreadable, type Library, type PostText } from './post/library.ts';
import { copySequence } from './session/osc52.ts';
import type { Outside } from './session/world.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What a session on a terminal asks of other programs, and of the terminal itself. */
export const outside = (
  folder: string,
  library: () => Library,
  { input, output }: Terminal,
  env: Env,
  platform: NodeJS.Platform,
): Outside => ({
  copy: text => {
    const sequence = copySequence(text, env);
    if (sequence === null) return 'too long for the clipboard of a terminal';
    output.write(sequence);
    return null;
  },
  open: async address => {
    const opener = openerFor(env, platform, address);
    // It is there to be read and copied.
    return opener === null ? `nothing here opens links: ${address}` : ((await launch(opener))?.problem ?? null);
  },
  edit: async (file, line) => {
    const text = library().read({ slug: '', path: file });
    if (isUnreadable(text)) return `post/${file}: ${text.problem}`;
    return inTerminal(input, editorFor(env, path.resolve(folder, file), line + linesBefore(text)));
  },
  page: async text => {
    const pager = pagerFor(env);
    return pager === null ? '$PAGER is empty: there is no pager to hand it to' : inTerminal(input, pager, text);
  },
  stop: async () => {
    await letGo(input);
    await stopProcess();
  },
});

async function inTerminal(keys: Terminal['input'], invocation: Invocation, text?: string): Promise<string | null> {
  await letGo(keys);
  const end = await runProgram(invocation, text === undefined ? {} : { input: text });
  if ('problem' in end) return end.problem;
  return end.status === 0 ? null : `${invocation.program} ended with status ${end.status}`;
}

/** Lines of a file above its content: the prompt line of a transcript. */
const linesBefore = ({ file, content }: PostText): number =>
  file.subarray(0, file.length - content.length).filter(byte => byte === 0x0a).length;
