import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { renderFirstFrame } from '../../src/app/first-frame.ts';
import { postFiles as filesOf } from '../../src/io/post-files.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { textOf } from '../../src/text/span.ts';
import { postFiles } from '../support/library.ts';
import { shell } from '../support/run.ts';
import { closeAll, openTerminal } from '../support/terminal.ts';
import { createFolder, removeFolders, run, typed } from './folders.ts';

afterEach(() => {
  closeAll();
  vi.restoreAllMocks();
});
afterAll(removeFolders);

const mebibyte = 1024 * 1024;

test('case 56: the first byte of 3 GiB is printed before the rest is read', () => {
  const folder = createFolder({ 'big.md': 'text' });
  fs.truncateSync(path.join(folder, 'big.md'), 3 * 1024 * mebibyte);
  const read = vi.spyOn(fs, 'readSync');
  const files = filesOf(folder);
  for (const _ of openLibrary(files).chunks({ slug: 'big', path: 'big.md' })) break;
  expect(read).toHaveBeenCalledOnce();
  expect(shell(`${typed(folder, 'cat', '--raw', 'big')} | head -c1`)).toEqual({ stdout: 't', stderr: '', status: 0 });
});

test('case 57: the first frame of 100,000 posts reads a few', async () => {
  let walked = 0;
  const folder = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`post-${100_000 + at}.md`, 'x']));
  const files = postFiles(folder);
  const walk = function* (): Generator<string> {
    for (const name of files.walk()) {
      walked++;
      yield name;
    }
  };
  const screen = await renderFirstFrame(openLibrary({ ...files, walk }), { columns: 80, rows: 24 }, textOf, {
    isPicker: false,
    isScreenReader: false,
  });
  expect(screen).toContain('post');
  expect(walked).toBeGreaterThan(0);
  expect(walked).toBeLessThan(256);
});

test.each([
  ['case 58: a line of 1 MB', 'word '.repeat(200_000), 'word word word'],
  ['case 59: a quotation 100,000 deep', `${'>'.repeat(100_000)} deep`, 'lead'],
])('%s is on the screen, and its end can be reached', async (_, line, seen) => {
  const terminal = openTerminal({ args: ['--posts', createFolder({ 'x.md': `lead\n\n${line}\n\nthe end of it\n` })] });
  await terminal.until('the prompt', ({ rows }) => rows.some(row => row.includes('❯')));
  terminal.type('x\r');
  await terminal.until('the post', ({ rows }) => rows.some(row => row.includes(seen)));
  terminal.type('G');
  await terminal.until('its end', ({ rows }) => rows.some(row => row.includes('the end of it')));
});

test.each([
  ['59: a quotation 100,000 deep', `${'>'.repeat(100_000)} the end`],
  ['59: a list 3,000 deep', `${'- '.repeat(3000)}the end`],
  ['59: 3,000 alternating quotations and lists', `${'> - '.repeat(3000)}the end`],
])('case %s is printed in full, with a notice', (_, body) => {
  const folder = createFolder({ 'x.md': `lead\n\n${body}\n` });
  const { stdout, stderr, status } = run(folder, 'cat', '--width', '80', 'x');
  const notice = 'cat: post/x.md: deeply nested parts are shown as plain source\n';
  expect({ stderr, status }).toEqual({ stderr: notice, status: 0 });
  expect(stdout.replace(/[^a-z]/g, '')).toMatch(/leadtheend$/);
  expect(stdout.length).toBeGreaterThan(body.length);
  expect(run(folder, 'cat', 'x')).toEqual({ stdout: `$ cat post/x.md\nlead\n\n${body}\n`, stderr: '', status: 0 });
});

test('a row that is wider in the terminal than calculated is cut at the margin, and the rows below are in place', async () => {
  // A run of leading jamo is one grapheme, but each takes two cells in a terminal.
  const folder = createFolder({ 'x.md': `lead\n\n${'\u1100'.repeat(200)}\n\nthe end of it\n` });
  const terminal = openTerminal({ args: ['--posts', folder], columns: 80, rows: 24 });
  await terminal.until('the prompt', ({ rows }) => rows.some(row => row.includes('❯')));
  terminal.type('x\r');
  const { rows } = await terminal.until('the post', ({ rows }) => rows.includes('  the end of it'));
  const jamo = rows.findIndex(row => row.startsWith('  \u1100'));
  expect(rows.slice(jamo - 2, jamo + 3)).toEqual(['  lead', '', rows[jamo], '', '  the end of it']);
});

test('case 60: opening a post that was removed after it was listed shows an error, and the app goes on', async () => {
  const folder = createFolder({ 'gone-soon.md': 'text of one\n', 'kept-here.md': 'text of another\n' });
  const terminal = openTerminal({ args: ['--posts', folder] });
  await terminal.until('the list', ({ rows }) => rows.some(row => row.includes('gone soon')));
  fs.rmSync(path.join(folder, 'gone-soon.md'));
  terminal.type('cat gone-soon\r');
  await terminal.until('a message', ({ rows }) => rows.some(row => row.includes('No such file or directory')));
  terminal.type('cat kept-here\r');
  await terminal.until('the other post', ({ rows }) => rows.some(row => row.includes('text of another')));
});

describe('a file that changes while it is read', () => {
  const folder = createFolder({ 'x.md': 'four' });
  const files = filesOf(folder);
  const ofSize = (size: number): void => {
    const { fstatSync } = fs;
    const withSize = (fd: number): fs.Stats => Object.assign(fstatSync(fd), { size });
    vi.spyOn(fs, 'fstatSync').mockImplementation(withSize as typeof fs.fstatSync);
  };

  test.each([
    ['shrank since it was opened is read to its new end', 1000, 'four'],
    ['grew since it was opened is read to its old end', 2, 'fo'],
  ])('case 61: that %s', (_, size, text) => {
    ofSize(size);
    expect(Buffer.from(files.read('x.md', mebibyte) as Uint8Array).toString()).toBe(text);
    expect(Buffer.concat([...files.chunks('x.md')] as Uint8Array[]).toString()).toBe(text);
  });

  test('case 62: that is a FIFO when it is opened is refused', () => {
    const own = createFolder({ 'x.md': 'text' });
    const found = filesOf(own);
    expect([...found.walk()]).toEqual(['x.md']);
    fs.rmSync(path.join(own, 'x.md'));
    expect(shell(`mkfifo '${own}/x.md'`).status).toBe(0);
    const refused = { problem: 'Not a regular file' };
    expect(found.read('x.md', 10)).toEqual(refused);
    expect([...found.chunks('x.md')]).toEqual([refused]);
  });

  test('case 62: that is a link when it is opened is refused', () => {
    const own = createFolder({ 'y.md': 'text' });
    fs.symlinkSync('y.md', path.join(own, 'x.md'));
    const found = filesOf(own);
    expect('problem' in found || found.read('x.md', 10)).toEqual({ problem: 'Is a symbolic link' });
  });
});

describe('similar and unusual names', () => {
  const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
  const folder = createFolder({ [`${composed}.md`]: 'composed\n', [`${decomposed}.md`]: 'decomposed\n' });
  const areTwo = fs.readdirSync(folder).length === 2;

  test.runIf(areTwo)('case 63: NFC and NFD twins are both listed and printed (skipped where the disk has one)', () => {
    expect(run(folder, 'ls').stdout.split('\n').toSorted()).toEqual(
      ['', `post/${composed}.md`, `post/${decomposed}.md`].toSorted(),
    );
    expect(run(folder, 'cat', '--raw', composed).stdout).toBe('composed\n');
    expect(run(folder, 'cat', '--raw', decomposed).stdout).toBe('decomposed\n');
  });

  test.runIf(areTwo)('case 63: a name that matches both twins is ambiguous (skipped where the disk has one)', () => {
    const { stdout, stderr, status } = run(folder, 'cat', 'CAF\u00c9');
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain(' matches 2 posts:\n');
  });

  test('case 64: Post.md and post.md are two posts, or one on a disk that ignores case', () => {
    const cases = createFolder({ 'Post.md': 'large\n', 'post.md': 'small\n' });
    const onDisk = fs.readdirSync(cases).toSorted();
    expect(run(cases, 'ls').stdout).toBe(onDisk.map(name => `post/${name}\n`).join(''));
    if (onDisk.length === 2) expect(run(cases, 'cat', '--raw', 'Post').stdout).toBe('large\n');
    expect(run(cases, 'cat', '--raw', 'post').stdout).toBe('small\n');
  });

  test('case 65: a name of 255 bytes in a deep path opens', () => {
    const slug = [...Array.from({ length: 8 }, () => 'd'.repeat(255)), 'n'.repeat(252)].join('/');
    const deep = createFolder({ [`${slug}.md`]: 'deep\n' });
    expect(run(deep, 'cat', '--raw', slug)).toEqual({ stdout: 'deep\n', stderr: '', status: 0 });
    expect(run(deep, 'ls').stdout).toBe(`post/${slug}.md\n`);
  });

  test('case 66: a name that begins with a hyphen is printed after --', () => {
    const odd = createFolder({ '-n.md': 'text\n' });
    expect(run(odd, 'cat', '--', '-n')).toEqual({ stdout: '$ cat post/-n.md\ntext\n', stderr: '', status: 0 });
    expect(run(odd, 'cat', '-n').status).toBe(2);
  });
});
