import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { shellLine } from '../../src/app/services/resolve-command.ts';
import { runInTerminal, spawnDetached } from '../../src/io/spawn.ts';
import { catCommand } from '../../src/posts/slug.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { haikuPosts, shell as inShell } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, node, openShell, openTerminal, program } from '../support/terminal.ts';
import { createFolder, removeFolders, run } from './folders.ts';

afterEach(closeAll);
afterAll(removeFolders);

const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const shells = ['bash', 'dash', 'zsh', 'fish'].filter(isInstalled);

/** Creates a program `haiku-posts` that completes as usual, but only prints the other words. Returns a PATH. */
function pathWithEcho(): string {
  const completes = `[ "$1" = __complete ] && exec '${node}' '${program}' "$@"`;
  const folder = createFolder({ 'haiku-posts': `#!/bin/sh\n${completes}\nprintf '= %s\\n' "$@"\n` });
  fs.chmodSync(path.join(folder, 'haiku-posts'), 0o755);
  return `${folder}:${process.env.PATH}`;
}

test.each(shells)(
  'case 140: in %s a name with letters that are shown as <U+…> is one word, and writes no file',
  shell => {
    const names = ['a\u3164b', 'a\u115fb', `e${'\u0301'.repeat(200)}`, 'a\u034fb', 'a\ufe0fb', 'a\u17b4b', 'größe'];
    // Without quotes, `<U+3164>b.md` would read the first of these files, and write another.
    const folder = createFolder({ 'U+3164': '', 'U+115F': '', '+192': '', 'U+034F': '', 'U+FE0F': '', 'U+17B4': '' });
    const before = fs.readdirSync(folder);
    const env = { PATH: pathWithEcho(), LANG: 'C.UTF-8', HOME: createFolder({}) };
    for (const name of names) {
      const command = catCommand({ slug: name, path: `${name}.md` });
      const line = sanitize(shellLine(command, 'haiku-posts', null), 'name');
      const { stdout } = spawnSync(shell, ['-c', line], { cwd: folder, env, encoding: 'utf8' });
      expect(stdout).toBe(`= cat\n= post/${sanitize(name, 'name')}.md\n`);
    }
    expect(fs.readdirSync(folder)).toEqual(before);
  },
);

test('case 141: a name as `ls` prints it names its post, unless it is the exact name of another', () => {
  const names = ['esc\u001b[31m', '\n', 'js', 'two\nlines', 'dir\u202e/a', `e${'\u0301'.repeat(20)}`, 'tab\tb'];
  const folder = createFolder(Object.fromEntries(names.map(name => [`${name}.md`, `Text of ${name.slice(0, 3)}\n`])));
  const listed = run(folder, 'ls').stdout.trimEnd().split('\n');
  expect(listed).toHaveLength(names.length);
  const printed = listed.map(name => run(folder, 'cat', '--raw', name));
  expect(printed.map(({ stderr, status }) => ({ stderr, status }))).toEqual(
    listed.map(() => ({ stderr: '', status: 0 })),
  );
  expect(new Set(printed.map(({ stdout }) => stdout)).size).toBe(names.length);
  fs.writeFileSync(path.join(folder, 'esc^[[31m.md'), 'Another text\n');
  expect(run(folder, 'cat', '--raw', 'post/esc^[[31m.md').stdout).toBe('Another text\n');
});

describe('case 142: completion', () => {
  const parts = [
    "it's",
    'a b',
    '`touch ran`',
    '$(touch ran)',
    'x;touch ran',
    'a:b=c@d',
    'b\\c',
    'd!e',
    '{a,b}',
    'a\u001bb',
  ];
  const quotes = { bash: ['', "'", '"', "$'"], zsh: ['', "'", '"'], fish: ['', "'", '"'] } as const;
  const starts = {
    bash: 'bash --norc --noprofile -i',
    zsh: 'zsh -f -i',
    fish: 'fish --no-config -i',
  } as const;
  const rows = (['bash', 'zsh', 'fish'] as const)
    .filter(isInstalled)
    .flatMap(shell => sample(quotes[shell], 2).map(quote => ({ shell, quote })));

  test.each(rows)(
    'case 142: in $shell, after $quote, Tab goes on in a name, which is one word and runs nothing',
    async ({ shell, quote }) => {
      const chosen = sample(parts, 5);
      const posts = createFolder(
        Object.fromEntries(chosen.flatMap((part, at) => ['A', 'B'].map(end => [`${at}${part}${end}.md`, '']))),
      );
      const place = createFolder({ script: haikuPosts(['completion', shell]).stdout });
      const env = { PATH: pathWithEcho(), HOME: place, LANG: 'C.UTF-8', PS1: '> ', HAIKU_POSTS_DIR: posts };
      const terminal = openShell(`cd '${place}' && ${starts[shell]}`, { env, columns: 120, rows: 60 });
      const setUp = {
        bash: 'set -eu; IFS=:; ',
        zsh: 'autoload -U compinit; compinit -u -D; setopt KSH_ARRAYS; ',
        fish: '',
      };
      terminal.type(`${setUp[shell]}. ./script\r`);
      for (const [at, part] of chosen.entries()) {
        terminal.type(`haiku-posts cat ${quote}post/${at}\t`);
        await terminal.until(`a name with ${part}`, screen => screen.rows.some(row => /cat .*post\/\d./.test(row)));
        terminal.type('A\t\r');
        const name = `= post/${at}${sanitize(part, 'name')}A.md`;
        await terminal.until(name, screen => screen.rows.includes(name));
      }
      expect(fs.readdirSync(place).filter(name => name === 'ran')).toEqual([]);
    },
  );

  test.skipIf(!isInstalled('bash'))('case 142: bash with `set -e` goes on if the program prints nothing', async () => {
    const place = createFolder({ script: haikuPosts(['completion', 'bash']).stdout });
    const bash = openShell(`cd '${place}' && PATH=/usr/bin:/bin ${starts.bash}`, { env: { PS1: '> ' } });
    await bash.until('its prompt', ({ rows }) => rows.includes('>'));
    bash.type('set -e; . ./script\r');
    bash.type('haiku-posts cat a\t');
    bash.type(' || echo go"ing" on\r');
    await bash.until('the next command', ({ rows }) => rows.includes('going on'));
  });
});

test.each([
  ['an editor whose path leads through a file', 'v', '/dev/null/x'],
  ['an editor whose path is too long', 'v', 'x'.repeat(300)],
  ['a pager whose path leads through a file', '|', '/dev/null/x'],
])('case 143: the app goes on after %s', async (_, key, other) => {
  const folder = createFolder({ 'a.md': 'Text.\n' });
  const app = openTerminal({ args: ['--posts', folder], env: { EDITOR: other, PAGER: other } });
  await app.until('the list', ({ rows }) => rows.some(row => row.startsWith('❯ ')));
  app.press('enter');
  await app.until('the post', ({ rows }) => rows.at(-1)?.includes('q back') === true);
  app.type(key);
  await app.until('the problem', ({ rows }) => /Not a directory|x…/.test(rows.at(-1) ?? ''));
  app.type('q');
  await app.until('the list again', ({ rows }) => rows.some(row => row.startsWith('❯ ')));
  app.press('^d');
  expect(await app.ended()).toBe(0);
});

test.each(['.', '', `.:${process.env.PATH}`, `:${process.env.PATH}`, `${process.env.PATH}:`, 'bin:../posts'])(
  'case 145: with PATH=%j no program in the working directory is started',
  async list => {
    const folder = createFolder({});
    const program = 'a-pager';
    for (const name of ['a-pager', 'bin/a-pager']) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
    }
    vi.stubEnv('PATH', list);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const problem = 'a-pager: No such file or directory';
      expect(await runInTerminal({ program, args: [] })).toEqual({ problem });
      expect(await spawnDetached({ program, args: [] })).toEqual({ problem });
    } finally {
      process.chdir(before);
      vi.unstubAllEnvs();
    }
  },
);

describe('words that begin with a hyphen', () => {
  test.each([
    [['--', '--help'], { stderr: expect.stringContaining('browsing needs a terminal'), status: 2 }],
    [['find', '--', '-qqzz'], { stderr: '', status: 1 }],
  ])('case 144: the line that %j suggests has the word as text', (args, result) => {
    const { stderr } = haikuPosts(args);
    const [, line = ''] = /(?:or to search: |try `)(haiku-posts [^`\n]*)/.exec(stderr) ?? [];
    expect(inShell(line)).toMatchObject(result);
  });

  test('case 144: a folder that begins with a hyphen is a value in the line that the app leaves', () => {
    const line = shellLine('cat a', 'haiku-posts', '-x');
    expect(inShell(line).stderr).toContain('--posts: -x: No such file or directory');
  });

  test.each([
    [
      ['new', '--title', '-x', 'a / b / c'],
      'new: --title: argument missing: one that begins with - is written --title=-…',
    ],
    [['-q', '-x'], 'haiku-posts: -q: argument missing: one that begins with - is written --query=-…'],
  ])('case 144: %j says how the value is written', (args, message) => {
    expect(haikuPosts(args).stderr.split('\n')[0]).toBe(message);
  });
});
