import vm from 'node:vm';

const sandbox: { work: () => unknown } = { work: () => null };
let machine: { readonly context: vm.Context; readonly script: vm.Script } | undefined;

export const TIMED_OUT = Symbol('timed out');

/**
 * Calls `work` and returns its result, or `TIMED_OUT` after `limitMs`. Only V8 can stop an expression that backtracks for
 * years. `work` is interrupted anywhere, so it must not change what outlives it. It takes up to 0.5 ms to begin, because a
 * thread watches the time.
 */
export function withTimeLimit<Result>(work: () => Result, limitMs: number): Result | typeof TIMED_OUT {
  machine ??= { context: vm.createContext(sandbox), script: new vm.Script('work()') };
  sandbox.work = work;
  try {
    return machine.script.runInContext(machine.context, { timeout: limitMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return TIMED_OUT;
  } finally {
    sandbox.work = () => null;
  }
}
