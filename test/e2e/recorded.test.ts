import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { join, shows, sizes, split, steps, take, toText } from '../support/recorded.ts';
import { openTerminal, root } from '../support/terminal.ts';

/** How long a screen may differ from the recorded one without a change, in ms. */
const SETTLE_MS = 3_000;

test('the session has fifty steps or more', () => {
  expect(steps.length).toBeGreaterThanOrEqual(50);
});

test.concurrent.for(sizes)(
  'shows at $columns×$rows after each step the recorded screen (else: npm run snapshots)',
  { timeout: 300_000 },
  async (size, { expect, onTestFinished }) => {
    const file = path.join(root, `test/recorded/${size.columns}x${size.rows}.txt`);
    const recorded = split(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
    const terminal = openTerminal(size);
    onTestFinished(terminal.close);
    const screens: string[] = [];
    for (const [at, step] of steps.entries()) {
      take(terminal, step, size);
      for (let length = -1; length !== terminal.written().length; ) {
        length = terminal.written().length;
        const isRecorded = await terminal
          .until(step.does, screen => shows(screen, recorded[at] ?? ''), SETTLE_MS)
          .then(() => true, () => false); // biome-ignore format: one thought
        if (isRecorded) break;
      }
      screens.push(toText(terminal.screen()));
    }
    await expect(join(screens)).toMatchFileSnapshot(file);
    expect(await terminal.ended()).toBe(0);
  },
);
