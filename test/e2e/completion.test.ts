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
afterAll(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
afterEach(closeAll);

const env = { PATH: pathWithProgram(), HOME: folder, TERM: 'xterm-256color', LANG: 'C.UTF-8' };

/** Runs a shell in the checkout, and returns the lines that it prints. */
function linesFrom(shell: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    encoding: 'utf8',
    cwd: root,
    input: '',
    env: { ...env, ...more },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(line => line !== '');
}

const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const titleOf = (shell: string): string => (isInstalled(shell) ? shell : `${shell} (skipped: not installed)`);

const shellPost = 'post/a-shell-i-once-loved-/-we-documented-nothing-then-/-no-rollback-existed.md';
const [first = '', second = ''] = [/^.*?-\//, /^.*-\//].map(part => part.exec(shellPost)?.[0]);

/** Typed lines, and the completions of their last words. */
const lines: readonly (readonly [line: string, completions: readonly string[]])[] = [
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

describe.skipIf(!isInstalled('bash'))(titleOf('bash'), () => {
  const inBash = (line: string, more: Readonly<Record<string, string>> = {}): string[] =>
    linesFrom(
      'bash',
      [
        '--norc',
        '-c',
        `. "$SCRIPT"
        COMP_LINE="haiku-posts $TYPED" COMP_POINT=$((12 + \${#TYPED}))
        _haiku_posts haiku-posts "\${TYPED##*[ :=]}"
        printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { SCRIPT: script('bash'), TYPED: line, ...more },
    );

  test('the script is valid', () => expect(linesFrom('bash', ['-n', script('bash')])).toEqual([]));
  test.each(sample(lines, 8))('%s completes to %j', (line, completions) => expect(inBash(line)).toEqual(completions));
  test('the value after = is completed', () => expect(inBash('--color=al')).toEqual(['always']));
  test('--posts is completed with folders', () => expect(inBash('--posts test/sup')).toEqual(['test/support']));
  test('post/ is completed with the first line of every haiku', () => {
    const all = haikuPosts(['ls']).stdout.split('\n').filter(Boolean);
    const firsts = new Set(
      all.map(row => row.split('/').slice(0, 2).join('/')).map(row => (all.includes(row) ? row : `${row}/`)),
    );
    expect(inBash('cat post/')).toEqual([...firsts]);
  });
  test('only the part after a colon is completed, because readline starts a new word there', () => {
    const posts = { HAIKU_POSTS_DIR: other };
    expect(inBash(String.raw`cat post/it\'s`, posts)).toEqual([String.raw`post/it\'s-only-a-draft-/`]);
    expect(inBash(String.raw`cat post/it\'s-only-a-draft-/-of-cost:`, posts)).toEqual(['-none-/']);
  });
  test('Tab inserts a name quoted for the shell', async () => {
    const bash = openShell('bash --norc --noprofile -i', { env: { ...env, PS1: '> ', HAIKU_POSTS_DIR: other } });
    bash.type(`. ${script('bash')}\r`);
    bash.type('haiku-posts cat post/it\t');
    await bash.until('the first line', ({ rows }) =>
      rows.some(row => row.endsWith(String.raw`post/it\'s-only-a-draft-/`)),
    );
  });
});

/** A name of which a shell would run parts, and the folder in which it would. */
const hostile = 'odd `touch ran` $(touch ran) "quoted" it\'s $HOME; touch ran! \\\' b.md';
const place = path.join(folder, 'place');

/** Types the start of a hostile name, Tab and Enter. Says what was run: the post alone, if the name is one word. */
async function completeAndRun(shell: string, start: string, typed: string): Promise<void> {
  const posts = path.join(place, 'posts');
  fs.mkdirSync(posts, { recursive: true });
  fs.writeFileSync(path.join(posts, hostile), 'its text\n');
  const terminal = openShell(`cd ${place} && ${start}`, {
    env: { ...env, PS1: '> ', HAIKU_POSTS_DIR: posts },
    columns: 150,
  });
  terminal.type(
    shell === 'zsh' ? `autoload -U compinit; compinit -u -D; . ${script(shell)}\r` : `source ${script(shell)}\r`,
  );
  terminal.type(`haiku-posts cat --raw ${typed}\t`);
  await terminal.until('the completed name', ({ rows }) => rows.some(row => row.includes('b.md')));
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => rows.includes('its text'));
  expect(fs.readdirSync(place)).toEqual(['posts']);
}

test.skipIf(!isInstalled('bash')).each(['post/odd', 'odd', "'post/odd", '"post/odd'])(
  'bash completes %s to a name that is one word, and runs nothing of it',
  typed => completeAndRun('bash', 'bash --norc --noprofile -i', typed),
);
test.skipIf(!isInstalled('zsh'))('zsh completes a name to one word, and runs nothing of it', () =>
  completeAndRun('zsh', 'zsh -f -i', 'post/odd'),
);
test.skipIf(!isInstalled('fish'))('fish completes a name to one word, and runs nothing of it', () =>
  completeAndRun('fish', 'fish --no-config -i', 'post/odd'),
);

describe.skipIf(!isInstalled('fish'))(titleOf('fish'), () => {
  const inFish = (line: string): string[] =>
    linesFrom('fish', ['--no-config', '-c', 'source $SCRIPT; complete -C "haiku-posts $TYPED"'], {
      SCRIPT: script('fish'),
      TYPED: line,
    }).map(row => row.split('\t')[0] ?? '');

  test('the script is valid', () => expect(linesFrom('fish', ['-n', script('fish')])).toEqual([]));
  test.each(sample(lines, 4))('%s completes to %j', (line, completions) => expect(inFish(line)).toEqual(completions));
  test('the value after = is completed', () => expect(inFish('--color=al')).toEqual(['--color=always']));
});

describe.skipIf(!isInstalled('zsh'))(titleOf('zsh'), () => {
  test('the script is valid', () => expect(linesFrom('zsh', ['-n', script('zsh')])).toEqual([]));
  test.each([
    ['a sourced file', () => `autoload -U compinit; compinit -u -D; . ${script('zsh')}`],
    [
      'a function in $fpath',
      () => `fpath=(${path.join(folder, 'functions')} $fpath); autoload -U compinit; compinit -u -D`,
    ],
  ])('Tab inserts a unique completion, with the script as %s', async (_, setUp) => {
    fs.mkdirSync(path.join(folder, 'functions'), { recursive: true });
    fs.copyFileSync(script('zsh'), path.join(folder, 'functions/_haiku-posts'));
    const zsh = openShell('zsh -f -i', { env, columns: 200 });
    zsh.type(`PS1='> '; ${setUp()}\r`);
    await zsh.until('its prompt', ({ rows }) => rows.some(row => /^> ?$/.test(row)));
    for (const [line, completions] of lines.filter(([, completions]) => completions.length === 1)) {
      zsh.type(`haiku-posts ${line}\t`);
      const whole = `> haiku-posts ${line.replace(/\S*$/, completions[0] ?? '')}`;
      await zsh.until(whole, ({ rows }) => rows.some(row => row.trimEnd() === whole));
      zsh.press('^u');
      await zsh.until('an empty line', ({ rows }) =>
        rows.every(row => !row.includes('haiku-posts ') || row.includes('script')),
      );
    }
  });
});

test('completion writes no colors into a pipe, even with FORCE_COLOR', () => {
  expect(haikuPosts(['completion', 'bash'], { FORCE_COLOR: '3' }).stdout).toBe(
    haikuPosts(['completion', 'bash']).stdout,
  );
});
