import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invocation } from '../../src/io/programs.ts';
import { runInTerminal, spawnDetached } from '../../src/io/spawn.ts';
import { closeAll, openShell, root } from '../support/terminal.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-run-'));
});
afterEach(() => {
  closeAll();
  fs.rmSync(home, { recursive: true, force: true });
});

const sh = (script: string, ...args: readonly string[]): Invocation => ({
  program: 'sh',
  args: ['-c', script, 'sh', ...args],
});

/** What a program says when it cannot be started at all. */
const unstartable = (): readonly (readonly [string, string])[] => {
  const text = path.join(home, 'text');
  fs.writeFileSync(text, 'no program');
  return [
    ['/nowhere/vi', '/nowhere/vi: No such file or directory'],
    ['no-such-editor', 'no-such-editor: No such file or directory'],
    [text, `${text}: Permission denied`],
    [home, `${home}: Permission denied`],
  ];
};

describe('a program that is run', () => {
  test.each([
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -TERM $$', 143],
  ])('ends: %s', async (script, status) => expect(await runInTerminal(sh(script))).toEqual({ status }));

  test('that cannot be started is a problem', async () => {
    for (const [program, problem] of unstartable())
      expect(await runInTerminal({ program, args: [] })).toEqual({ problem });
  });

  test('is given its arguments as they are, and what its environment is to hold besides ours', async () => {
    const out = path.join(home, 'out');
    await runInTerminal({
      ...sh('printf "%s|" "$@" "$LESS" "$HOME" > $OUT', '$HOME *', '', "'"),
      env: { LESS: 'R', OUT: out },
    });
    expect(fs.readFileSync(out, 'utf8')).toBe(`$HOME *||'|R|${process.env.HOME ?? ''}|`);
  });

  test('reads the input to its end', async () => {
    const input = 'é\n'.repeat(500_000);
    const out = path.join(home, 'out');
    expect(await runInTerminal(sh('cat > "$1"', out), { input })).toEqual({ status: 0 });
    expect(fs.readFileSync(out, 'utf8') === input).toBe(true);
  });

  test('may end before it has read its input', async () => {
    expect(await runInTerminal(sh('head -c 1 > /dev/null; exit 4'), { input: 'x'.repeat(5_000_000) })).toEqual({
      status: 4,
    });
    expect(await runInTerminal({ program: '/nowhere/less', args: [] }, { input: 'x' })).toHaveProperty('problem');
  });

  test('is ended by a signal that is to end us, of which those who listen to it here hear too', async () => {
    let heard = 0;
    const listener = (): void => void heard++;
    process.on('SIGTERM', listener);
    try {
      const script = 'trap "exit 5" TERM; kill -TERM "$1"; while :; do sleep 0.01; done';
      expect(await runInTerminal(sh(script, String(process.pid)))).toEqual({ status: 5 });
      expect(heard).toBe(1);
      expect(process.rawListeners('SIGTERM').at(-1)).toBe(listener);
    } finally {
      process.off('SIGTERM', listener);
    }
  });

  test('leaves those who listen to signals as they were, in order', async () => {
    const heard: string[] = [];
    const [once, always] = [() => void heard.push('once'), () => void heard.push('always')];
    const others = process.rawListeners('SIGINT');
    process.once('SIGINT', once).on('SIGINT', always);
    try {
      await runInTerminal(sh('kill -INT "$1"', String(process.pid)));
      expect(heard).toEqual([]);
      for (const listener of process.rawListeners('SIGINT').slice(others.length)) listener();
      expect(heard).toEqual(['once', 'always']);
      expect(process.rawListeners('SIGINT')).toEqual([...others, always]);
      expect(process.rawListeners('SIGQUIT')).toEqual([]);
    } finally {
      process.off('SIGINT', always);
    }
  });
});

describe('in a terminal', () => {
  const inTerminal = (invocation: Invocation, { input = '', isJob = false } = {}) => {
    const script = path.join(home, 'session.mjs');
    fs.writeFileSync(
      script,
      `import { runInTerminal } from ${JSON.stringify(path.join(root, 'src/io/spawn.ts'))};
       process.once('SIGINT', () => { console.log('we heard'); process.exit(130); });
       console.log(JSON.stringify(await runInTerminal(${JSON.stringify(invocation)}, ${JSON.stringify(input === '' ? {} : { input })})));
       setInterval(() => {}, 1000);`,
    );
    return openShell(`PS1='prompt:' exec ${isJob ? 'sh -i' : `node '${script}'`}`);
  };
  const says = (text: string) => (screen: { readonly rows: readonly string[] }) =>
    screen.rows.join('\n').includes(text);

  test.each([
    ['^C', 'INT', '\x03'],
    ['^\\', 'QUIT', '\x1c'],
  ])('%s is for the program, and afterwards ^C for us', async (_, name, key) => {
    const terminal = inTerminal(sh(`trap 'echo it heard; exit 5' ${name}; echo waits; while :; do sleep 0.05; done`));
    await terminal.until('the program', says('waits'));
    terminal.type(key);
    await terminal.until('its end', says('{"status":5}'));
    expect(terminal.written()).toContain('it heard');
    expect(terminal.written()).not.toContain('we heard');
    terminal.press('^c');
    expect(await terminal.ended()).toBe(130);
  });

  test('^C ends a program that does not listen to it, and not us', async () => {
    const terminal = inTerminal(sh('echo waits; exec sleep 1000'));
    await terminal.until('the program', says('waits'));
    terminal.press('^c');
    await terminal.until('its end', says('{"status":130}'));
  });

  test('^Z stops it and us, and fg continues both', async () => {
    const terminal = inTerminal(sh('echo waits; read line; exit 6'), { isJob: true });
    await terminal.until('a prompt', says('prompt:'));
    terminal.type(`node ${path.join(home, 'session.mjs')}\r`);
    await terminal.until('the program', says('waits'));
    terminal.type('\x1a');
    await terminal.until('the shell', ({ rows }) => rows.findLast(row => row !== '') === 'prompt:');
    terminal.type('fg\r\r');
    await terminal.until('its end', says('{"status":6}'));
  });

  test('a pager reads its keys from the terminal, and what it shows from us', async () => {
    const terminal = inTerminal(sh('cat; read key < /dev/tty; echo "struck $key"'), { input: 'a post\n' });
    await terminal.until('the post', says('a post'));
    terminal.type('q\r');
    await terminal.until('the key', says('struck q'));
    await terminal.until('its end', says('{"status":0}'));
  });
});

describe('a program that is launched', () => {
  test('and cannot be started is a problem', async () => {
    for (const [program, problem] of unstartable())
      expect(await spawnDetached({ program, args: [] })).toEqual({ problem });
  });

  test('and fails at once is a problem', async () => {
    expect(await spawnDetached(sh('exit 3'))).toEqual({ problem: 'sh: failed with status 3' });
  });

  test('and ends well is none', async () => expect(await spawnDetached(sh('exit 0'))).toBeNull());

  test('and stays is none; it has no terminal, and a session of its own', async () => {
    const out = path.join(home, 'pid');
    expect(await spawnDetached(sh('echo $$ > "$1.part"; mv "$1.part" "$1"; exec sleep 1000', out))).toBeNull();
    const pid = await vi.waitFor(() => Number(fs.readFileSync(out, 'utf8')));
    try {
      // A group of its own has its first process's number: to signal it fails where there is none.
      expect(process.kill(-pid, 0)).toBe(true);
    } finally {
      process.kill(-pid, 'SIGKILL');
    }
  });
});
