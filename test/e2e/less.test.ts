import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, openShell, openTerminal, type Terminal } from '../support/terminal.ts';

const bios = 'bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-less-'));
});
afterEach(() => {
  closeAll();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

const read = (file: string): string => fs.readFileSync(path.join(home, file), 'utf8');

/** Opens `less` in a terminal with a shell script as the pager. */
function less(script: string, ...args: readonly string[]): Terminal {
  const pager = path.join(home, 'pager');
  fs.writeFileSync(pager, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return openTerminal({ args: ['less', ...args], env: { PAGER: pager, HOME: home, PATH: process.env.PATH ?? '' } });
}

describe('less on a terminal', () => {
  test('pipes the output of cat to the pager, with colors and LESS=R', async () => {
    const terminal = less('cat > "$HOME/text"; printf %s "$LESS" > "$HOME/less"', bios);
    expect(await terminal.ended()).toBe(0);
    const cat = openTerminal({ args: ['cat', bios] });
    await cat.ended();
    const shown = cat.written().replaceAll('\r\n', '\n');
    expect(read('text')).toBe(shown);
    expect(shown).toContain('\u001b[');
    expect(read('less')).toBe('R');
    expect(terminal.written()).toBe('');
  });

  test('--width limits the columns', async () => {
    await less('cat > "$HOME/text"', '--width', '30', bios).ended();
    const rows = stripVTControlCharacters(read('text')).split('\n');
    expect(Math.max(...rows.map(row => row.length))).toBeLessThanOrEqual(30);
  });

  test('ends with the pager before the post does, and leaves ^C to the pager', async () => {
    const folder = path.join(home, 'posts');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'long.md'), 'A paragraph of a few words.\n\n'.repeat(50_000));
    const terminal = less(
      'trap \'echo stopped > "$HOME/stopped"\' INT; head -n 1; echo waiting; read -r _ </dev/tty; exit 3',
      '--posts',
      folder,
      'long',
    );
    await terminal.until('the pager', ({ rows }) => rows.includes('waiting'));
    terminal.press('^c');
    await terminal.until('the pager handles ^C', () => fs.existsSync(path.join(home, 'stopped')));
    terminal.press('enter');
    expect(await terminal.ended()).toBe(0);
  });

  const endings = [
    ['SIGHUP', 129],
    ['SIGTERM', 143],
  ] as const;
  test.each(sample(endings, 1))('%s ends the pager first, then the program with %i', async (signal, status) => {
    const name = signal.slice('SIG'.length);
    const terminal = less(
      `trap 'echo restored; exit' ${name}; echo "$PPID" > "$HOME/parent"; echo waiting; while :; do sleep 0.01; done`,
      bios,
    );
    await terminal.until('the pager', ({ rows }) => rows.includes('waiting'));
    process.kill(Number(read('parent')), signal);
    expect(await terminal.ended()).toBe(status);
    expect(terminal.screen().rows).toContain('restored');
  });

  test('reports a missing post without starting the pager', async () => {
    const terminal = less('touch "$HOME/started"', 'nope');
    expect(await terminal.ended()).toBe(1);
    expect(terminal.screen().rows[0]).toBe('less: post/nope.md: No such file or directory');
    expect(fs.existsSync(path.join(home, 'started'))).toBe(false);
  });

  test('reports a later missing post after the pager has ended', async () => {
    const terminal = less('cat > /dev/null; echo the end of the pager', bios, 'nope');
    expect(await terminal.ended()).toBe(1);
    expect(terminal.screen().rows.slice(0, 2)).toEqual([
      'the end of the pager',
      'less: post/nope.md: No such file or directory',
    ]);
  });

  test('asks about an ambiguous name, and leaves the next keys to the pager', async () => {
    const terminal = less('head -n 1; read -r line </dev/tty; echo "read $line"', 'a-');
    await terminal.until('the list', ({ rows }) => rows[0]?.startsWith("less: 'a-' matches") ?? false);
    terminal.press('enter');
    await terminal.until('the pager', ({ rows }) => rows[0]?.startsWith('$ cat post/a-') ?? false);
    terminal.type('lake\r');
    await terminal.until('the line that the pager read', ({ rows }) => rows.some(row => row === 'read lake'));
    expect(await terminal.ended()).toBe(0);
  });

  test.each([
    ['is empty', '', ''],
    ['is cat', 'cat', ''],
    ['cannot be started', '/nowhere/less', 'less: /nowhere/less: No such file or directory'],
  ])('prints like cat if the pager %s', async (_, pager, error) => {
    const terminal = openTerminal({ args: ['less', bios], rows: 200, env: { PAGER: pager } });
    expect(await terminal.ended()).toBe(0);
    const [first = ''] = terminal.screen().rows.slice(error === '' ? 0 : 1);
    expect(first.startsWith('$ cat post/bios')).toBe(true);
    if (error !== '') expect(terminal.screen().rows[0]).toBe(error);
  });
});

test('less writes the same as cat into a pipe', () => {
  expect(haikuPosts(['less', bios], { PAGER: 'false' })).toEqual(haikuPosts(['cat', bios]));
});

test('less at the prompt searches, completes and shows a post like cat', async () => {
  const terminal = openShell('haiku-posts', { env: { HOME: home } });
  await terminal.until('the prompt', ({ rows }) => rows[0] === '$ cat post/');
  terminal.press('^u');
  terminal.type('less beep sequense');
  await terminal.until('the menu', ({ rows }) => rows[1]?.includes('BIOS beep sequence') ?? false);
  terminal.press('tab');
  await terminal.until('a line of the haiku', ({ rows }) => rows[0] === '$ less post/bios-beep-sequence-/');
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => rows[0]?.startsWith('$ cat post/bios-beep-sequence-/') ?? false);
});
