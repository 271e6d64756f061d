import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { closeAll, openShell, pathWithProgram, root } from '../support/terminal.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-completion-'));
const other = path.join(folder, 'notes');
const script = (shell: string): string => path.join(folder, `script.${shell}`);

beforeAll(() => {
  for (const shell of ['bash', 'zsh', 'fish'])
    fs.writeFileSync(script(shell), haikuPosts(['completion', shell]).stdout);
  const post = path.join(other, "it's-only-a-draft-/-of-cost:-none-/-so-far.md");
  fs.mkdirSync(path.dirname(post), { recursive: true });
  fs.writeFileSync(post, 'draft\n');
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
afterEach(closeAll);

const env = { PATH: pathWithProgram(), HOME: folder, TERM: 'xterm-256color', LANG: 'C.UTF-8' };

/** What a shell says, in the checkout. */
function said(shell: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    encoding: 'utf8',
    cwd: root,
    input: '',
    env: { ...env, ...more },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(line => line !== '');
}

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const titleOf = (shell: string): string => (isThere(shell) ? shell : `${shell} (skipped: it is not on this machine)`);

const shellPost = 'post/a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed.md';
const [first = '', second = ''] = [/^.*?-\//, /^.*-\//].map(part => part.exec(shellPost)?.[0]);

/** Lines as they are typed, and all that is offered for the last word of each. */
const lines: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['fort', ['fortune']],
  ['--theme m', ['mono']],
  ['--posts posts c', ['cat', 'check', 'completion']],
  ['cat po', ['post/']],
  ['cat post/a-shell', [first]],
  [`cat ${first}`, [second]],
  [`cat ${second}`, [shellPost]],
  [`cat bios ${first}-we`, [second]],
  ['cat a-shell', [first]],
  ['cat --width 40 post/a-shell', [first]],
  ['cat --width post/a-shell', []],
  ['cat post/no-such', []],
  ['--posts test/recorded/none cat post/a-shell', []],
  ['grep post/a-shell', []],
  ['grep -i text post/a-shell', [first]],
  ['ls post/a-shell', [first]],
  ['ls --j', ['--json']],
  ['fortune --raw', []],
  ['fortune post/a-shell', []],
  ['completion f', ['fish']],
  ['completion fish f', []],
  ['help g', ['grep']],
  ['import one.txt READM', ['README.md']],
];

describe.skipIf(!isThere('bash'))(titleOf('bash'), () => {
  const inBash = (line: string, more: Readonly<Record<string, string>> = {}): string[] =>
    said(
      'bash',
      [
        '--norc',
        '-c',
        `. "$SCRIPT"
        COMP_LINE="haiku-posts $TYPED" COMP_POINT=$((12 + \${#TYPED})) COMP_WORDS=(haiku-posts $TYPED)
        [[ $TYPED == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
        _haiku_posts haiku-posts
        printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { SCRIPT: script('bash'), TYPED: line, ...more },
    );

  test('its script is well formed', () => expect(said('bash', ['-n', script('bash')])).toEqual([]));
  test.each(sample(lines, 8))('%s', (line, offered) => expect(inBash(line)).toEqual(offered));
  test('--color=al', () => expect(inBash('--color=al')).toEqual(['always']));
  test('folders', () => expect(inBash('--posts test/sup')).toEqual(['test/support']));
  test('the first line of every haiku', () => {
    const all = haikuPosts(['ls']).stdout.split('\n').filter(Boolean);
    const firsts = new Set(
      all.map(row => row.split('/').slice(0, 2).join('/')).map(row => (all.includes(row) ? row : `${row}/`)),
    );
    expect(inBash('cat post/')).toEqual([...firsts]);
  });
  test('after a colon, where a word begins anew to readline, what follows it', () => {
    const posts = { HAIKU_POSTS_DIR: other };
    expect(inBash(String.raw`cat post/it\'s`, posts)).toEqual(["post/it's-only-a-draft-/"]);
    expect(inBash(String.raw`cat post/it\'s-only-a-draft-/-of-cost:`, posts)).toEqual(['-none-/']);
  });
  test('when Tab is struck, a name is put in as the shell reads it', async () => {
    const bash = openShell('bash --norc --noprofile -i', { env: { ...env, PS1: '> ', HAIKU_POSTS_DIR: other } });
    bash.type(`. ${script('bash')}\r`);
    bash.type('haiku-posts cat post/it\t');
    await bash.until('the first line', ({ rows }) =>
      rows.some(row => row.endsWith(String.raw`post/it\'s-only-a-draft-/`)),
    );
  });
});

describe.skipIf(!isThere('fish'))(titleOf('fish'), () => {
  const inFish = (line: string): string[] =>
    said('fish', ['--no-config', '-c', 'source $SCRIPT; complete -C "haiku-posts $TYPED"'], {
      SCRIPT: script('fish'),
      TYPED: line,
    }).map(row => row.split('\t')[0] ?? '');

  test('its script is well formed', () => expect(said('fish', ['-n', script('fish')])).toEqual([]));
  test.each(sample(lines, 4))('%s', (line, offered) => expect(inFish(line)).toEqual(offered));
  test('--color=al', () => expect(inFish('--color=al')).toEqual(['--color=always']));
});

describe.skipIf(!isThere('zsh'))(titleOf('zsh'), () => {
  test('its script is well formed', () => expect(said('zsh', ['-n', script('zsh')])).toEqual([]));
  test.each([
    ['a script that was read', () => `autoload -U compinit; compinit -u -D; . ${script('zsh')}`],
    [
      'a file of $fpath',
      () => `fpath=(${path.join(folder, 'functions')} $fpath); autoload -U compinit; compinit -u -D`,
    ],
  ])('of %s, Tab puts in what there is one of', async (_, setUp) => {
    fs.mkdirSync(path.join(folder, 'functions'), { recursive: true });
    fs.copyFileSync(script('zsh'), path.join(folder, 'functions/_haiku-posts'));
    const zsh = openShell('zsh -f -i', { env, columns: 200 });
    zsh.type(`PS1='> '; ${setUp()}\r`);
    await zsh.until('its prompt', ({ rows }) => rows.some(row => /^> ?$/.test(row)));
    for (const [line, offered] of lines.filter(([, offered]) => offered.length === 1)) {
      zsh.type(`haiku-posts ${line}\t`);
      const whole = `> haiku-posts ${line.replace(/\S*$/, offered[0] ?? '')}`;
      await zsh.until(whole, ({ rows }) => rows.some(row => row.trimEnd() === whole));
      zsh.press('^u');
      await zsh.until('an empty line', ({ rows }) =>
        rows.every(row => !row.includes('haiku-posts ') || row.includes('script')),
      );
    }
  });
});

test('a script is the same text for a pipe that is asked to be colored', () => {
  expect(haikuPosts(['completion', 'bash'], { FORCE_COLOR: '3' }).stdout).toBe(
    haikuPosts(['completion', 'bash']).stdout,
  );
});
