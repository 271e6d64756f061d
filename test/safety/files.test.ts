import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openPosts } from '../../src/io/open-library.ts';
import { postFiles } from '../../src/io/post-files.ts';
import { findPosts } from '../../src/posts/find-post.ts';
import { type Result, shell } from '../support/run.ts';
import { many, sample } from '../support/sample.ts';
import { closeAll, openTerminal, program, root } from '../support/terminal.ts';
import { createFolder, removeFolders, run, typed } from './folders.ts';

afterEach(closeAll);
afterAll(removeFolders);

const openFolder = (folder: string) =>
  openPosts(folder, { name: 'haiku-posts', env: {}, posts: folder, packageRoot: folder });

const isRoot = process.getuid?.() === 0;

/** A copy of the built program for all users, because the checkout may be readable by root only. */
const common = path.join(createFolder({}), 'haiku-posts');
for (const part of ['bin', 'dist', 'package.json'])
  fs.cpSync(path.join(root, part), path.join(common, part), { recursive: true });

/** Drops the rights of root in Node, because Node too may be executable by root only. */
const asNobody = `
  if (process.getuid() === 0) {
    process.setgroups([]);
    process.setgid(65534);
    process.setuid(65534);
  }
  process.argv.splice(1, 0, process.env.PROGRAM);
  require(process.env.PROGRAM);`;

/** Runs the program as a user to whom permissions apply. */
function runAsNobody(folder: string, ...args: readonly string[]): Result {
  const env = { LANG: 'C.UTF-8', PROGRAM: path.join(common, 'bin/haiku-posts.js') };
  const options = { encoding: 'utf8', env, cwd: '/', input: '' } as const;
  const all = ['-e', asNobody, '--', '--posts', folder, ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, all, options);
  return { stdout, stderr, status };
}

const bytesOf = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);
const replacement = [0xef, 0xbf, 0xbd] as const;

const notFound = (name: string): string => `cat: post/${name}.md: No such file or directory\n`;

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('a UTF-16 file', () => {
  const files = {
    'little-endian': wide('\ufeffa / b / c\n'),
    'big-endian': wide('\ufeffa / b / c\n').swap16(),
    'little-endian-without-a-mark': wide('a / b / “c”\r\n'),
    'big-endian-without-a-mark': wide('a / b / “c”\r\n').swap16(),
  };
  const folder = createFolder(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.md`, bytes])));
  const warning = (name: string): string => `cat: post/${name}.md: is UTF-16, but read as UTF-8`;

  test('case 31: is printed with a warning', () => {
    const names = Object.keys(files);
    for (const options of [[], ['--color', 'always']]) {
      const { stdout, ...ended } = run(folder, 'cat', ...options, ...names);
      expect(ended).toEqual({ stderr: names.map(name => `${warning(name)}\n`).join(''), status: 0 });
      const [, ...texts] = stripVTControlCharacters(stdout).split('$ cat');
      expect(texts).toEqual(names.map(() => expect.stringContaining('^@')));
      expect(stdout).not.toContain('\0');
    }
    expect(run(folder, 'cat', '--raw', ...names).stderr).toBe('');
  });

  test('case 31: is opened in the app with a warning', async () => {
    const session = openTerminal({ args: ['--posts', folder] });
    await session.until('the prompt', ({ rows }) => rows.some(row => row.startsWith('❯ ')));
    for (const name of Object.keys(files)) {
      session.press('^u');
      session.type(`cat ${name}.md\r`);
      await session.until('the warning', ({ rows }) => rows.some(row => row.trimStart() === warning(name)));
      session.type('q');
    }
  });
});

test.each([
  ['case 10: a C1 byte', bytesOf(0x61, 0x9b, 0x33), bytesOf(0x61, ...replacement, 0x33)],
  ['case 10: a C1 byte within a character', bytesOf(0xe3, 0x9b, 0x33), bytesOf(0xe3, ...replacement, 0x33)],
  ['case 30: overlong and surrogate bytes, and a byte FF', bytesOf(0xc0, 0xaf, 0xed, 0xa0, 0xbf, 0xff), null],
])('%s in a pipe: cat keeps the other bytes, and --raw keeps all', (_, bytes, shown) => {
  // At the end of a chunk, and elsewhere.
  for (const size of sample([262_143, 0, 8 * 1024 * 1024 - 1], 1)) {
    const folder = createFolder({});
    const of = (part: Buffer): Buffer => Buffer.concat([Buffer.alloc(size, 'x'), part, Buffer.from('\n')]);
    fs.writeFileSync(path.join(folder, 'x.md'), of(bytes));
    const printed = (...args: readonly string[]): Buffer =>
      spawnSync(process.execPath, [program, '--posts', folder, 'cat', ...args, 'x'], { maxBuffer: 2 ** 25 }).stdout;
    expect(printed('--raw').equals(of(bytes))).toBe(true);
    expect(
      printed()
        .subarray('$ cat post/x.md\n'.length)
        .equals(of(shown ?? bytes)),
    ).toBe(true);
  }
});

describe.skipIf(process.platform !== 'linux')('a name that is not UTF-8 (not possible on macOS)', () => {
  const folder = createFolder({ 'a\\xFFb.md': 'four characters\n', 'c\ufffd.md': 'a character\n' });
  const bytes = (latin1: string): Buffer => Buffer.from(`${folder}/${latin1}`, 'latin1');
  fs.writeFileSync(bytes('a\xffb.md'), 'a byte\n');
  fs.writeFileSync(bytes('c\xff.md'), 'a byte\n');
  fs.mkdirSync(bytes('\xc0\xaf'));
  fs.writeFileSync(bytes('\xc0\xaf/x.md'), 'below\n');
  const warning = (command: string): string => `${command}: post/: 3 files skipped: name is not UTF-8\n`;

  test.each<readonly [string, readonly string[], Result]>([
    ['a list', ['ls'], { stdout: 'post/a\\xFFb.md\npost/c\ufffd.md\n', stderr: warning('ls'), status: 1 }],
    [
      'a search of the text',
      ['grep', '-l', 'character'],
      { stdout: 'post/a\\xFFb.md\npost/c\ufffd.md\n', stderr: warning('grep'), status: 2 },
    ],
    ['a search', ['find', 'xFFb'], { stdout: 'post/a\\xFFb.md\n', stderr: warning('find'), status: 1 }],
  ])('case 37: %s skips such files, with a warning that counts them', (_, args, expected) => {
    expect(run(folder, ...args)).toEqual(expected);
  });

  test('case 37: a name opens the file with exactly that name', () => {
    const stdout = 'four characters\na character\n';
    expect(run(folder, 'cat', '--raw', 'a\\xFFb', 'c\ufffd')).toEqual({ stdout, stderr: '', status: 0 });
  });

  test('case 37: other names are not found', () => {
    const names = ['a\ufffdb', '\ufffd\ufffd/x', '\\xC0\\xAF/x'];
    const { stdout, stderr, status } = run(folder, 'cat', ...names);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr.split(/^/m)).toEqual(expect.arrayContaining(names.map(notFound)));
  });

  test('case 37: a session lists the other posts', async () => {
    const session = openTerminal({ args: ['--posts', folder] });
    await session.until('the other posts', ({ rows }) => rows.at(-1)?.endsWith('1 of 2') ?? false);
  });
});

describe('a typed name is not used as a path', () => {
  const inside = createFolder({ 'posts/a/b.md': 'b\n', 'secret.md': 'secret\n', 'posts/x.md': 'x\n' });
  const folder = path.join(inside, 'posts');

  const names = [
    ['case 40: far above the folder', '../../../../../../etc/passwd'],
    ['case 40: above the folder', '../../etc/passwd'],
    ['case 40: beside the folder', '../secret'],
    ['case 40: beside the folder, through a folder in it', 'a/../../secret'],
    ['case 41: from the root', '/etc/passwd'],
    ['case 41: from the root, to a post', `${inside}/secret`],
    ['case 41: into a folder and out', 'a/../x'],
    ['case 41: two slashes', 'a//b'],
    ['case 41: a dot', './/a/./b'],
    ['case 41: the folder', '.'],
    ['case 41: the folder above', '..'],
    ['case 42: an encoded slash', 'a%2fb'],
    ['case 42: encoded dots', 'a%2e%2e/b'],
    ['case 42: backslashes', 'a\\..\\b'],
  ] as const;
  // One run is asked for all of them.
  const { stdout, stderr, status } = run(folder, 'cat', ...names.map(([, name]) => name));

  test('case 40: cat of such names prints no post', () => {
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).not.toContain('root:');
  });

  test.each(names)('%s is not found', (_, name) => {
    expect(stderr.split(/^/m)).toContain(notFound(name.replace(/^\.\//, '')));
  });

  test.each(sample(names, 4))('%s is not searched', (_, name) => {
    expect(run(folder, 'grep', '', name)).toMatchObject({ stdout: '', status: 2 });
  });

  test('case 40: an existing post is printed by its path', () => {
    expect(run(folder, 'cat', '--raw', 'a/b')).toEqual({ stdout: 'b\n', stderr: '', status: 0 });
  });

  test.each(['', '   ', 'post/', '.md'])('case 43: the name %j is empty', name => {
    const stderr = "cat: empty post name: list posts with 'haiku-posts ls'\n";
    expect(run(folder, 'cat', name)).toEqual({ stdout: '', stderr, status: 2 });
  });

  // An argument of a program cannot contain a NUL, but a line at the prompt can.
  test.each(['x\0', '\0', 'a/b\0/../x'])('case 44: %j is not found', async name => {
    expect(await findPosts(openFolder(folder), name)).toEqual([]);
  });
});

describe('a file that is not a post is skipped', () => {
  const outside = createFolder({ 'secret.md': 'secret\n' });
  const make = (command: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const link = (to: string, name: string) => (folder: string) => fs.symlinkSync(to, path.join(folder, name));

  const odd: readonly (readonly [title: string, create: (folder: string) => void, name: string])[] = [
    ['case 45: a link to a file outside', link(path.join(outside, 'secret.md'), 'far.md'), 'far'],
    ['case 45: a link to a file inside', link('real/post.md', 'near.md'), 'near'],
    ['case 46: a link to a folder outside', link(outside, 'linked'), 'linked/secret'],
    ['case 47: a link to the folder above', link('..', 'real/up'), 'real/up/real/post'],
    ['case 48: a link to itself', link('itself.md', 'itself.md'), 'itself'],
    ['case 49: a FIFO', folder => make('mkfifo', path.join(folder, 'fifo.md')), 'fifo'],
    ['case 50: a folder', folder => fs.mkdirSync(path.join(folder, 'dir.md')), 'dir'],
    // Only root can make a device. This one is /dev/zero.
    ...(isRoot
      ? [
          [
            'case 50: a device',
            (folder: string) => make('mknod', path.join(folder, 'zero.md'), 'c', '1', '5'),
            'zero',
          ] as const,
        ]
      : []),
  ];
  const folder = createFolder({ 'real/post.md': 'text\n' });
  for (const [, create] of odd) create(folder);
  // One run is asked for all of them.
  const cat = shell(typed(folder, 'cat', ...odd.map(([, , name]) => name)));

  test.each(odd)('%s', (_, __, name) => {
    expect(cat).toMatchObject({ stdout: '', status: 1 });
    expect(cat.stderr.split(/^/m)).toContain(notFound(name));
  });

  test('case 45: ls and grep skip all of them', () => {
    const expected = { stdout: 'post/real/post.md\n', stderr: '', status: 0 };
    expect(shell(typed(folder, 'ls'))).toEqual(expected);
    expect(shell(typed(folder, 'grep', '-c', '.'))).toEqual({ ...expected, stdout: 'post/real/post.md:1\n' });
  });

  test('case 50: a socket', async () => {
    const folder = createFolder({ 'post.md': 'text\n' });
    const server = net.createServer();
    await new Promise<void>(resolve => server.listen(path.join(folder, 'x.md'), resolve));
    expect(shell(typed(folder, 'ls')).stdout).toBe('post/post.md\n');
    expect(shell(typed(folder, 'cat', 'x')).status).toBe(1);
    await new Promise(resolve => server.close(resolve));
  });
});

describe('files and folders without read permission', () => {
  const folder = createFolder({ 'kept.md': 'kept\n', 'locked.md': 'locked\n', 'shut/in.md': 'in\n', 'z.md': 'z\n' });
  fs.chmodSync(path.join(folder, 'locked.md'), 0);
  fs.chmodSync(path.join(folder, 'shut'), 0);

  test('case 51: cat reports the file, prints the other posts and exits with 1', () => {
    const stderr = 'cat: post/locked.md: Permission denied\n';
    const stdout = '$ cat post/kept.md\nkept\n$ cat post/z.md\nz\n';
    expect(runAsNobody(folder, 'cat', 'kept', 'locked', 'z')).toEqual({ stdout, stderr, status: 1 });
    expect(runAsNobody(folder, 'cat', '--raw', 'locked')).toEqual({ stdout: '', stderr, status: 1 });
  });

  const shut = (command: string): string => `${command}: post/shut: Permission denied\n`;
  const locked = (command: string): string => `${command}: post/locked.md: Permission denied\n`;

  test('case 51: ls and grep report the file', () => {
    expect(runAsNobody(folder, 'ls').stderr).toContain(locked('ls'));
    expect(runAsNobody(folder, 'grep', '-l', 'k').stderr).toContain(locked('grep'));
  });

  test.each<readonly [string, readonly string[], Result]>([
    [
      'case 52: ls lists the other posts and reports the folder',
      ['ls'],
      { stdout: 'post/kept.md\npost/locked.md\npost/z.md\n', stderr: shut('ls') + locked('ls'), status: 1 },
    ],
    [
      'case 52: grep reports the folder',
      ['grep', '-l', 'k'],
      { stdout: 'post/kept.md\n', stderr: locked('grep') + shut('grep'), status: 2 },
    ],
    [
      'case 52: find reports the folder',
      ['find', 'kept'],
      { stdout: 'post/kept.md\n', stderr: shut('find'), status: 1 },
    ],
    [
      'case 52: fortune reports the folder',
      ['fortune', '-m', 'kept'],
      { stdout: 'kept\npost/kept.md\n', stderr: shut('fortune'), status: 1 },
    ],
  ])('%s', (_, args, expected) => {
    expect(runAsNobody(folder, ...args)).toEqual(expected);
  });

  test('case 52: check reports the folder', () => {
    expect(runAsNobody(folder, 'check')).toMatchObject({ stderr: shut('check'), status: 1 });
  });

  test.each([
    ['ls', 'z'],
    ['grep', 'z', 'z'],
  ])('case 52: %s %s reports no folder that it was not asked about', (...args) => {
    expect(runAsNobody(folder, ...args)).toMatchObject({ stderr: '', status: 0 });
  });
});

describe('a folder', () => {
  const full = createFolder({ 'file.md': 'text\n' });
  test.each([
    ['is missing', path.join(full, 'nowhere'), 'No such file or directory'],
    ['is a file', path.join(full, 'file.md'), 'Not a directory'],
  ])('case 53: that %s is an error of one line, with status 2', (_, folder, problem) => {
    const expected = { stdout: '', stderr: `haiku-posts: --posts: ${folder}: ${problem}\n`, status: 2 };
    for (const args of [['ls'], ['cat', 'x'], ['grep', 'x']]) expect(run(folder, ...args)).toEqual(expected);
  });

  test('case 54: that is empty is not an error', () => {
    expect(run(createFolder({}), 'ls')).toEqual({
      stdout: '',
      stderr: "ls: no posts here yet: create one with 'haiku-posts new … --to DIR'\n",
      status: 0,
    });
  });

  test('case 54: that is empty opens in a session', async () => {
    const terminal = openTerminal({ args: ['--posts', createFolder({})] });
    await terminal.until('it says so', ({ rows }) => rows.some(row => /no posts/.test(row)));
    terminal.press('^d');
    expect(await terminal.ended()).toBe(0);
  });
});

test('case 58: a line of 1 MB is printed in full, in rows that fit', () => {
  const words = Array.from({ length: 160_000 }, (_, at) => `w${at}`);
  const folder = createFolder({ 'x.md': `${words.join(' ')}\n` });
  const options = { encoding: 'utf8', maxBuffer: 2 ** 25 } as const;
  const args = [program, '--posts', folder, 'cat', '--width', '80', 'x'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, options);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const [, ...rows] = stdout.trimEnd().split('\n');
  expect(rows.filter(row => row.length > 80)).toEqual([]);
  expect(rows.join(' ').split(/\s+/).filter(Boolean)).toEqual(words);
});

test.each(['!'.repeat(60_000), '*a'.repeat(30_000), '?'.repeat(60_000), '/'.repeat(60_000), '[!'.repeat(30_000)])(
  'case 147: a long pattern of a .gitignore ignores nothing, and the others are read (%#)',
  pattern => {
    const folder = createFolder({ '.gitignore': `${pattern}\nfog.md\n`, 'fog.md': '', 'tea.md': '' });
    expect([...postFiles(folder).walk()]).toEqual(['tea.md']);
  },
);

test('case 152: of thousands of missing names only the first 100 are compared with similar names', () => {
  const names = Array.from({ length: many(2000) + 200 }, (_, at) => `fogg${at}`);
  const { stderr, status } = run(createFolder({ 'fog.md': '' }), 'cat', 'fogg', ...names);
  expect(status).toBe(1);
  expect(stderr.match(/No such file/g)).toHaveLength(names.length + 1);
  expect(stderr.match(/Did you mean/g)?.length ?? 0).toBeLessThanOrEqual(100);
});
