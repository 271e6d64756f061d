import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { postFiles as filesOf } from '../../src/io/files.ts';
import { openPosts } from '../../src/io/posts.ts';
import { findPost } from '../../src/post/find.ts';
import { type Result, shell } from '../support/run.ts';
import { closeAll, openTerminal, program } from '../support/terminal.ts';
import { folderOf, removeFolders, run, typed } from './folders.ts';

afterEach(closeAll);
afterAll(removeFolders);

function filesFound(folder: string) {
  const files = filesOf(folder);
  if ('problem' in files) throw new Error(files.problem);
  return files;
}

function libraryFound(folder: string) {
  const library = openPosts(folder, folder);
  if ('problem' in library) throw new Error(library.problem);
  return library;
}

const isRoot = process.getuid?.() === 0;

/** Runs the program as somebody for whom permissions count. */
function runAsNobody(folder: string, ...args: readonly string[]): Result {
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const options = { encoding: 'utf8', env: { LANG: 'C.UTF-8' }, cwd: '/', input: '', ...user } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--posts', folder, ...args], options);
  return { stdout, stderr, status };
}

/** A checkout in a folder of root's own cannot be run by anybody else. */
const canBeNobody =
  !isRoot || spawnSync(process.execPath, [program, '--version'], { uid: 65_534, gid: 65_534, cwd: '/' }).status === 0;

const notFound = (name: string): string => `cat: post/${name}.md: No such file or directory\n`;

test.each([
  ['little', Buffer.from('\ufeffa / b / c\n', 'utf16le')],
  ['big', Buffer.from('\ufeffa / b / c\n', 'utf16le').swap16()],
])('case 31: a file of UTF-16, %s end first, is printed with a warning', (_, bytes) => {
  const folder = folderOf({});
  fs.writeFileSync(path.join(folder, 'wide.md'), bytes);
  const { stdout, stderr, status } = run(folder, 'cat', 'wide');
  expect({ stderr, status }).toEqual({
    stderr: 'cat: post/wide.md: written as UTF-16, and read as UTF-8\n',
    status: 0,
  });
  expect(stdout).toContain('a^@ ');
  expect(run(folder, 'cat', '--raw', 'wide').stderr).toBe('');
});

describe('a name that is not UTF-8', () => {
  const folder = folderOf({ 'a\\xFFb.md': 'four characters\n', 'c\ufffd.md': 'a character\n' });
  const bytes = (latin1: string): Buffer => Buffer.from(`${folder}/${latin1}`, 'latin1');
  fs.writeFileSync(bytes('a\xffb.md'), 'a byte\n');
  fs.mkdirSync(bytes('\xc0\xaf'));
  fs.writeFileSync(bytes('\xc0\xaf/x.md'), 'below\n');

  test('case 37: is listed as it is spelt, and is not the name that looks like it', () => {
    const { stdout, status } = run(folder, 'ls');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'post/\\xC0\\xAF/x.md',
      'post/a\\x5CxFFb.md',
      'post/a\\xFFb.md',
      'post/c\ufffd.md',
    ]);
  });

  test.each([
    ['a\\xFFb', 'a byte\n'],
    ['post/a\\xFFb.md', 'a byte\n'],
    ['a\\x5CxFFb', 'four characters\n'],
    ['\\xC0\\xAF/x', 'below\n'],
    ['c\ufffd', 'a character\n'],
  ])('case 37: %s opens', (name, text) => {
    expect(run(folder, 'cat', '--raw', name)).toEqual({ stdout: text, stderr: '', status: 0 });
  });

  test.each(['\\x2E\\x2E\\x2Fx', '\\x61\\xFFb', 'c\\xEF\\xBF\\xBD'])(
    'case 37: %s is no other way to write one',
    name => {
      expect(filesFound(folder).has(`${name}.md`)).toBe(false);
    },
  );
});

describe('what is typed is not a path', () => {
  const inside = folderOf({ 'posts/a/b.md': 'b\n', 'secret.md': 'secret\n', 'posts/x.md': 'x\n' });
  const folder = path.join(inside, 'posts');

  test.each([
    ['40', '../../etc/passwd'],
    ['40', '../secret'],
    ['40', 'a/../../secret'],
    ['41', '/etc/passwd'],
    ['41', `${inside}/secret`],
    ['41', 'a/../x'],
    ['41', 'a//b'],
    ['41', '.'],
    ['41', '..'],
    ['42', 'a%2fb'],
    ['42', 'a%2e%2e/b'],
    ['42', 'a\\..\\b'],
  ])('case %s: %s is not found', (_, name) => {
    const { stdout, stderr, status } = run(folder, 'cat', name);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr.startsWith(notFound(name))).toBe(true);
  });

  test('case 40: a post that is there is printed by its path', () => {
    expect(run(folder, 'cat', '--raw', 'a/b')).toEqual({ stdout: 'b\n', stderr: '', status: 0 });
  });

  test.each(['', '   ', 'post/', '.md'])('case 43: the name %j is empty', name => {
    const stderr = "cat: the name of the post is empty: 'haiku-posts ls' lists them\n";
    expect(run(folder, 'cat', name)).toEqual({ stdout: '', stderr, status: 2 });
  });

  // No argument of a program holds a NUL; a line typed in a session may.
  test.each(['x\0', '\0', 'a/b\0/../x'])('case 44: %j is not found', async name => {
    expect(await findPost(libraryFound(folder), name)).toEqual({ kind: 'none' });
  });
});

describe('what is no post is skipped', () => {
  const outside = folderOf({ 'secret.md': 'secret\n' });
  const make = (command: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const link = (to: string, name: string) => (folder: string) => fs.symlinkSync(to, path.join(folder, name));

  test.each<readonly [string, (folder: string) => void, name: string]>([
    ['45: a link to a file outside', link(path.join(outside, 'secret.md'), 'x.md'), 'x'],
    ['45: a link to a file inside', link('real/post.md', 'x.md'), 'x'],
    ['46: a link to a folder outside', link(outside, 'linked'), 'linked/secret'],
    ['47: a link to the folder above', link('..', 'real/up'), 'real/up/real/post'],
    ['48: a link to itself', link('x.md', 'x.md'), 'x'],
    ['49: a FIFO', folder => make('mkfifo', path.join(folder, 'x.md')), 'x'],
    ['50: a folder', folder => fs.mkdirSync(path.join(folder, 'x.md')), 'x'],
  ])('case %s', (_, odd, name) => {
    const folder = folderOf({ 'real/post.md': 'text\n' });
    odd(folder);
    const expected = { stdout: 'post/real/post.md\n', stderr: '', status: 0 };
    expect(shell(typed(folder, 'ls'))).toEqual(expected);
    const { stdout, stderr, status } = shell(typed(folder, 'cat', name));
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr.startsWith(notFound(name))).toBe(true);
    expect(shell(typed(folder, 'grep', '-c', '.'))).toEqual({ ...expected, stdout: 'post/real/post.md:1\n' });
  });

  test.runIf(isRoot)('case 50: a device (made by root only)', () => {
    const folder = folderOf({ 'post.md': 'text\n' });
    make('mknod', path.join(folder, 'x.md'), 'c', '1', '5'); // /dev/zero
    expect(shell(typed(folder, 'ls')).stdout).toBe('post/post.md\n');
    expect(shell(typed(folder, 'cat', 'x')).status).toBe(1);
  });

  test('case 50: a socket', async () => {
    const folder = folderOf({ 'post.md': 'text\n' });
    const server = net.createServer();
    await new Promise<void>(resolve => server.listen(path.join(folder, 'x.md'), resolve));
    expect(shell(typed(folder, 'ls')).stdout).toBe('post/post.md\n');
    expect(shell(typed(folder, 'cat', 'x')).status).toBe(1);
    await new Promise(resolve => server.close(resolve));
  });
});

describe.skipIf(!canBeNobody)('what may not be read', () => {
  const folder = folderOf({ 'kept.md': 'kept\n', 'locked.md': 'locked\n', 'shut/in.md': 'in\n', 'z.md': 'z\n' });
  fs.chmodSync(path.join(folder, 'locked.md'), 0);
  fs.chmodSync(path.join(folder, 'shut'), 0);

  test('case 51: of posts that are printed one is missing, with status 1', () => {
    const stderr = 'cat: post/locked.md: Permission denied\n';
    const stdout = '$ cat post/kept.md\nkept\n$ cat post/z.md\nz\n';
    expect(runAsNobody(folder, 'cat', 'kept', 'locked', 'z')).toEqual({ stdout, stderr, status: 1 });
    expect(runAsNobody(folder, 'cat', '--raw', 'locked')).toEqual({ stdout: '', stderr, status: 1 });
  });

  test('cases 51 and 52: a list has all there is, and names the file and the folder', () => {
    expect(runAsNobody(folder, 'ls')).toEqual({
      stdout: 'post/kept.md\npost/locked.md\npost/z.md\n',
      stderr: 'ls: post/shut: Permission denied\nls: post/locked.md: Permission denied\n',
      status: 1,
    });
  });

  test('cases 51 and 52: a search names them too', () => {
    expect(runAsNobody(folder, 'grep', '-l', 'k')).toEqual({
      stdout: 'post/kept.md\n',
      stderr: 'grep: post/locked.md: Permission denied\ngrep: post/shut: Permission denied\n',
      status: 2,
    });
  });

  test.each([
    ['ls', 'z'],
    ['grep', 'z', 'z'],
  ])('case 52: %s %s says nothing of what it was not asked about', (...args) => {
    expect(runAsNobody(folder, ...args)).toMatchObject({ stderr: '', status: 0 });
  });
});

describe('a folder', () => {
  const full = folderOf({ 'file.md': 'text\n' });
  test.each([
    ['is missing', path.join(full, 'nowhere'), 'No such file or directory'],
    ['is a file', path.join(full, 'file.md'), 'Not a directory'],
  ])('case 53: that %s is complained of in one line, with status 2', (_, folder, problem) => {
    const expected = { stdout: '', stderr: `haiku-posts: ${folder}: ${problem}\n`, status: 2 };
    for (const args of [['ls'], ['cat', 'x'], ['grep', 'x']]) expect(run(folder, ...args)).toEqual(expected);
  });

  test('case 54: that is empty is no mistake', () => {
    expect(run(folderOf({}), 'ls')).toEqual({ stdout: '', stderr: 'ls: no posts here yet\n', status: 0 });
  });

  test('case 54: that is empty has a session', async () => {
    const terminal = openTerminal({ args: ['--posts', folderOf({})] });
    await terminal.until('it says so', ({ rows }) => rows.some(row => /no posts/.test(row)));
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });
});
