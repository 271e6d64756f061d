import process from 'node:process';
import vm from 'node:vm';

const sandbox: { work: () => unknown } = { work: () => null };
let machine: { readonly context: vm.Context; readonly script: vm.Script } | undefined;

export const TIMED_OUT = Symbol('timed out');

/** The part of the limit that counts as all of it. A process has a little less processor time than a clock shows. */
const ENOUGH = 0.9;

/**
 * Calls `work` and returns its result, or `TIMED_OUT` after `limitMs` of processor time. Only V8 can stop an expression that
 * backtracks for years. `work` is interrupted anywhere and may be called again, so it must not change what outlives it. It
 * takes up to 0.5 ms to begin, because a thread watches the time.
 */
export function withTimeLimit<Result>(work: () => Result, limitMs: number): Result | typeof TIMED_OUT {
  // The thread watches the clock. On a busy machine other processes use that time, so it waits longer.
  for (let waitMs = limitMs; ; waitMs *= 2) {
    const start = process.cpuUsage();
    const result = runFor(waitMs, work);
    if (result !== TIMED_OUT) return result;
    const { user, system } = process.cpuUsage(start);
    if (user + system >= limitMs * 1000 * ENOUGH) return TIMED_OUT;
  }
}

function runFor<Result>(waitMs: number, work: () => Result): Result | typeof TIMED_OUT {
  machine ??= { context: vm.createContext(sandbox), script: new vm.Script('work()') };
  sandbox.work = work;
  try {
    return machine.script.runInContext(machine.context, { timeout: waitMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return TIMED_OUT;
  } finally {
    sandbox.work = () => null;
  }
}
