import { pagerFor } from '../io/programs.ts';
import { type Failed, spawnInTerminal, type TerminalChild } from '../io/spawn.ts';
import type { Env } from '../util/env.ts';
import type { OutputStreams } from './print.ts';

/** Streams of which one goes through a pager, until it is quit. */
export type Paged = Pick<OutputStreams, 'out' | 'err' | 'closed'> & {
  /** Waits until the reader has quit the pager. */
  readonly end: () => Promise<void>;
};

/**
 * Hands what is put out to the reader's pager, which is started with the first of it. What is complained of from then on
 * is told when the pager is gone: it would stand in the middle of the text. Where there is no pager to be had, what is
 * put out goes where it would have gone without one.
 */
export function openPager({ out, err, closed }: Pick<OutputStreams, 'out' | 'err' | 'closed'>, env: Env): Paged {
  const pager = pagerFor(env);
  if (pager === null) return { out, err, closed, end: async () => {} };
  let starting: Promise<TerminalChild | Failed> | null = null;
  let fed: TerminalChild | null = null;
  let held = '';
  const started = async (): Promise<TerminalChild | Failed> => {
    const begun = await spawnInTerminal(pager);
    if ('problem' in begun) err(`less: ${begun.problem}\n`);
    else fed = begun;
    return begun;
  };
  return {
    out: async chunk => {
      if (chunk.length === 0) return;
      starting ??= started();
      const begun = await starting;
      await ('problem' in begun ? out(chunk) : begun.write(chunk));
    },
    err: text => {
      if (fed === null) err(text);
      else held += text;
    },
    closed: () => (fed ?? { closed }).closed(),
    end: async () => {
      await fed?.end();
      if (held !== '') err(held);
    },
  };
}
