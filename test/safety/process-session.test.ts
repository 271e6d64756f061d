import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { shell } from '../support/run.ts';
import { many, sample } from '../support/sample.ts';
import { closeAll, hasPrompt, openShell, program, type Screen, type Terminal, usualEnv } from '../support/terminal.ts';

// How the app restores the terminal when it ends or stops, and how it continues.

let folder: string;
let cache: string;
let menuFolder: string;
beforeAll(() => {
  folder = readingFolder();
  cache = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-home-'));
  menuFolder = path.join(cache, 'menu');
  fs.mkdirSync(menuFolder);
  for (const number of ['one', 'two']) fs.writeFileSync(path.join(menuFolder, `gull-${number}.md`), `gull ${number}\n`);
});
afterAll(() => {
  for (const each of [folder, cache]) fs.rmSync(each, { recursive: true, force: true, maxRetries: 10 });
});
afterEach(closeAll);

const session = (): string => `'${process.execPath}' '${program}' --posts '${folder}'`;
const has = (text: string) => (screen: Screen) => screen.rows.includes(text);
const inPost = ({ rows }: Screen): boolean => rows.at(-1)?.includes('space page') ?? false;

/** The sequences that set and reset each mode of the terminal. */
const modes = [
  ['\u001b[?25l', '\u001b[?25h'],
  ['\u001b[?1049h', '\u001b[?1049l'],
  ['\u001b[?2004h', '\u001b[?2004l'],
  ['\u001b[?2026h', '\u001b[?2026l'],
  ['\u001b[?1007h', '\u001b[?1007r'],
  ['\u001b[?7l', '\u001b[?7h'],
  ['\u001b[>1u', '\u001b[<u'],
] as const;

/** The modes that are set. */
function modesOn(terminal: Terminal): readonly string[] {
  const written = terminal.written();
  return modes.filter(([on, off]) => written.lastIndexOf(on) > written.lastIndexOf(off)).map(([on]) => on);
}

function expectRestored(terminal: Terminal): void {
  expect(terminal.screen().buffer).toBe('normal');
  expect(modesOn(terminal)).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: modes of the mouse are searched for
  expect(terminal.written()).not.toMatch(/\u001b\[\?(9|100[0-6]|1015)h/);
}

/** A shell command that runs a session, and prints its pid before and its exit status after it. */
const sessionCommand = (): string => `sh -c 'echo "pid $$"; exec "$0" "$@"' ${session()}; echo "left with $?"`;

/** Runs a session in a shell that also compares the line discipline before and after. */
async function openBetween(env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
  const script = `before=$(stty -g); ${sessionCommand()}; [ "$before" = "$(stty -g)" ] && echo same stty; read _`;
  const terminal = openShell(script, { columns: 120, env: { HOME: cache, ...env } });
  await terminal.until('the prompt', hasPrompt);
  return terminal;
}

async function expectLeft(terminal: Terminal, status: number): Promise<Screen> {
  await terminal.until('the end', has(`left with ${status}`));
  const screen = await terminal.until('the line discipline', has('same stty'));
  expectRestored(terminal);
  return screen;
}

/** The pid of the session, as the shell printed it. */
const pidIn = (terminal: Terminal): number => Number(/pid (\d+)/.exec(terminal.written())?.[1]);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('ending', () => {
  test.each([
    ['case 80: ^C at the prompt', ''],
    ['case 80: ^C in a post', 'lake\r'],
  ])('%s restores the terminal and exits with 130', async (_, before) => {
    const terminal = await openBetween();
    terminal.type(before);
    if (before !== '') await terminal.until('the post', inPost);
    terminal.press('^c');
    await expectLeft(terminal, 130);
  });

  const signals = [
    ['SIGTERM', 143, 'lake\r'],
    ['SIGTERM', 143, ''],
    ['SIGHUP', 129, ''],
    ['SIGINT', 130, ''],
    ['SIGQUIT', 131, ''],
    ['SIGALRM', 142, ''],
  ] as const;
  test.each(sample(signals, 3))(
    'case 81: %s restores the terminal and exits with %i',
    async (signal, status, before) => {
      const terminal = await openBetween();
      terminal.type(before);
      if (before !== '') await terminal.until('the post', inPost);
      process.kill(pidIn(terminal), signal);
      await expectLeft(terminal, status);
    },
  );

  test('case 98: a paste of megabytes at the prompt is answered', async () => {
    const terminal = await openBetween();
    terminal.type(`\u001b[200~${'7|'.repeat(many(3_000_000))}\u001b[201~\r`);
    await terminal.until('an answer', ({ rows }) => / \d+%$/.test(rows.at(-1) ?? ''));
    terminal.type('q');
    await terminal.until('the prompt', ({ rows }) => !/ \d+%$/.test(rows.at(-1) ?? ''));
  });

  test('case 149: a megabyte that is typed without marks of a paste is answered', async () => {
    const terminal = await openBetween();
    terminal.type(`${'seven '.repeat(many(160_000))}\u0015\u0015zzz`);
    await terminal.until('an answer', ({ rows }) => rows.some(row => row.includes('zzz')));
  });

  const others = [
    'SIGUSR1',
    'SIGXFSZ',
    'SIGUSR2',
    'SIGXCPU',
    'SIGABRT',
    'SIGVTALRM',
    'SIGIO',
    'SIGPWR',
    'SIGTRAP',
    'SIGSYS',
  ] as const;
  test.skipIf(process.platform !== 'linux').each(sample(others, 2))(
    'case 102: %s restores the terminal and opens no port for a debugger',
    async signal => {
      const terminal = await openBetween();
      process.kill(pidIn(terminal), signal);
      await expectLeft(terminal, 128 + os.constants.signals[signal]);
      expect(terminal.written()).not.toContain('Debugger');
    },
  );

  const endings = [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;
  test.each(sample(endings, 1))(
    'case 81: %s ends the editor, then restores the terminal and exits with %i',
    async (signal, status) => {
      // The editor ends slowly, and uses the alternate screen until then.
      const editor = path.join(cache, 'editor');
      const script = `trap 'sleep 0.1; printf "\\033[?1049l"; echo it ended; exit 1' TERM HUP; printf '\\033[?1049h'`;
      fs.writeFileSync(editor, `#!/bin/sh\n${script}; echo edited here; while :; do sleep 0.02; done`, { mode: 0o755 });
      const terminal = await openBetween({ EDITOR: editor });
      terminal.type('lake\rv');
      await terminal.until('the editor', has('edited here'));
      const before = terminal.written().length;
      process.kill(pidIn(terminal), signal);
      await expectLeft(terminal, status);
      const [ended, gaveBack] = ['it ended', '\u001b[?1007r'].map(text => terminal.written().indexOf(text, before));
      expect(ended).toBeGreaterThan(before);
      expect(gaveBack).toBeGreaterThan(ended ?? 0);
    },
  );

  test('case 104: an editor that ignores SIGHUP is killed when the terminal is closed, and the app ends', async () => {
    const home = fs.mkdtempSync(path.join(cache, 'deaf-'));
    const editor = path.join(home, 'editor');
    const script = `trap '' TERM HUP; echo $$ > ${home}/pid; while :; do sleep 0.05; done`;
    fs.writeFileSync(editor, `#!/bin/sh\n${script}`, { mode: 0o755 });
    const env = { ...usualEnv, TERM: 'xterm-256color', COLORFGBG: '15;0', HOME: home, EDITOR: editor };
    const pty = spawn('/bin/sh', ['-c', `exec ${session()}`], { cols: 80, rows: 24, env });
    let written = '';
    pty.onData(data => {
      written += data;
    });
    await expect.poll(() => written).toContain('the spoon has a leak');
    pty.write('lake\rv');
    await expect.poll(() => fs.existsSync(path.join(home, 'pid'))).toBe(true);
    const pid = Number(fs.readFileSync(path.join(home, 'pid'), 'utf8'));
    (pty as unknown as { destroy: () => void }).destroy();
    // Twice the limit, for a busy machine.
    await expect.poll(() => [pty.pid, pid].filter(isAlive), { timeout: 4000, interval: 20 }).toEqual([]);
  });

  test.each([
    ['at the prompt', '', 'the spoon has a leak', ''],
    ['in a post', 'lake\rG', ' contents', slugs[1]],
    ['in an editor', 'lake\rGv', 'edited here', slugs[1]],
  ])('case 82: closing the terminal %s ends the app within 1 s with 129 and saves the place', async (...given) => {
    const [, typed, seen, kept] = given;
    const home = fs.mkdtempSync(path.join(cache, 'closed-'));
    const [editor, stderr] = [path.join(home, 'editor'), path.join(home, 'stderr')];
    fs.writeFileSync(editor, '#!/bin/sh\necho edited here; read _', { mode: 0o755 });
    // Not `openTerminal`, because here the terminal is closed, not the process.
    const env = { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', COLORFGBG: '15;0', HOME: home, EDITOR: editor };
    const pty = spawn('/bin/sh', ['-c', `exec ${session()} 2>'${stderr}'`], { cols: 80, rows: 24, env });
    let written = '';
    let status: number | null = null;
    pty.onData(data => {
      written += data;
    });
    pty.onExit(({ exitCode, signal }) => {
      // SIGHUP may arrive when the app has ended already.
      status = signal ? 128 + signal : exitCode;
    });
    await expect.poll(() => written).toContain('the spoon has a leak');
    pty.write(typed);
    await expect.poll(() => written).toContain(seen);
    expect(isAlive(pty.pid)).toBe(true);
    (pty as unknown as { destroy: () => void }).destroy();
    // Twice the limit, for a busy machine.
    await expect.poll(() => isAlive(pty.pid), { timeout: 2000, interval: 20 }).toBe(false);
    await expect.poll(() => status).toBe(129);
    expect(stripVTControlCharacters(fs.readFileSync(stderr, 'utf8'))).toBe('');
    const places = path.join(home, '.local/state/haiku-posts/places');
    expect(fs.existsSync(places) ? JSON.parse(fs.readFileSync(places, 'utf8'))[1] : '').toBe(kept);
  });
});

/** Code that a preloaded module runs in the program at SIGURG. */
const faults = {
  'a timer': 'setTimeout(() => { throw bug; }, 1)',
  'a promise': 'Promise.reject(bug)',
  // Every frame repeats this text. The key is not typed, because the app may draw and end before it arrives.
  'a render': `spoil(String.prototype, 'repeat', text => text == ' \\n'); process.stdin.unshift('x')`,
  // The app draws between the two errors.
  'two timers': 'for (const wait of [1, 1]) setTimeout(() => { throw bug; }, wait)',
} as const;

const preloadOf = (fault: string): string => `
const bug = new TypeError('no\\u001b[2J such\\nthing');
function spoil(kind, name, isSpoilt) {
  const { [name]: whole } = kind;
  kind[name] = function (...given) {
    if (isSpoilt(this)) throw bug;
    return whole.apply(this, given);
  };
}
process.on('SIGURG', () => { ${fault}; });`;

describe('an internal error', () => {
  test.each(Object.entries(faults))('case 86: an error in %s restores the terminal: 70', async (_, fault) => {
    const preload = path.join(cache, 'fault.cjs');
    fs.writeFileSync(preload, preloadOf(fault));
    const terminal = await openBetween({ NODE_OPTIONS: `--require ${preload}` });
    process.kill(pidIn(terminal), 'SIGURG');
    const { rows } = await expectLeft(terminal, 70);
    const said = rows.slice(rows.findIndex(row => row.startsWith('pid ')) + 1, rows.indexOf('left with 70'));
    expect(said).toEqual([
      expect.stringMatching(/^haiku-posts \d+\.\d+\.\d+: TypeError: no\^\[\[2J such\^Jthing$/),
      expect.stringMatching(/^this is a bug in haiku-posts: /),
    ]);
  });
});

test('case 116: modes of the screen and the mouse that a killed editor left on are reset', async () => {
  const editor = path.join(cache, 'in-a-region');
  // Scrolling region, origin, inserting, line drawing letters, inverse; mouse.
  const left = '\\033[3;6r\\033[?6h\\033[4h\\033(0\\033[7m\\033[?1003;1006h';
  fs.writeFileSync(editor, `#!/bin/sh\nprintf '${left}'; kill -KILL $$`, { mode: 0o755 });
  const terminal = await openBetween({ EDITOR: editor });
  terminal.type('lake\r');
  const { rows } = await terminal.until('the post', inPost);
  terminal.type('v');
  const isBack = ({ rows }: Screen): boolean => rows.at(-1)?.includes('exited with status 137') ?? false;
  const back = await terminal.until('its end', isBack);
  expect(back.rows.slice(0, -1)).toEqual(rows.slice(0, -1));
  expect(back.cells(0).some(({ inverse }) => inverse)).toBe(false);
  const written = terminal.written();
  expect(written.indexOf('\u001b[?1;5;69;1000;1002;1003;1004;1006l', written.indexOf('1003;1006h'))).toBeGreaterThan(0);
  terminal.type('Gg');
  await terminal.until('the same after scrolling', screen => inPost(screen) && screen.rows.join() === rows.join());
  terminal.press('^c');
  await expectLeft(terminal, 130);
});

describe('stopping', () => {
  const inShellThen = (command: string, then: string): Terminal =>
    openShell(`set -m; ${command}; ${then}echo "left with $?"`, {
      columns: 100,
      env: { HOME: cache, npm_config_update_notifier: 'false' },
    });
  const inShell = (command: string): Terminal => inShellThen(command, 'echo "in the shell 1"; read _; fg; ');

  /** Stops the app, continues it, expects the same screen, and presses keys. */
  async function expectStopped(terminal: Terminal, stop: () => void, times = 1): Promise<void> {
    const { rows } = await terminal.until('the prompt', hasPrompt);
    for (let time = 1; time <= times; time++) {
      stop();
      const shell = await terminal.until('the shell', has(`in the shell ${time}`));
      expect(shell.buffer, JSON.stringify(terminal.written().slice(-3000))).toBe('normal');
      expectRestored(terminal);
      terminal.press('enter');
      const back = await terminal.until('the session', hasPrompt);
      expect({ rows: back.rows, buffer: back.buffer }).toEqual({ rows, buffer: 'alternate' });
    }
    terminal.type('lake');
    await terminal.until('the keys', ({ rows }) => rows[0] === '$ cat post/lake');
    terminal.press('^u', '^d');
    await terminal.until('the end', has('left with 0'));
    expectRestored(terminal);
  }

  test('case 83: the keys work after ^Z and fg', async () => {
    const terminal = inShell(session());
    await expectStopped(terminal, () => terminal.press('^z'));
  });

  test('case 83: after ^Z, a resize and fg the screen has the new size', async () => {
    const terminal = inShell(session());
    await terminal.until('the prompt', hasPrompt);
    terminal.press('^z');
    await terminal.until('the shell', has('in the shell 1'));
    terminal.resize(40, 10);
    terminal.press('enter');
    const isWhole = ({ rows }: Screen): boolean => rows[0] === '$ cat post/' && (rows[9]?.includes('1 of') ?? false);
    await terminal.until('the smaller screen', isWhole);
  });

  test('case 83: bg stops the app again and writes nothing, and the keys work after fg', async () => {
    const jobs = path.join(cache, 'jobs');
    const untilStopped = `until jobs >'${jobs}'; grep -q Stopped '${jobs}'; do :; done`;
    const terminal = inShellThen(session(), `bg; ${untilStopped}; echo "in the shell 1"; read _; fg; `);
    await expectStopped(terminal, () => terminal.press('^z'));
  });

  test('case 85: the keys and modes work after SIGSTOP, a shell that changes the terminal, and fg', async () => {
    const taken = "stty sane; printf '\\033[?7h\\033[?2004l\\033[?1049l'; echo in the shell; read _; fg; ";
    const terminal = inShellThen(`sh -c 'echo "pid $$"; exec "$0" "$@"' ${session()}`, taken);
    const { rows } = await terminal.until('the prompt', hasPrompt);
    process.kill(pidIn(terminal), 'SIGSTOP');
    await terminal.until('the shell', has('in the shell'));
    terminal.press('enter');
    const back = await terminal.until('the session', hasPrompt);
    expect({ rows: back.rows, buffer: back.buffer }).toEqual({ rows, buffer: 'alternate' });
    // Polled, because Ink may not have started yet.
    await expect
      .poll(() => modesOn(terminal))
      .toEqual(['\u001b[?1049h', '\u001b[?2004h', '\u001b[?1007h', '\u001b[?7l']);
    terminal.type('lake');
    await terminal.until('the keys', ({ rows }) => rows[0] === '$ cat post/lake');
    terminal.press('^u', '^d');
    await terminal.until('the end', has('left with 0'));
    expectRestored(terminal);
  });

  const npx = shell('command -v npx').stdout.trim();

  test.skipIf(npx === '')(
    'case 84: the keys work after ^Z and fg under npx (skipped where npm is not installed)',
    async () => {
      const project = fs.mkdtempSync(path.join(cache, 'npx-'));
      fs.mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true });
      fs.writeFileSync(path.join(project, 'package.json'), '{}');
      fs.symlinkSync(program, path.join(project, 'node_modules/.bin/haiku-posts'));
      const terminal = inShell(`cd '${project}'; npx --offline --no-install haiku-posts --posts '${folder}'`);
      await expectStopped(terminal, () => terminal.press('^z'));
    },
  );

  const menu = (): string =>
    `sh -c 'echo "pid $$"; exec "$0" "$@"' '${process.execPath}' '${program}' --posts '${menuFolder}' cat gull`;
  const inMenu = ({ rows }: Screen): boolean =>
    (rows.findLast(Boolean)?.includes('Esc cancel') ?? false) && rows.filter(row => row.includes('❯')).length === 1;
  const stops: readonly (readonly [string, (terminal: Terminal) => void])[] = [
    ['^Z', terminal => terminal.press('^z')],
    ['SIGTSTP', terminal => process.kill(pidIn(terminal), 'SIGTSTP')],
  ];
  test.each(stops)('case 103: a menu of a shell command continues after %s, a shell and fg', async (_, stop) => {
    const terminal = inShellThen(
      `before=$(stty -g); ${menu()}`,
      `[ "$before" = "$(stty -g)" ] && echo same stty; stty sane; clear; echo in the shell; read _; fg; `,
    );
    await terminal.until('the menu', inMenu);
    stop(terminal);
    await terminal.until('the shell', has('in the shell'));
    expect(terminal.written()).toContain('same stty');
    expectRestored(terminal);
    terminal.press('enter');
    await terminal.until('the menu', inMenu);
    terminal.type('2');
    await terminal.until('the post', ({ rows }) => rows.some(row => row.includes('gull two')));
    await terminal.until('the end', has('left with 0'));
    expectRestored(terminal);
  });

  test('case 103: a menu of a shell command continues after SIGSTOP, a shell that changes the terminal, and fg', async () => {
    const terminal = inShellThen(menu(), 'stty sane; echo in the shell; read _; fg; ');
    await terminal.until('the menu', inMenu);
    process.kill(pidIn(terminal), 'SIGSTOP');
    await terminal.until('the shell', has('in the shell'));
    terminal.press('enter');
    // Typed again and again, because the digit may be echoed before the menu reads it.
    await expect.poll(() => terminal.type('2') ?? terminal.written()).toContain('left with 0');
    expect(terminal.written()).toContain('gull two');
    expectRestored(terminal);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGUSR1', 138],
  ] as const)('case 103: %s ends a menu of a shell command with %i', async (signal, status) => {
    const terminal = openShell(
      `before=$(stty -g); ${menu()}; echo "left with $?"; [ "$before" = "$(stty -g)" ] && echo same stty; read _`,
      { columns: 120, env: { HOME: cache } },
    );
    await terminal.until('the menu', inMenu);
    terminal.type('\x1c'); // ^\ has no meaning
    terminal.press('down');
    await terminal.until('the second post', ({ rows }) => rows.some(row => row.startsWith('❯ 2')));
    process.kill(pidIn(terminal), signal);
    await expectLeft(terminal, status);
  });

  test('case 85: the keys work after SIGTSTP from another process and fg, three times', async () => {
    // Numbered, because the earlier texts are still on the screen.
    const again = [1, 2, 3].map(time => `echo "in the shell ${time}"; read _; fg; `).join('');
    const terminal = inShellThen(`sh -c 'echo "pid $$"; exec "$0" "$@"' ${session()}`, again);
    await expectStopped(terminal, () => process.kill(pidIn(terminal), 'SIGTSTP'), 3);
  });
});
