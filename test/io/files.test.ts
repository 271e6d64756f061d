import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorReason, makeFolder, readChunks } from '../../src/io/files.ts';

let root: string;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-files-'));
});

afterAll(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

test('describes a system error in words, by its code, or as unknown', () => {
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

test('reads chunks from the offset up to the limit or the end of the file', () => {
  const file = path.join(root, 'chunks.md');
  fs.writeFileSync(file, 'a piece');
  const text = ({ chunkBytes, ...range }: { from?: number; limit?: number; chunkBytes?: number }): readonly string[] =>
    [...readChunks(file, range, chunkBytes)].map(chunk => Buffer.from(chunk as Uint8Array).toString());
  expect(text({ chunkBytes: 3 })).toEqual(['a p', 'iec', 'e']);
  expect(text({ from: 2, chunkBytes: 3 })).toEqual(['pie', 'ce']);
  expect(text({ from: 2, chunkBytes: 3, limit: 4 })).toEqual(['pie', 'c']);
  expect([7, 8].map(from => text({ from }))).toEqual([[], []]);
});

describe('makeFolder', () => {
  test('makes the folder and those above it private to the user', () => {
    const folder = path.join(root, 'made/for/it');
    makeFolder(folder);
    makeFolder(folder);
    for (const each of [folder, path.dirname(folder)]) expect(fs.statSync(each).mode & 0o777).toBe(0o700);
  });

  test('fails below a file', () => {
    const file = path.join(root, 'file');
    fs.writeFileSync(file, '');
    expect(() => makeFolder(path.join(file, 'x'))).toThrow('ENOTDIR');
  });

  test.runIf(process.platform === 'linux')('fails in /proc', () => {
    expect(() => makeFolder('/proc/nowhere/at/all')).toThrow('ENOENT');
  });
});
