import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { haikuPosts, shell } from '../support/run.ts';
import { sample } from '../support/sample.ts';
import { bottomRow, closeAll, openShell, openTerminal } from '../support/terminal.ts';

const parent = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-names-')));
const folder = path.join(parent, 'notes');
for (const [file, content] of Object.entries({
  'harbour.txt': 'The harbour\n\nBoats come in.\n',
  '2019-06-07-gulls.markdown': '---\ntitle: On gulls\n---\n\nThey shout.\n',
  "the old man's boat.md": '# A boat\n\nIt leaks.\n',
  'post/letter.md': '# A letter\n\nIt is late.\n',
  'lighthouse.md': '# A light\n\nIt turns.\n',
})) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), content);
}
afterEach(closeAll);
afterAll(() => fs.rmSync(parent, { recursive: true }));

const cat = (...names: readonly string[]) => haikuPosts(['--posts', folder, 'cat', ...names]);

/** The printed posts, each with its command. */
const split = (stdout: string): readonly string[] => stdout.split(/^(?=\$ cat )/m);

describe('cat finds a post by', () => {
  const names = [
    ['its path', 'harbour.txt', 'harbour.txt'],
    ['its path with another ending', '2019-06-07-gulls.markdown', '2019-06-07-gulls.markdown'],
    ['its name without the date', 'gulls', '2019-06-07-gulls.markdown'],
    ['its title', 'On gulls', '2019-06-07-gulls.markdown'],
    ['its path in a folder named post', 'post/letter.md', 'post/letter.md'],
    ['that path, as it is printed', 'post/post/letter.md', 'post/letter.md'],
    ['a path with blanks and a quote', "the old man's boat.md", "the old man's boat.md"],
  ] as const;
  // One run is asked for all of them.
  const { stdout, stderr, status } = cat(...names.map(([, name]) => name));
  const printed = split(stdout);

  test.each(names.map(([by, , file], at) => [by, file, printed[at]] as const))('%s', (_, file, post = '') => {
    const [, ...content] = post.split('\n');
    expect(content.join('\n')).toBe(fs.readFileSync(path.join(folder, file), 'utf8'));
    expect({ stderr, status, count: printed.length }).toEqual({ stderr: '', status: 0, count: names.length });
  });

  test('its path from the working directory', () => {
    const run = (command: string) => shell(`cd '${parent}' && haiku-posts --posts notes ${command}`);
    expect(run('cat notes/harbour.txt')).toMatchObject({ stdout: cat('harbour').stdout, status: 0 });
    expect(run('cat ./notes/post/letter.md')).toMatchObject({ stdout: cat('letter').stdout, status: 0 });
    expect(shell(`cd '${folder}/post' && haiku-posts --posts .. cat letter.md ../harbour.txt`).status).toBe(0);
    expect(run('cat notes/../notes/harbour.txt').status).toBe(1);
  });
});

test('ls and cat print commands that run in a shell', () => {
  const { stdout } = haikuPosts(['--posts', folder, 'ls']);
  expect(stdout.split('\n')).toContain('post/harbour.txt');
  for (const printed of split(cat('harbour', 'gulls', 'letter', 'the old man').stdout)) {
    const [, command = ''] = /^\$ (.*)\n/.exec(printed) ?? [];
    expect(shell(`haiku-posts --posts '${folder}' ${command}`).stdout).toBe(printed);
  }
});

test.each([
  ['harbour.txt', 'post/harbour.txt\n'],
  ['post/harb', 'post/harbour.txt\n'],
  ['post/letter.md', 'post/post/letter.md\n'],
  ['post/post/', 'post/post/letter.md\n'],
])('ls %s lists %j', (prefix, stdout) => {
  expect(haikuPosts(['--posts', folder, 'ls', prefix]).stdout).toBe(stdout);
});

test('the output of cat is read back as a transcript, and printed as it is', () => {
  const saved = path.join(parent, 'saved');
  fs.mkdirSync(saved);
  for (const name of ['harbour', 'the old man']) {
    const { stdout } = cat(name);
    fs.writeFileSync(path.join(saved, `${name} log`), stdout);
    expect(haikuPosts(['--posts', saved, 'cat', name]).stdout).toBe(stdout);
  }
});

describe('a name that no post has', () => {
  const ask = `haiku-posts --posts '${folder}' cat lighthuose; echo "status $?"`;

  test('is a question on a terminal, if one post has a similar name', async () => {
    const terminal = openShell(ask);
    await terminal.until('the question', ({ rows }) => rows.includes('Did you mean post/lighthouse.md? [y/N]'));
    terminal.type('y');
    const { rows } = await terminal.until('the end', screen => screen.rows.includes('status 0'));
    expect(rows).toContain('  A light');
    expect(rows[0]).toBe('cat: post/lighthuose.md: No such file or directory');
  });

  test('is wrapped like a path', async () => {
    const terminal = openShell(ask, { columns: 30 });
    const { rows } = await terminal.until('the question', screen => screen.rows.some(row => row.endsWith('[y/N]')));
    const at = rows.indexOf('Did you mean post/');
    expect(rows.slice(at, at + 2)).toEqual(['Did you mean post/', '  lighthouse.md? [y/N]']);
    terminal.type('n');
    await terminal.until('the end', screen => screen.rows.includes('status 1'));
  });

  test.each(sample(['n', '\r', '\u0003', '\u001b'], 2))('is not printed after the answer %j', async answer => {
    const terminal = openShell(ask);
    await terminal.until('the question', ({ rows }) => rows.includes('Did you mean post/lighthouse.md? [y/N]'));
    terminal.type(answer);
    const { rows } = await terminal.until('the end', screen => screen.rows.includes('status 1'));
    expect(rows.join('\n')).not.toContain('It turns');
  });

  test('is listed with its suggestion elsewhere', () => {
    expect(cat('lighthuose')).toEqual({
      stdout: '',
      stderr: 'cat: post/lighthuose.md: No such file or directory\nDid you mean\n  post/lighthouse.md\n',
      status: 1,
    });
  });
});

test('the prompt completes and runs the name with its ending, quoted', async () => {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 100 });
  await terminal.until('the prompt', screen => bottomRow(screen).includes('1 of 5'));
  terminal.type('old man\t');
  await terminal.until('the name', ({ rows }) => rows[0] === `$ cat 'post/the old man'\\''s boat.md'`);
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => rows.some(row => row.includes('It leaks.')));
  expect(terminal.screen().rows[0]).toBe(`$ cat 'post/the old man'\\''s boat.md'`);
});
