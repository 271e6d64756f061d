import { afterEach, expect, test } from 'vitest';
import { openRecorded, screensIn, sizes, steps, take, textOf } from '../support/recorded.ts';
import { closeAll } from '../support/terminal.ts';

afterEach(closeAll);

test('there are fifty steps and more', () => {
  expect(steps.length).toBeGreaterThanOrEqual(50);
});

test.each(sizes)(
  'a session of all steps shows at $columns×$rows what was recorded',
  async size => {
    const recorded = screensIn(size);
    const terminal = openRecorded(size);
    for (const [at, step] of steps.entries()) {
      take(terminal, step, size);
      const screen = await terminal
        .until(step.does, screen => textOf(screen) === recorded[at])
        .catch(() => terminal.screen());
      expect(textOf(screen), `${at + 1}. ${step.does}`).toBe(recorded[at]);
    }
    expect(await terminal.ended()).toBe(0);
  },
  120_000,
);
