import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Blog } from '../../bin/run.js';
import type { Blog as OwnBlog } from '../../src/main.ts';
import { closeAll, hasPrompt, openShell, root } from '../support/terminal.ts';

/** The package of the README, which is installed offline with this one. */
const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-package-')));
const inHome = (...names: readonly string[]): string => path.join(home, ...names);
const env = {
  PATH: process.env.PATH ?? '',
  HOME: inHome('user'),
  LANG: 'C.UTF-8',
  npm_config_update_notifier: 'false',
};

function npm(folder: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
    cwd: inHome(folder),
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  return stdout;
}

const post = 'the-pot-is-empty-/-somebody-drank-the-last-cup-/-and-left-it-to-cool';

beforeAll(() => {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8').split('## A blog in a command\n')[1] ?? '';
  const [, manifest = '', script = ''] = /```json\n([^`]*)```\n```js\n([\s\S]*?)```/.exec(readme) ?? [];
  for (const folder of ['user', 'my-kettle', 'app']) fs.mkdirSync(inHome(folder));
  fs.writeFileSync(inHome('my-kettle/package.json'), manifest);
  fs.writeFileSync(inHome('my-kettle/bin.js'), script);
  const file = inHome('my-kettle/posts', `${post}.md`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '---\ndate: 2020-10-02\n---\n\n# Tea\n\nIt is empty.\n');
  fs.writeFileSync(inHome('app/package.json'), '{}');
  npm('app', 'pack', root, '--ignore-scripts', '--pack-destination', home);
  npm('app', 'pack', inHome('my-kettle'), '--pack-destination', home);
  npm('app', 'install', inHome('haiku-posts-0.1.0.tgz'), inHome('my-kettle-1.0.0.tgz'));
}, 120_000);
afterEach(closeAll);
afterAll(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 }));

const kettle = (...args: readonly string[]) => {
  const program = inHome('app/node_modules/.bin/my-kettle');
  const { stdout, stderr, status } = spawnSync(program, args, { env, cwd: inHome('app'), encoding: 'utf8' });
  return { stdout, stderr, status };
};

test('the declared types are those of the source', () => {
  const given: Blog = { name: 'my-kettle', posts: new URL('file:///posts'), theme: 'amber', about: 'tea' };
  const own: OwnBlog = given;
  const again: Blog = own;
  expect(again).toBe(given);
});

test('another package prints its posts', () => {
  expect(kettle('cat', 'the pot')).toEqual({
    stdout: `$ cat post/${post}.md\n---\ndate: 2020-10-02\n---\n\n# Tea\n\nIt is empty.\n`,
    stderr: '',
    status: 0,
  });
  expect(kettle('-V').stdout).toBe('haiku-posts 0.1.0\n');
});

test('its help, errors, completion and variables have its name', () => {
  const help = kettle('--help').stdout;
  expect(help).toContain('\n\nmy-kettle: letters about tea\n\n');
  expect(help).toContain('$MY_KETTLE_DIR');
  expect(help).not.toMatch(/haiku.posts/i);
  expect(kettle('pour').stderr).toBe(
    "my-kettle: pour: no such command\ntry 'my-kettle help', or to search: my-kettle -q pour\n",
  );
  expect(kettle('ls', '--nope').stderr).toBe("ls: --nope: unknown option\ntry 'my-kettle ls --help'\n");
  expect(kettle('cat', '').stderr).toBe("cat: empty post name: list posts with 'my-kettle ls'\n");
  for (const shell of ['bash', 'zsh', 'fish']) expect(kettle('completion', shell).stdout).not.toMatch(/haiku.posts/i);
  const complete =
    'eval "$(my-kettle completion bash)"; COMP_LINE="my-kettle cat the-p" COMP_POINT=19; _my_kettle my-kettle the-p; echo "$COMPREPLY"';
  const { stdout } = spawnSync('bash', ['-c', complete], {
    env: { ...env, PATH: `${inHome('app/node_modules/.bin')}:${env.PATH}` },
    encoding: 'utf8',
  });
  expect(stdout).toBe('post/the-pot-is-empty-/\n');
  const elsewhere = spawnSync(inHome('app/node_modules/.bin/my-kettle'), ['ls'], {
    env: { ...env, MY_KETTLE_DIR: '/nowhere', HAIKU_POSTS_DIR: '/not-here' },
    encoding: 'utf8',
  });
  expect(elsewhere.stderr).toBe('my-kettle: MY_KETTLE_DIR: /nowhere: No such file or directory\n');
});

test('npx opens its posts, and leaves its commands, history and caches under its name', async () => {
  const terminal = openShell(`cd ${inHome('app')} && npx --offline my-kettle`, { columns: 100, env });
  await terminal.until('the prompt', hasPrompt);
  expect(terminal.written()).not.toMatch(/haiku.posts/i);
  terminal.type('my-kettle ls -l');
  await terminal.until('the command', ({ rows }) => rows.some(row => row.includes('run this command')));
  terminal.press('enter');
  await terminal.until('the list', ({ rows }) => rows.some(row => row.startsWith('  2020-10-02')));
  terminal.press('^u', '^d');
  expect(await terminal.ended()).toBe(0);
  expect(terminal.screen().rows).toContain('$ my-kettle ls -l');
  expect(fs.readdirSync(inHome('user/.local/state'))).toEqual(['my-kettle']);
  expect(fs.readdirSync(inHome('user/.cache'))).toEqual(['my-kettle']);
  const cache = inHome('user/.cache/my-kettle', inHome('app/node_modules/my-kettle/posts'), 'posts.jsonl');
  // A post that was installed just now is not cached yet.
  const isCached = (): boolean => {
    spawnSync(inHome('app/node_modules/.bin/my-kettle'), ['ls'], { env });
    return fs.existsSync(cache) && fs.readFileSync(cache, 'utf8').includes(post);
  };
  await expect.poll(isCached).toBe(true);
});

test.each(["'../x'", 'undefined'])('the name %s, which cannot be that of a command, is refused', name => {
  const script = `require('haiku-posts').run({ name: ${name}, posts: '/' })`;
  const { stderr, status } = spawnSync(process.execPath, ['-e', script], { cwd: inHome('app'), env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(`TypeError: run: name: ${name.replaceAll("'", '')}:`),
  });
});

test('a theme that does not exist is reported as that of the package, unless a variable names it', () => {
  const script = "require('haiku-posts').run({ name: 'x', posts: '/', theme: 'sepia' })";
  const errorOf = (variables: object): string => {
    const options = { cwd: inHome('app'), env: { ...env, FORCE_COLOR: '1', ...variables }, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, ['-e', script, 'x', 'completion', 'bash'], options).stderr;
  };
  expect(errorOf({})).toMatch(/^x: theme: sepia: expected /);
  expect(errorOf({ X_THEME: 'pink' })).toMatch(/^x: X_THEME: pink: expected /);
});
