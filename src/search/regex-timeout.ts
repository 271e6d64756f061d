import vm from 'node:vm';

/** For how long, in ms, an expression may be tried on a text of some 8,000 characters, where a key waits for it. */
const REGEX_TIMEOUT_MS = 100;

const sandbox: { work: () => unknown } = { work: () => null };
let machine: { readonly context: vm.Context; readonly script: vm.Script } | undefined;
const costly = new WeakSet<RegExp>();

/** Whether an expression was once given up. It is not tried again. */
export const hasTimedOut = (expression: RegExp): boolean => costly.has(expression);

/**
 * What `work` makes of an expression, or `otherwise` where that takes too long, as `(a+)+b` may: a backtracking
 * expression can take longer than the universe lasts, and cannot be stopped from the thread that it runs on but by V8.
 */
export function withRegexTimeout<Made>(expression: RegExp, work: () => Made, otherwise: Made): Made {
  // Without something that repeats, may be missing or be another there is nothing to try in many ways.
  if (!/[*+?{|]/.test(expression.source)) return work();
  if (hasTimedOut(expression)) return otherwise;
  machine ??= { context: vm.createContext(sandbox), script: new vm.Script('work()') };
  sandbox.work = work;
  try {
    return machine.script.runInContext(machine.context, { timeout: REGEX_TIMEOUT_MS }) as Made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    costly.add(expression);
    return otherwise;
  } finally {
    sandbox.work = () => null;
  }
}
