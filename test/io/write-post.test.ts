import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPostWriter } from '../../src/io/write-post.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-writing-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(home, { recursive: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const inHome = (...names: readonly string[]): string => path.join(home, ...names);
const put = (folder: string, name: string, text: string) =>
  createPostWriter(new Date()).write(inHome(folder), name, bytes(text));

/** Every file and folder below home; a folder ends with `/`, a link with `@`. */
const tree = (): readonly string[] =>
  fs
    .readdirSync(home, { recursive: true, withFileTypes: true })
    .map(
      each =>
        path.relative(home, path.join(each.parentPath, each.name)) +
        (each.isDirectory() ? '/' : each.isSymbolicLink() ? '@' : ''),
    )
    .toSorted();

test('today is the local date', () => {
  expect(createPostWriter(new Date(2020, 9, 2, 23, 59)).today).toBe('2020-10-02');
  expect(createPostWriter(new Date(2020, 9, 3, 0, 1)).today).toBe('2020-10-03');
});

describe('a file', () => {
  test('is written with the folders on the way, and nothing else', () => {
    expect(put('posts', 'a-/-b-/-c.md', 'text')).toEqual({ kind: 'made', file: inHome('posts/a-/-b-/-c.md') });
    expect(tree()).toEqual(['posts/', 'posts/a-/', 'posts/a-/-b-/', 'posts/a-/-b-/-c.md']);
    expect(fs.readFileSync(inHome('posts/a-/-b-/-c.md'), 'utf8')).toBe('text');
  });

  test('is never overwritten', () => {
    put('posts', 'a.md', 'first');
    expect(put('posts', 'a.md', 'first')).toEqual({ kind: 'same', file: inHome('posts/a.md') });
    expect(put('posts', 'a.md', 'FIRST')).toEqual({ kind: 'other', file: inHome('posts/a.md') });
    expect(put('posts', 'a.md', 'second')).toEqual({ kind: 'other', file: inHome('posts/a.md') });
    expect(fs.readFileSync(inHome('posts/a.md'), 'utf8')).toBe('first');
    expect(tree()).toEqual(['posts/', 'posts/a.md']);
  });

  test.each([
    ['the same', 'text', 'same'],
    ['another', 'other', 'other'],
  ])('that another process creates meanwhile is compared: %s', (_, theirs, kind) => {
    fs.mkdirSync(inHome('posts'));
    const link = fs.linkSync;
    vi.spyOn(fs, 'linkSync').mockImplementationOnce((from, to) => {
      fs.writeFileSync(to, theirs);
      link(from, to);
    });
    expect(put('posts', 'a.md', 'text')).toEqual({ kind, file: inHome('posts/a.md') });
    expect(fs.readFileSync(inHome('posts/a.md'), 'utf8')).toBe(theirs);
    expect(tree()).toEqual(['posts/', 'posts/a.md']);
  });
});

describe('nothing is written', () => {
  test.each([
    ['../a.md', 'leads out of the folder'],
    ['a/../../b.md', 'leads out of the folder'],
    ['a/..', 'leads out of the folder'],
    ['/etc/a.md', 'leads out of the folder'],
    ['a//b.md', 'a part of its path is empty'],
    ['a/', 'a part of its path is empty'],
    ['', 'a part of its path is empty'],
    ['./a.md', 'a part of its path is hidden'],
    ['.md', 'a part of its path is hidden'],
    ['a/.git/b.md', 'a part of its path is hidden'],
    ['a\0b.md', 'a part of its path has a NUL in it'],
    ['x'.repeat(300), 'File name too long'],
    [`a/b/${'x'.repeat(300)}`, 'File name too long'],
  ])('at %j', (name, problem) => {
    expect(put('posts', name, 'text')).toEqual({ problem });
    expect(tree().filter(each => !each.endsWith('/'))).toEqual([]);
  });

  test('through a link on the way, or over one', () => {
    fs.mkdirSync(inHome('away'));
    fs.mkdirSync(inHome('posts'));
    fs.symlinkSync(inHome('away'), inHome('posts/a-'));
    fs.symlinkSync(inHome('away/b.md'), inHome('posts/b.md'));
    for (const name of ['a-/-b.md', 'b.md']) expect(put('posts', name, 'x')).toEqual({ problem: 'Is a symbolic link' });
    expect(tree()).toEqual(['away/', 'posts/', 'posts/a-@', 'posts/b.md@']);
  });

  test.each([
    ['over a folder', 'folder', 'Is a directory'],
    ['below a file', 'file/a.md', 'Not a directory'],
  ])('%s', (_, name, problem) => {
    fs.mkdirSync(inHome('posts/folder'), { recursive: true });
    fs.writeFileSync(inHome('posts/file'), '');
    expect(put('posts', name, 'text')).toEqual({ problem });
    expect(tree()).toEqual(['posts/', 'posts/file', 'posts/folder/']);
  });

  test('in a folder whose parent is missing or a file', () => {
    fs.writeFileSync(inHome('file'), '');
    const problem = (folder: string, what: string) => ({ problem: `${inHome(folder)}: ${what}` });
    expect(put('no/posts', 'a.md', 'text')).toEqual(problem('no/posts', 'No such file or directory'));
    expect(put('file/posts', 'a.md', 'text')).toEqual(problem('file/posts', 'Not a directory'));
    expect(put('file', 'a.md', 'text')).toEqual(problem('file', 'Not a directory'));
    expect(tree()).toEqual(['file']);
  });
});

test('the posts folder itself may be a link', () => {
  fs.mkdirSync(inHome('away'));
  fs.symlinkSync(inHome('away'), inHome('posts'));
  expect(put('posts', 'a.md', 'text')).toEqual({ kind: 'made', file: inHome('posts/a.md') });
  expect(fs.readFileSync(inHome('away/a.md'), 'utf8')).toBe('text');
});

describe('a failed write leaves no file and no new folder', () => {
  const codes: readonly (readonly [string, string])[] = [
    ['ENOSPC', 'No space left on device'],
    ['EDQUOT', 'Disk quota exceeded'],
    ['EROFS', 'Read-only file system'],
    ['EACCES', 'Permission denied'],
    ['EIO', 'Input/output error'],
    ['EXYZ', 'EXYZ'],
  ];
  const calls = ['writeFileSync', 'linkSync'] as const;
  test.each(calls.flatMap(call => codes.map(([code, problem]) => [call, code, problem] as const)))(
    '%s with %s',
    (call, code, problem) => {
      vi.spyOn(fs, call).mockImplementationOnce(() => {
        throw Object.assign(new Error(code), { code });
      });
      expect(put('posts', 'a-/-b.md', 'text')).toEqual({ problem });
      expect(tree()).toEqual([]);
    },
  );

  test('in the middle of the file', () => {
    const write = fs.writeFileSync;
    vi.spyOn(fs, 'writeFileSync').mockImplementationOnce((file, data, options) => {
      write(file, (data as Uint8Array).subarray(0, 2), options);
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    expect(put('posts', 'a-/-b.md', 'text')).toEqual({ problem: 'No space left on device' });
    expect(tree()).toEqual([]);
  });

  test('in a folder that is not new', () => {
    fs.mkdirSync(inHome('posts'));
    vi.spyOn(fs, 'linkSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    put('posts', 'a-/-b.md', 'text');
    expect(tree()).toEqual(['posts/']);
  });

  test('on a file system without hard links', () => {
    vi.spyOn(fs, 'linkSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' });
    });
    expect(put('posts', 'a.md', 'text')).toEqual({ problem: 'The file system has no hard links' });
    expect(tree()).toEqual([]);
  });
});

test('writes at the given path below the folder, or nowhere, for any path', () => {
  const part = fc.oneof(
    fc.constantFrom('', '.', '..', 'a', 'b-', '-c', '.x', 'ä', '\0', ' '),
    fc.string({ maxLength: 4 }),
  );
  const paths = fc.array(part, { maxLength: 4 }).map(parts => parts.join('/'));
  fc.assert(
    fc.property(paths, name => {
      fs.rmSync(home, { recursive: true });
      fs.mkdirSync(home);
      const result = put('posts', name, 'text');
      const files = tree().filter(each => !each.endsWith('/'));
      expect(files).toEqual('kind' in result ? [`posts/${name}`] : []);
    }),
    { numRuns: 200 },
  );
});

test.skipIf(process.platform === 'win32')('does not wait for a pipe without a writer in a session', async () => {
  execFileSync('mkfifo', [inHome('pipe')]);
  const { chunks } = createPostWriter(new Date(), false);
  for await (const piece of chunks(inHome('pipe'))) expect.unreachable(String(piece));
  for await (const piece of chunks('-')) expect(piece).toEqual({ problem: 'standard input is the keyboard here' });
});
