import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeAll, hasPrompt, node, openTerminal, program, root } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';

let home = '';
beforeEach(() => {
  home = fs.realpathSync(
    createFolder({
      'hook.cjs': "process.on('exit', () => console.error(require('node:module').getCompileCacheDir()));",
      'stack.cjs': "const fs = require('node:fs');".concat('fs.accessSync = () => console.error(new Error().stack);'),
    }),
  );
});
afterEach(() => {
  closeAll();
  removeFolders();
});

type Env = Readonly<Record<string, string>>;

const run = (env: Env, ...args: readonly string[]) =>
  spawnSync(node, args, { env: { PATH: process.env.PATH ?? '', ...env }, encoding: 'utf8', maxBuffer: 1e8 });

/** The files with our compiled code. */
const codeFiles = (): readonly string[] =>
  fs.readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.code'));

/** The folder of compiled code that a run uses, its own and Node's; null for none. */
function cacheOf(env: Env): string | null {
  const { stdout, stderr } = run(env, '--require', path.join(home, 'hook.cjs'), program, 'completion', 'bash');
  expect(stdout).toContain('complete');
  const folders = codeFiles().map(name => path.join(home, path.dirname(name)));
  const ofNode = stderr.trim() === 'undefined' ? [] : [path.dirname(stderr.trim())];
  const [folder, ...others] = new Set([...folders, ...ofNode]);
  expect(others).toEqual([]);
  expect(folders.length > 0).toBe(ofNode.length > 0);
  return folder ?? null;
}

const inCache = (...names: readonly string[]): string => path.join(home, '.cache/haiku-posts/compiled', ...names);

test('case 92: compiled code is kept in a folder of the user that no other user can write or read', () => {
  expect(cacheOf({ HOME: home })).toBe(inCache());
  expect(fs.statSync(inCache()).mode & 0o777).toBe(0o700);
  for (const name of codeFiles()) expect(fs.statSync(path.join(home, name)).mode & 0o777).toBe(0o600);
  expect(cacheOf({ HOME: '/nowhere', XDG_CACHE_HOME: path.join(home, '.cache') })).toBe(inCache());
});

test.each<[string, (cache: string) => unknown]>([
  [
    'can be written by others',
    cache =>
      fs.mkdirSync(path.join(cache, 'haiku-posts/compiled'), { recursive: true }) &&
      fs.chmodSync(path.join(cache, 'haiku-posts'), 0o777),
  ],
  [
    'holds a folder that others can write',
    cache =>
      fs.mkdirSync(path.join(cache, 'haiku-posts/compiled'), { recursive: true }) &&
      fs.chmodSync(path.join(cache, 'haiku-posts/compiled'), 0o720),
  ],
  ['is a link', cache => fs.symlinkSync(fs.mkdtempSync(path.join(home, 'other-')), path.join(cache, 'haiku-posts'))],
  ['is a file', cache => fs.writeFileSync(path.join(cache, 'haiku-posts'), '')],
])('case 92: no code is kept when the folder for it %s', (_, prepare) => {
  const cache = path.join(home, '.cache');
  fs.mkdirSync(cache);
  prepare(cache);
  expect(cacheOf({ HOME: home })).toBeNull();
});

test.each<Env>([{}, { HOME: 'relative' }, { XDG_CACHE_HOME: '/proc/none' }, { HOME: '/dev/null' }])(
  'case 92: no code is kept with %j, which names no folder',
  env => {
    expect(cacheOf(env)).toBeNull();
  },
);

test('the folder for code is the one that Node is told to use, or none', () => {
  const named = path.join(home, 'named');
  expect(cacheOf({ HOME: home, NODE_COMPILE_CACHE: named })).toBe(named);
  fs.rmSync(named, { recursive: true });
  fs.mkdirSync(named);
  fs.chmodSync(named, 0o777);
  run({ NODE_COMPILE_CACHE: named }, program, 'ls');
  expect(codeFiles()).toEqual([]);
  expect(cacheOf({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toBeNull();
});

const version = `${process.version}-${process.arch}.code`;
const cat = (...args: readonly string[]) => run({ HOME: home }, ...args, program, 'cat', 'bios');
/** The file with the code of `main` for `cat`, and its length without the two copies of the code. */
const mainFile = (): string => inCache(`main-cat-${version}`);
const sourceLength = fs.statSync(path.join(root, 'dist/main.cjs')).size;

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['a changed byte', bytes => bytes.fill((bytes.at(-9) ?? 0) ^ 1, bytes.length - 9, bytes.length - 8)],
  ['zeros for code', bytes => bytes.fill(0, sourceLength + (bytes.length - sourceLength) / 2)],
  ['an end that is missing', bytes => bytes.subarray(0, -100)],
  ['the source alone', bytes => bytes.subarray(0, sourceLength)],
  ['nothing', () => Buffer.alloc(0)],
  ['another source of the same length', bytes => bytes.fill('x', 10, 11)],
])('case 92: a file of code with %s is not run, but written again', (_, damage) => {
  const { stdout } = cat();
  expect(stdout).toContain('$ cat post/');
  const whole = fs.readFileSync(mainFile());
  fs.writeFileSync(mainFile(), damage(Buffer.from(whole)));
  expect(cat()).toMatchObject({ stdout, stderr: '', status: 0 });
  const again = fs.readFileSync(mainFile());
  expect(again.subarray(0, sourceLength).equals(whole.subarray(0, sourceLength))).toBe(true);
  const middle = (again.length + sourceLength) / 2;
  expect(middle).toBeGreaterThan(sourceLength);
  expect(again.subarray(sourceLength, middle).equals(again.subarray(middle))).toBe(true);
});

test('code for other flags of V8 is not run, but written again', () => {
  cat();
  const { ino } = fs.statSync(mainFile());
  cat('--no-flush-bytecode');
  expect(fs.statSync(mainFile()).ino).not.toBe(ino);
});

test('code is written once, and the code of other versions of Node is removed then', () => {
  cat();
  fs.renameSync(mainFile(), inCache(`main-cat-v1.2.3-${process.arch}.code`));
  cat();
  const files = fs.readdirSync(inCache());
  expect(files).toContain(`main-cat-${version}`);
  expect(files).not.toContain(`main-cat-v1.2.3-${process.arch}.code`);
  const { ino } = fs.statSync(mainFile());
  cat();
  expect(fs.statSync(mainFile()).ino).toBe(ino);
});

test('the app uses the code that it wrote, although it changes flags of V8', async () => {
  const inodes = [];
  for (let start = 0; start < 2; start++) {
    const terminal = openTerminal({ env: { HOME: home, NODE_COMPILE_CACHE: '' } });
    await terminal.until('the prompt', hasPrompt);
    terminal.press('enter');
    await terminal.until('a post', ({ rows }) => rows.at(-1)?.includes('q back') ?? false);
    terminal.press('^c');
    expect(await terminal.ended()).toBe(130);
    inodes.push(codeFiles().map(name => [name, fs.statSync(path.join(home, name)).ino]));
  }
  const [first = []] = inodes;
  expect(first.map(([name]) => path.basename(String(name))).sort()).toEqual(
    ['app', 'first-frame', 'main', 'parser', 'read-post', 'render', 'search'].map(name => `${name}--${version}`),
  );
  expect(inodes[1]).toEqual(first);
});

test('to print a long post changes flags of V8, and its code is used nevertheless', () => {
  const posts = path.join(home, 'posts');
  fs.mkdirSync(posts);
  fs.writeFileSync(path.join(posts, 'long.md'), 'Five words in a paragraph.\n\n'.repeat(40_000));
  const print = () => run({ HOME: home }, program, 'cat', '--posts', posts, '--color', 'always', 'long');
  expect(print().status).toBe(0);
  const files = codeFiles();
  expect(files).toContain(path.join('.cache/haiku-posts/compiled', `parser-cat-${version}`));
  const inodes = () => files.map(name => fs.statSync(path.join(home, name)).ino);
  const before = inodes();
  expect(print().status).toBe(0);
  expect(inodes()).toEqual(before);
});

test('a command line that is wrong writes no code', () => {
  expect(run({ HOME: home }, program, 'nope').status).toBe(2);
  expect(codeFiles()).toEqual([]);
});

test('a file of code that cannot be written is no failure, and leaves nothing behind', () => {
  cat();
  fs.rmSync(mainFile());
  fs.mkdirSync(path.join(mainFile(), 'full'), { recursive: true });
  expect(cat()).toMatchObject({ stderr: '', status: 0 });
  expect(fs.readdirSync(inCache())).toEqual([`main-cat-${version}`]);
});

test('an error says where it is in a bundle', () => {
  for (let start = 0; start < 2; start++)
    expect(cat('--require', path.join(home, 'stack.cjs')).stderr).toContain(`(${path.join(root, 'dist/main.cjs')}:1:`);
});
