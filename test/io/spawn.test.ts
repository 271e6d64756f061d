import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Invocation } from '../../src/io/editor-pager-browser.ts';
import { runInTerminal, spawnDetached } from '../../src/io/spawn.ts';
import { closeAll, openShell, root } from '../support/terminal.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-run-'));
});
afterEach(() => {
  closeAll();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
});

const sh = (script: string, ...args: readonly string[]): Invocation => ({
  program: 'sh',
  args: ['-c', script, 'sh', ...args],
});

/** Programs that cannot be started, and the problems. */
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

describe('runInTerminal', () => {
  test.each([
    ['exit 0', 0],
    ['exit 3', 3],
    ['kill -TERM $$', 143],
  ])('returns the status of: %s', async (script, status) =>
    expect(await runInTerminal(sh(script))).toEqual({ status }),
  );

  test('returns a problem for a program that cannot be started', async () => {
    for (const [program, problem] of unstartable())
      expect(await runInTerminal({ program, args: [] })).toEqual({ problem });
  });

  test('passes arguments unchanged, and adds variables to the environment', async () => {
    const out = path.join(home, 'out');
    await runInTerminal({
      ...sh('printf "%s|" "$@" "$LESS" "$HOME" > $OUT', '$HOME *', '', "'"),
      env: { LESS: 'R', OUT: out },
    });
    expect(fs.readFileSync(out, 'utf8')).toBe(`$HOME *||'|R|${process.env.HOME ?? ''}|`);
  });

  test('pipes the whole input', async () => {
    const input = 'é\n'.repeat(500_000);
    const out = path.join(home, 'out');
    expect(await runInTerminal(sh('cat > "$1"', out), input)).toEqual({ status: 0 });
    expect(fs.readFileSync(out, 'utf8') === input).toBe(true);
  });

  test('returns the status of a program that does not read all its input', async () => {
    expect(await runInTerminal(sh('head -c 1 > /dev/null; exit 4'), 'x'.repeat(5_000_000))).toEqual({
      status: 4,
    });
    expect(await runInTerminal({ program: '/nowhere/less', args: [] }, 'x')).toHaveProperty('problem');
  });

  test('forwards a termination signal, which our own listeners get too', async () => {
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

  test('restores signal listeners in order', async () => {
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
       console.log(JSON.stringify(await runInTerminal(${JSON.stringify(invocation)}, ${input === '' ? 'undefined' : JSON.stringify(input)})));
       setInterval(() => {}, 1000);`,
    );
    return openShell(`PS1='prompt:' exec ${isJob ? 'sh -i' : `node '${script}'`}`);
  };
  const says = (text: string) => (screen: { readonly rows: readonly string[] }) =>
    screen.rows.join('\n').includes(text);

  test.each([
    ['^C', 'INT', '\x03'],
    ['^\\', 'QUIT', '\x1c'],
  ])('%s goes to the program, and ^C after it to us', async (_, name, key) => {
    const terminal = inTerminal(sh(`trap 'echo it heard; exit 5' ${name}; echo waits; while :; do sleep 0.05; done`));
    await terminal.until('the program', says('waits'));
    terminal.type(key);
    await terminal.until('its end', says('{"status":5}'));
    expect(terminal.written()).toContain('it heard');
    expect(terminal.written()).not.toContain('we heard');
    terminal.press('^c');
    expect(await terminal.ended()).toBe(130);
  });

  test('^C ends a program without a handler, but not us', async () => {
    const terminal = inTerminal(sh('echo waits; exec sleep 1000'));
    await terminal.until('the program', says('waits'));
    terminal.press('^c');
    await terminal.until('its end', says('{"status":130}'));
  });

  test('^Z stops the program and us, and fg continues both', async () => {
    const terminal = inTerminal(sh('echo waits; read line; exit 6'), { isJob: true });
    await terminal.until('a prompt', says('prompt:'));
    terminal.type(`node ${path.join(home, 'session.mjs')}\r`);
    await terminal.until('the program', says('waits'));
    terminal.type('\x1a');
    await terminal.until('the shell', ({ rows }) => rows.findLast(row => row !== '') === 'prompt:');
    terminal.type('fg\r\r');
    await terminal.until('its end', says('{"status":6}'));
  });

  test('a pager reads keys from the terminal and text from the pipe', async () => {
    const terminal = inTerminal(sh('cat; read key < /dev/tty; echo "struck $key"'), { input: 'a post\n' });
    await terminal.until('the post', says('a post'));
    terminal.type('q\r');
    await terminal.until('the key', says('struck q'));
    await terminal.until('its end', says('{"status":0}'));
  });
});

describe('spawnDetached', () => {
  test('returns a problem for a program that cannot be started', async () => {
    for (const [program, problem] of unstartable())
      expect(await spawnDetached({ program, args: [] })).toEqual({ problem });
  });

  test('returns a problem for a program that fails at once', async () => {
    expect(await spawnDetached(sh('exit 3'))).toEqual({ problem: 'sh: failed with status 3' });
  });

  test('returns null for a program that succeeds', async () => expect(await spawnDetached(sh('exit 0'))).toBeNull());

  test('returns null for a program that stays, in a process group of its own', async () => {
    const out = path.join(home, 'pid');
    expect(await spawnDetached(sh('echo $$ > "$1.part"; mv "$1.part" "$1"; exec sleep 1000', out))).toBeNull();
    await expect.poll(() => fs.existsSync(out)).toBe(true);
    const pid = Number(fs.readFileSync(out, 'utf8'));
    try {
      // A group of its own has its first process's number: to signal it fails where there is none.
      expect(process.kill(-pid, 0)).toBe(true);
    } finally {
      process.kill(-pid, 'SIGKILL');
    }
  });
});
