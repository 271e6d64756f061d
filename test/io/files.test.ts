import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorReason, makeFolder, postFiles, readChunks } from '../../src/io/files.ts';
import type { PostFiles } from '../../src/posts/types.ts';

let root: string;
let files: PostFiles;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-files-'));
  const put = (file: string, text = 'text'): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  put('outside/secret.md');
  for (const file of ['b-/-c.md', 'a-/-b-/-c.md', 'a-/-a.md', 'caf\u00e9.md', '.hidden/x.md', '.x.md'])
    put(`posts/${file}`);
  fs.symlinkSync('../outside', path.join(root, 'posts/linked'));
  fs.symlinkSync('../outside/secret.md', path.join(root, 'posts/secret.md'));
  fs.symlinkSync('..', path.join(root, 'posts/a-/up'));
  files = postFiles(path.join(root, 'posts'));
});

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const posts = ['a-/-a.md', 'a-/-b-/-c.md', 'b-/-c.md', 'caf\u00e9.md'];

test('a walk finds the regular files in order of path, and follows no link', () => {
  expect([...files.walk()]).toEqual(posts);
});

test('a walk reads a folder when it comes to it', () => {
  const walk = files.walk()[Symbol.iterator]();
  expect(walk.next().value).toBe('a-/-a.md');
  fs.writeFileSync(path.join(root, 'posts/b-/late.md'), 'late');
  expect([...{ [Symbol.iterator]: () => walk }]).toContain('b-/late.md');
  fs.rmSync(path.join(root, 'posts/b-/late.md'));
});

describe('a path that was typed', () => {
  test.each(posts)('%j is there', file => expect(files.has(file)).toBe(true));

  test.each([
    ['a folder', 'a-'],
    ['nothing', ''],
    ['another letter case', 'B-/-c.md'],
    ['another normal form', 'cafe\u0301.md'],
    ['a link to a file', 'secret.md'],
    ['a way through a link', 'linked/secret.md'],
    ['a link back to the folder', 'a-/up/b-/-c.md'],
    ['the folder above', '../outside/secret.md'],
    ['a way out and in again', '../posts/b-/-c.md'],
    ['a step on the spot', './b-/-c.md'],
    ['two slashes', 'b-//-c.md'],
    ['a slash before', '/b-/-c.md'],
    ['a slash behind', 'b-/-c.md/'],
    ['a hidden file', '.x.md'],
    ['a hidden folder', '.hidden/x.md'],
    ['NUL', 'b-/-c.md\0'],
    ['a name too long for a disk', `${'a'.repeat(300)}.md`],
    ['a file taken for a folder', 'b-/-c.md/x.md'],
  ])('is not there when it is %s: %j', (_, typed) => expect(files.has(typed)).toBe(false));

  test('is there when the posts folder itself is reached by a link', () => {
    const link = path.join(root, 'link-to-posts');
    fs.symlinkSync('posts', link);
    expect(postFiles(link).has('b-/-c.md')).toBe(true);
  });
});

describe.runIf(process.platform === 'linux')('a folder whose name is not UTF-8', () => {
  const at = (latin1: string): Buffer => Buffer.from(`${root}/${latin1}`, 'latin1');

  test('has its files', () => {
    fs.cpSync(path.join(root, 'posts/b-'), path.join(root, 'odd/b-'), { recursive: true });
    fs.renameSync(path.join(root, 'odd'), at('odd\xff'));
    const found = postFiles(at('odd\xff'));
    expect([...found.walk()]).toEqual(['b-/-c.md']);
    expect(['b-/-c.md', 'b-', 'b-/../b-/-c.md'].map(found.has)).toEqual([true, false, false]);
    expect(Buffer.from(found.read('b-/-c.md', 10) as Uint8Array).toString()).toBe('text');
  });
});

test('a system error is told in words, and one without a code as unknown', () => {
  const codes = ['ENOENT', 'EACCES', 'ENOSPC', 'EROFS', 'EDQUOT', 'EFBIG', 'EBADF', 'EXYZ'];
  expect(codes.map(code => errorReason(Object.assign(new Error('\u001b'), { code })))).toEqual([
    'No such file or directory',
    'Permission denied',
    'No space left on device',
    'Read-only file system',
    'Disk quota exceeded',
    'File too large',
    'Bad file descriptor',
    'EXYZ',
  ]);
  expect(errorReason(new Error('\u001b'))).toBe('unknown error');
});

test('pieces begin where they are asked to, and the last of them ends with the file', () => {
  const file = path.join(root, 'pieces.md');
  fs.writeFileSync(file, 'a piece');
  const text = (ask: Parameters<typeof readChunks>[1]): readonly string[] =>
    [...readChunks(file, ask)].map(piece => Buffer.from(piece as Uint8Array).toString());
  expect(text({ most: 3 })).toEqual(['a p', 'iec', 'e']);
  expect(text({ from: 2, most: 3 })).toEqual(['pie', 'ce']);
  expect(text({ from: 2, most: 3, limit: 4 })).toEqual(['pie', 'c']);
  expect([7, 8].map(from => text({ from }))).toEqual([[], []]);
});

test('a stamp tells size and time, of a link those of the link, and of nothing null', () => {
  fs.utimesSync(path.join(root, 'posts/a-/-a.md'), 5, 1_600_000_000.5);
  expect(files.stamp('a-/-a.md')).toEqual({ size: 4, modified: 1_600_000_000_500 });
  expect(files.stamp('nowhere.md')).toBeNull();
});

describe('a folder that is made', () => {
  test("is the user's own, and so are those above it", () => {
    const folder = path.join(root, 'made/for/it');
    makeFolder(folder);
    makeFolder(folder);
    for (const each of [folder, path.dirname(folder)]) expect(fs.statSync(each).mode & 0o777).toBe(0o700);
  });

  test('is not made where a file is in the way', () => {
    expect(() => makeFolder(path.join(root, 'posts/b-/-c.md/x'))).toThrow('ENOTDIR');
  });

  // Only Linux has a folder that says of what is to be made in it that it is not there.
  test.runIf(process.platform === 'linux')('is not tried for ever', () => {
    expect(() => makeFolder('/proc/nowhere/at/all')).toThrow('ENOENT');
  });
});
