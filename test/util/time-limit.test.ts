import process from 'node:process';
import { expect, test, vi } from 'vitest';
import { TIMED_OUT, withTimeLimit } from '../../src/util/time-limit.ts';

/** Works until it is stopped, or has been called `calls` times. */
const endless = (calls = Number.POSITIVE_INFINITY) => {
  let called = 0;
  return () => {
    called++;
    while (called < calls);
    return called;
  };
};

test('work without an end is stopped', () => {
  expect(withTimeLimit(endless(), 10)).toBe(TIMED_OUT);
});

test('work that had no processor for its time is called again, with more time', () => {
  // As on a busy machine, where other processes had the processor.
  vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 0, system: 0 });
  expect(withTimeLimit(endless(3), 10)).toBe(3);
});
