import { tryOr } from '../util/functions.ts';
import { TIMED_OUT, withTimeLimit } from '../util/time-limit.ts';

/** The processor time for one call. Callers match up to 100,000 characters at a time. */
const REGEX_TIMEOUT_MS = 100;

const timedOut = new WeakSet<RegExp>();

/** Whether an expression has timed out. Then it is not run again. */
export const hasTimedOut = (expression: RegExp): boolean => timedOut.has(expression);

/** Whether an expression has repetitions, optional parts or alternatives. Others need no time limit. */
export const mayBacktrack = ({ source }: RegExp): boolean => /[*+?{|]/.test(source);

/** Whether V8's stack overflowed, or V8 failed to compile the expression on its first use. */
export const isLimit = (error: unknown): boolean =>
  error instanceof SyntaxError || (error instanceof RangeError && error.message.includes('call stack'));

const rethrow = (error: unknown): never => {
  throw error;
};

/**
 * Calls `work`, which matches with `expression`, and returns its result. Returns `fallback` if it takes too long: a
 * backtracking expression such as `(a+)+b` can run for years, and only V8 can stop it. `work` may be interrupted and called
 * again. A call takes up to 0.5 ms to begin, so match many lines in one call. Also returns `fallback` at a limit of V8.
 */
export function withRegexTimeout<Result>(expression: RegExp, work: () => Result, fallback: Result): Result {
  const tryWork = (): Result => tryOr(work, error => (isLimit(error) ? fallback : rethrow(error)));
  if (!mayBacktrack(expression)) return tryWork();
  const result = hasTimedOut(expression) ? TIMED_OUT : withTimeLimit(tryWork, REGEX_TIMEOUT_MS);
  if (result !== TIMED_OUT) return result;
  timedOut.add(expression);
  return fallback;
}
