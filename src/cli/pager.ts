import { pagerFor } from '../io/editor-pager-browser.ts';
import { spawnInTerminal, type TerminalChild } from '../io/spawn.ts';
import type { Stdio } from '../io/stdio.ts';

/** Creates streams that write to the pager. The first output starts it. Errors are printed after the user quits it. */
export function openPager(
  { out, err, closed }: Stdio,
  env: NodeJS.ProcessEnv,
): Stdio & { readonly end: () => Promise<void> } {
  const invocation = pagerFor(env);
  if (invocation === null) return { out, err, closed, end: async () => {} };
  let starting: Promise<void> | null = null;
  let pager: TerminalChild | null = null;
  let pendingErrors = '';
  const start = async (): Promise<void> => {
    const started = await spawnInTerminal(invocation);
    if ('problem' in started) err(`less: ${started.problem}\n`);
    else pager = started;
  };
  return {
    out: async chunk => {
      if (chunk.length === 0) return;
      starting ??= start();
      await starting;
      await (pager ? pager.write(chunk) : out(chunk));
    },
    err: text => {
      if (pager === null) err(text);
      else pendingErrors += text;
    },
    closed: () => (pager ?? { closed }).closed(),
    end: async () => {
      await pager?.end();
      if (pendingErrors !== '') err(pendingErrors);
    },
  };
}
