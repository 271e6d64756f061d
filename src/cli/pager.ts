import { pagerFor } from '../io/programs.ts';
import { type Failed, spawnInTerminal, type TerminalChild } from '../io/spawn.ts';
import type { Env } from '../util/env.ts';
import type { OutputStreams } from './print.ts';

type Streams = Pick<OutputStreams, 'out' | 'err' | 'closed'>;

/** Streams whose output goes through a pager. */
export type Paged = Streams & {
  /** Waits until the user quits the pager. */
  readonly end: () => Promise<void>;
};

/**
 * Pipes the output through the user's pager, which starts with the first output. Errors are printed after it ends, so
 * that they do not appear amid its text. Without a pager the streams stay as they are.
 */
export function openPager({ out, err, closed }: Streams, env: Env): Paged {
  const invocation = pagerFor(env);
  if (invocation === null) return { out, err, closed, end: async () => {} };
  let starting: Promise<TerminalChild | Failed> | null = null;
  let pager: TerminalChild | null = null;
  let pendingErrors = '';
  const start = async (): Promise<TerminalChild | Failed> => {
    const result = await spawnInTerminal(invocation);
    if ('problem' in result) err(`less: ${result.problem}\n`);
    else pager = result;
    return result;
  };
  return {
    out: async chunk => {
      if (chunk.length === 0) return;
      starting ??= start();
      const started = await starting;
      await ('problem' in started ? out(chunk) : started.write(chunk));
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
