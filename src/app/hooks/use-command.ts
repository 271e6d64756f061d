import { useApp } from 'ink';
import { useEffect, useMemo } from 'react';
import type { Action } from '../state/actions.ts';
import { parseGrepLine } from '../state/cat-and-grep-lines.ts';
import type { AppContext } from './use-app-state.ts';

/** Runs the command of the running mode, and stops it when the mode is stopping. */
export function useCommand({ state: { mode }, dispatch, services: { run, search } }: AppContext): void {
  const { exit } = useApp();
  const job = mode.kind === 'running' ? mode.job : null;
  const isStopping = mode.kind === 'running' && mode.isStopping;
  const controller = useMemo(() => job && new AbortController(), [job]);
  useEffect(() => {
    if (!job || !controller) return;
    const { signal } = controller;
    const query = job.openFirstMatch ? parseGrepLine(job.command) : null;
    const send = (action: Action): void => dispatch({ kind: 'job-event', job, action });
    const work = async (): Promise<void> => {
      let firstProblem: string | null = null;
      if (query)
        for await (const { hits, problem } of search(query, signal)) {
          const [hit] = hits;
          firstProblem ??= problem;
          if (hit) return send({ kind: 'open-match', hit, pattern: query.pattern });
        }
      else for await (const event of run(job.command, signal)) send(event);
      send({ kind: 'finished', problem: firstProblem });
    };
    work().catch(exit);
    return () => controller.abort();
  }, [job, controller, run, search, dispatch, exit]);
  useEffect(() => {
    if (isStopping) controller?.abort();
  }, [controller, isStopping]);
}
