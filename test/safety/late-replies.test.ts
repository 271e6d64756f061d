import fs from 'node:fs';
import path from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import { afterEach, describe, expect, test } from 'vitest';
import { pathWithProgram, root } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';

const query = '\u001b]11;?\u001b\\\u001b[c';
const reply = '\u001b]11;rgb:fafa/fafa/fafa\u001b\\\u001b[?62;22c';

const running: IPty[] = [];
afterEach(() => {
  for (const pty of running.splice(0)) pty.kill('SIGKILL');
  removeFolders();
});

/**
 * Runs a shell line, then a shell that reads a line, in a terminal that replies after some ms. `steps`: what is typed once
 * a text has been written since the step before.
 */
function run(line: string, delayMs: number, steps: readonly (readonly [seen: string, typed: string])[], cache = '') {
  const env = {
    PATH: pathWithProgram(),
    TERM: 'xterm',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
    PAGER: 'cat',
    XDG_CACHE_HOME: cache,
  };
  const script = `${line}; printf 'READY\\n'; sleep 0.3; IFS= read -r typed; printf 'READ[%s]\\n' "$typed"`;
  const pty = spawn('/bin/sh', ['-c', script], { cols: 100, rows: 24, cwd: root, env });
  running.push(pty);
  let written = '';
  let left = steps;
  let from = 0;
  let isAsked = false;
  return new Promise<{ readonly typed: string | undefined; readonly written: string }>(resolve => {
    pty.onData(data => {
      written += data;
      if (!isAsked && written.includes(query)) {
        isAsked = true;
        setTimeout(() => pty.write(reply), delayMs);
      }
      for (const [seen, typed] of left.slice(0, 1)) {
        if (!written.slice(from).includes(seen)) return;
        left = left.slice(1);
        from = written.length;
        pty.write(typed);
      }
    });
    pty.onExit(() => resolve({ typed: /READ\[([\s\S]*)\]/.exec(written)?.[1], written }));
  });
}

const slug = 'a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed';

test.each([`cat ${slug}`, `less ${slug}`, 'ls', 'find kettle', 'grep -c the', 'fortune', 'check', 'help'])(
  'case 105: %s does not ask the terminal, and what is typed meanwhile is left to the shell',
  async command => {
    const { typed, written } = await run(`haiku-posts ${command}`, 60, [['', 'typed ahead\r']]);
    expect(typed).toBe('typed ahead');
    expect(written).not.toContain('\u001b]11;?');
  },
);

describe.each([60, 300, 1000])('case 105: a terminal that replies after %d ms', delayMs => {
  test('types nothing into the shell when the app is left at once', async () => {
    const { typed, written } = await run('haiku-posts', delayMs, [
      ['❯', '\u0004'],
      ['READY', 'after it\r'],
    ]);
    expect(written).toContain(query);
    expect(typed).toBe('after it');
  });

  test('types nothing into the prompt or a pager', async () => {
    const posts = createFolder({ 'kettle.md': '# Kettle\n' });
    const pager = path.join(createFolder({}), 'pager');
    const asking = '#!/bin/sh\nprintf PAGER\nIFS= read -r typed </dev/tty\nprintf "PAGED[%s]" "$typed"\n';
    fs.writeFileSync(pager, asking, { mode: 0o755 });
    const { typed, written } = await run(`PAGER=${pager} haiku-posts --posts ${posts}`, delayMs, [
      ['❯', 'ke'],
      ['tle', '\r'],
      [' contents', '|'],
      ['PAGER', 'p\r'],
      [' contents', 'q'],
      [' to the text', '\u0004'],
      ['READY', 'after it\r'],
    ]);
    expect(written).toContain('PAGED[p]');
    expect(written).not.toMatch(/62;22|rgb:fafa/);
    expect(typed).toBe('after it');
  });

  test('types nothing into the program that gets the picked post', async () => {
    const folder = createFolder({ 'kettle.md': '# Kettle\n' });
    const { typed, written } = await run(`haiku-posts --posts ${folder} | cat`, delayMs, [
      ['❯', '\r'],
      ['READY', 'after it\r'],
    ]);
    expect(written).toContain('# Kettle');
    expect(typed).toBe('after it');
  });
});

test('case 105: a late reply decides the theme of the next start, and of the commands', async () => {
  const cache = fs.realpathSync(createFolder({}));
  const print = async (line: string): Promise<string> => (await run(line, 0, [['READY', '\r']], cache)).written;
  const dark = await print(`haiku-posts cat ${slug}`);
  const leave = [
    ['❯', '\u0004'],
    ['READY', '\r'],
  ] as const;
  await run('haiku-posts', 300, leave, cache);
  const light = await print(`haiku-posts cat ${slug}`);
  expect(light).not.toBe(dark);
  expect(light).toBe(await print(`haiku-posts cat --theme light ${slug}`));
});
