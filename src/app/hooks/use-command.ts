import { useApp } from 'ink';
import { useEffect, useRef } from 'react';
import type { Action } from '../state/actions.ts';
import { parseGrepLine } from '../state/cat-and-grep-lines.ts';
import type { AppContext } from './use-app-state.ts';

/** Runs the job of the running mode, and stops it on ^C. */
export function useCommand({ state: { mode }, dispatch, services: { run, search } }: AppContext): void {
  const { exit } = useApp();
  const job = mode.kind === 'running' ? mode.job : null;
  const isStopping = mode.kind === 'running' && mode.isStopping;
  const controller = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!job) return;
    const stop = new AbortController();
    controller.current = stop;
    const query = job.openFirstMatch ? parseGrepLine(job.command) : null;
    const send = (action: Action): void => dispatch({ kind: 'job-event', job, action });
    const work = async (): Promise<void> => {
      let firstProblem: string | null = null;
      if (query)
        for await (const { hits, problem } of search(query, stop.signal)) {
          const [hit] = hits;
          firstProblem ??= problem;
          if (hit) return send({ kind: 'open-match', hit, pattern: query.pattern });
        }
      else for await (const event of run(job.command, stop.signal)) send(event);
      send({ kind: 'finished', problem: firstProblem });
    };
    work().catch(exit);
    return () => stop.abort();
  }, [job, run, search, dispatch, exit]);
  useEffect(() => {
    if (job && isStopping) controller.current?.abort();
  }, [job, isStopping]);
}
