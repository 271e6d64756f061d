import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeAll, openShell, root, type Screen } from '../../support/terminal.ts';

let home: string;
let script: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-suspend-'));
  script = path.join(home, 'session.mjs');
  fs.writeFileSync(
    script,
    `import { stopProcess } from ${JSON.stringify(path.join(root, 'src/io/terminal/signals.ts'))};
     for (let time = 1; time <= 2; time++) {
       console.log('runs ' + time);
       await stopProcess();
     }
     console.log('listeners ' + process.listenerCount('SIGCONT'));`,
  );
});
afterEach(() => {
  closeAll();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

const row = (pattern: RegExp) => (screen: Screen) => screen.rows.some(text => pattern.test(text));

describe.skipIf(process.platform === 'win32')('a process that stops', () => {
  test.each([
    ['itself', (script: string) => `node '${script}'`],
    ['with its parents, as under npx', (script: string) => `sh -c "sh -c \\"node '${script}'; true\\"; true"`],
  ])('stops %s, and continues with fg', async (_, command) => {
    const terminal = openShell("PS1='prompt:' exec sh -i", { columns: 120 });
    await terminal.until('a prompt', row(/^prompt:$/));
    terminal.type(`${command(script)}\r`);
    await terminal.until('the program', row(/^runs 1$/));
    await terminal.until('the shell', screen => screen.rows.findLast(text => text !== '') === 'prompt:');
    terminal.type('jobs\r');
    await terminal.until('a stopped job', row(/Stopped/));
    terminal.type('fg\r');
    await terminal.until('the program', row(/^runs 2$/));
    await terminal.until('the shell', screen => screen.rows.findLast(text => text !== '') === 'prompt:');
    terminal.type('fg\r');
    await terminal.until('its end', row(/^listeners 0$/));
    await terminal.until('the shell', screen => screen.rows.findLast(text => text !== '') === 'prompt:');
    terminal.type('exit 7\r');
    expect(await terminal.ended()).toBe(7);
  });

  test('continues in an orphaned process group', async () => {
    const terminal = openShell(`exec node '${script}'`);
    await terminal.until('its end', row(/^listeners 0$/));
    expect(await terminal.ended()).toBe(0);
  });
});
