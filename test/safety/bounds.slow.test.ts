import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { postFiles as filesOf } from '../../src/io/post-files.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { shell } from '../support/run.ts';
import { createFolder, removeFolders, typed } from './folders.ts';

// Files of a GiB and of many MiB, and the memory that they take.

afterAll(removeFolders);

const mebibyte = 1024 * 1024;

describe('a file of 1 GiB', () => {
  const paragraph = `${'A line of the log, one of many of its kind.\n'.repeat(12)}\n`;
  const folder = createFolder({ 'big.md': paragraph.repeat(20_000), 'small.md': 'a line\n' });
  fs.truncateSync(path.join(folder, 'big.md'), 1024 * mebibyte);
  const witness = path.join(folder, '.rss.mjs');
  fs.writeFileSync(witness, "process.on('exit', () => console.error(process.resourceUsage().maxRSS));");
  const notice = "cat: post/big.md: only its first 8 MiB: 'haiku-posts cat --raw' prints all of it\n";

  /** What a command says on stderr, and the most memory it had, in KiB. */
  function watchedIn(posts: string, ...args: readonly string[]): { stderr: string; status: number; most: number } {
    const { stdout, stderr } = shell(
      `NODE_OPTIONS='--import=${witness}' ${typed(posts, ...args)} 2>&1 >/dev/null; echo "$?" >&2`,
    );
    const lines = stdout.trimEnd().split('\n');
    const said = lines.slice(0, -1).map(line => `${line}\n`);
    return { stderr: said.join(''), status: Number(stderr), most: Number(lines.at(-1)) };
  }

  test.each<readonly [string, readonly string[], string, number]>([
    ['is shown as far as 8 MiB, with a notice', ['cat', '--color', 'always', 'big'], notice, 1],
    ['is listed', ['ls', '-l'], '', 0],
    [
      'is searched as far as 8 MiB, with a notice',
      ['grep', '-c', 'line'],
      'grep: post/big.md: only its first 8 MiB are searched\n',
      2,
    ],
    ['is passed on as it is', ['cat', '--raw', 'big'], '', 0],
  ])('case 55: %s, in less than 300 MB', (_, args, stderr, status) => {
    const { most, ...said } = watchedIn(folder, ...args);
    expect(said).toEqual({ stderr, status });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(300_000);
  });

  test.each([
    ['lines', 'A line of the log, one of many of its kind.\n'],
    ['one line', 'A line of the log, one of many of its kind. '],
    ['one word of wide characters', '\u6f22\u5b57'],
    ['controls', '\0'],
  ])('case 55: one paragraph of it, %s, is shown in less than 300 MB', (_, text) => {
    const own = createFolder({ 'big.md': text.repeat(Math.ceil((9 * mebibyte) / Buffer.byteLength(text))) });
    fs.truncateSync(path.join(own, 'big.md'), 1024 * mebibyte);
    const { most, ...said } = watchedIn(own, 'cat', '--color', 'always', 'big');
    expect(said).toEqual({ stderr: notice, status: 1 });
    expect(most).toBeLessThan(300_000);
  });

  test('case 55: 9 MiB of controls are piped in less than 300 MB', () => {
    const own = createFolder({ 'controls.md': '\u0001'.repeat(9 * mebibyte) });
    const { most, ...said } = watchedIn(own, 'cat', '--color', 'never', 'controls');
    expect(said).toEqual({ stderr: '', status: 0 });
    expect(most).toBeLessThan(300_000);
  });

  test('case 55: a table of 7 MiB is shown in less than 600 MB', () => {
    const head = '| n | name | note |\n|---|---|---|\n';
    const own = createFolder({ 'table.md': head + '| 1 | a name | a note of some words |\n'.repeat(190_000) });
    const { most, ...said } = watchedIn(own, 'cat', '--color', 'always', 'table');
    expect(said).toEqual({ stderr: '', status: 0 });
    expect(most).toBeLessThan(600_000);
  });

  test('case 55: is passed on whole', () => {
    expect(shell(`${typed(folder, 'cat', '--raw', 'big')} | wc -c`).stdout.trim()).toBe(String(1024 * mebibyte));
  });

  test('case 55: is cut at the end of a line', () => {
    const files = filesOf(folder);
    const text = openLibrary(files).read({ slug: 'big', path: 'big.md' });
    if ('problem' in text) throw new Error(text.problem);
    expect(text.isTruncated).toBe(true);
    expect(text.file.at(-1)).toBe(0x0a);
    expect(text.file.length).toBeGreaterThan(8 * mebibyte - 1000);
    expect(text.file.length).toBeLessThanOrEqual(8 * mebibyte);
  });
});

test('case 55: a long post is passed on whole, controls shown wherever they stand', () => {
  const blank = ' '.repeat(8 * mebibyte - 1); // what is shown ends within the first control
  const text = `${blank}${'\u009b\r\n'.repeat(50_000)}${'line\n'.repeat(200_000)}`;
  const folder = createFolder({ 'long.md': text, 'next.md': 'next\n' });
  const { stdout, stderr, status } = shell(
    `${typed(folder, 'cat', 'long', 'next')} | tr -d ' ' | sort | uniq -c | sed 's/^ *//'`,
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout.trimEnd().split('\n').toSorted()).toEqual(
    ['1 $catpost/long.md', '1 $catpost/next.md', '1 next', '50000 <U+009B>\r', '200000 line'].toSorted(),
  );
});

const lines: readonly (readonly [what: string, name: string, start: string, unit: string, end: string])[] = [
  ['attributes of a tag', 'x.md', '<a ', 'b=c ', ''],
  ['letters of code', 'x.md', '    ', 'a', ''],
  ['words of an admonition', 'x.md', '!!! ', 'a ', ''],
  ['columns of a drawn table', 'x.md', '+', '-+', ''],
  ['tags of a template', 'x.md', '', '{% a %}', ''],
  ['attributes of a paragraph', 'x.md', '{', '.a ', '}'],
  ['parameters of data', 'x.md', 'data:', ';a', ',x'],
  ['words of a field', 'x.md', '---\ntitle: ', 'a ', 'b\n---\n'],
  ['blank lines of math', 'x.md', '$$\n', '\n', 'a\n$$'],
  ['dashes of a rule', 'x.txt', '', '-', ''],
];
const repeated = lines.map(([what, name, start, unit, end]) => {
  const text = start + unit.repeat((8 * mebibyte - 100) / unit.length) + end;
  return { what, name, text };
});

test.each(repeated)('case 113: 8 MiB of $what are shown as usual', ({ name, text }) => {
  const { stdout, stderr, status } = shell(
    `${typed(createFolder({ [name]: `${text}\n` }), 'cat', '--color', 'always', 'x')} | grep -c 'cannot be laid out'`,
  );
  expect({ stdout, stderr, status }).toEqual({ stdout: '0\n', stderr: '', status: 1 });
});

test('case 113: 8 MiB of each of them and their words do not stop the search for haiku', () => {
  const folder = createFolder({
    ...Object.fromEntries(repeated.map(({ name, text }, index) => [`${index}-${name}`, text])),
    'numbers.md': '1.'.repeat(4 * mebibyte - 1),
    'words.md': "a'".repeat(4 * mebibyte - 1),
    'haiku.md': 'an old pond at dawn / a frog leaps into the pond / the sound of water\n',
  });
  const statuses = [['fortune', '-m', 'frog'], ['check'], ['haiku', 'numbers', 'words']].map(
    args => shell(`${typed(folder, ...args)} >/dev/null; echo $?`).stdout,
  );
  expect(statuses).toEqual(['0\n', '1\n', '1\n']);
});

// V8 no longer optimizes expressions in a process that has compiled many. Then `[^\n]+` takes stack for each character.
test.each(repeated.slice(0, 2))('case 96: 8 MiB of $what are shown as usual without optimization', ({ name, text }) => {
  const command = typed(createFolder({ [name]: `${text}\n` }), 'cat', '--color', 'always', 'x');
  const slow = command.replace(process.execPath, '$& --no-regexp-optimization');
  const { stdout, stderr } = shell(`${slow} | grep -c 'cannot be laid out'`);
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
});
