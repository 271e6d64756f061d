import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { closeAll, openTerminal, type Terminal } from '../support/terminal.ts';
import { createFolder, removeFolders } from './folders.ts';
import { foreign, live, unstyled } from './hostile.ts';

afterEach(closeAll);
afterAll(removeFolders);

/** A session on a folder, once its list is there. */
async function browsing(folder: string): Promise<Terminal> {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 100 });
  await terminal.until('the list', screen => screen.rows.some(row => row.startsWith('❯ ')));
  return terminal;
}

describe('names', () => {
  test.each([
    ['case 26: a zero-width space', 'a\u200bb', 'a<U+200B>b'],
    ['case 26: a stray joiner', 'a\u200db', 'a<U+200D>b'],
    ['case 35: colors', 'esc\u001b[31m', 'esc^[[31m'],
    ['case 35: a window title', 'esc\u001b]0;t\u0007', 'esc^[]0;t^G'],
    ['case 35: a C1 control and a bidi control', 'c\u009b31m\u202e', 'c<U+009B>31m<U+202E>'],
    ['case 36: a line break', 'one\ntwo', 'one^Jtwo'],
    ['case 36: other line breaks and a tab', 'a\r\nb\u2028c\td', 'a^M^Jb<U+2028>c^Id'],
  ])('%s in a name is escaped in lists and errors', async (_, name, shown) => {
    const folder = createFolder({ [`${name}.md`]: 'Text.\n', [`${name}2.md`]: 'Text.\n' });
    const run = (...args: string[]) => haikuPosts(['--posts', folder, ...args]);
    const listed = `post/${shown}.md\npost/${shown}2.md\n`;
    expect(run('ls')).toEqual({ stdout: listed, stderr: '', status: 0 });
    expect(unstyled(run('ls', '--color', 'always').stdout)).toBe(`${shown}\n${shown}2\n`);
    expect(run('grep', '-l', 'Text').stdout).toBe(listed);
    expect(run('cat', name).stdout.split('\n')[0]).toBe(`$ cat 'post/${shown}.md'`);
    expect(run('cat', `${name}3`).stderr).toMatch(/^cat: post\/.*3\.md: No such file or directory\n/);
    expect(run('cat', `${name}3`).stderr).toContain(`cat: post/${shown}3.md: `);
    const json = run('ls', '--json').stdout;
    expect(json).not.toMatch(live);
    expect(JSON.parse(json.split('\n')[0] ?? '').slug).toBe(name);

    const session = await browsing(folder);
    const { rows } = session.screen();
    expect(rows.filter(row => row.includes(shown)).map(row => row.replace(/^❯?\s*| [/ ]+$/g, ''))).toEqual([
      shown,
      `${shown}2`,
    ]);
    session.press('enter');
    await session.until('the post', screen => screen.rows.includes('  Text.'));
    expect(session.screen().rows[0]).toBe(`$ cat 'post/${shown}.md'`);
    expect(session.written()).not.toMatch(foreign);
  });
});

test('case 34: escapes in front matter are shown in the list and in the header of the post', async () => {
  const yaml = 'haiku: "red \\e[31m / and \\x9b0m / c"\ntitle: "It is \\e]0;t\\a"\ndate: "2020-01-02\\e[0m"';
  const folder = createFolder({ 'a.md': `---\n${yaml}\n---\n\nText.\n` });
  const printed = haikuPosts(['--posts', folder, 'cat', '--color', 'always', 'a']).stdout;
  expect(unstyled(printed)).toContain('\n  red ^[[31m /\n  and <U+009B>0m /\n  c\n\n  It is ^[]0;t^G\n');
  expect(unstyled(printed)).not.toMatch(live);
  expect(haikuPosts(['--posts', folder, 'ls', '--json']).stdout).not.toMatch(live);
  expect(haikuPosts(['--posts', folder, 'ls', '-l']).stdout).not.toMatch(live);
  const session = await browsing(folder);
  expect(session.screen().rows.find(row => row.startsWith('❯ '))).toBe('❯ 2020-01-02  red ^[[31m / and <U+009B>0m / c');
  session.press('enter');
  const { rows } = await session.until('the post', screen => screen.rows.includes('  Text.'));
  expect(rows).toContain('  It is ^[]0;t^G');
  expect(session.written()).not.toMatch(foreign);
});

test.each([
  ['cat', 'cat: post/no^[]0;t^G.md: No such file or directory\n'],
  ['grep x', 'grep: post/no^[]0;t^G.md: No such file or directory\n'],
  ['ls', 'ls: post/no^[]0;t^G: No such file or directory\n'],
  ['find', "find: no^[]0;t^G: no match\ntry `haiku-posts grep -iF 'no^[]0;t^G'` to search the text\n"],
])('case 38: %s escapes a name that it does not find', (command, error) => {
  const folder = createFolder({ 'quite-another.md': 'Text.\n' });
  const { stdout, stderr, status } = haikuPosts(['--posts', folder, ...command.split(' '), 'no\u001b]0;t\u0007']);
  expect({ stdout, stderr: stderr.slice(0, error.length) }).toEqual({ stdout: '', stderr: error });
  expect(status).toBe(command === 'grep x' ? 2 : 1);
});

test('case 38: an unknown command, option and folder are escaped', () => {
  for (const args of [
    ['no\u001b]0;t\u0007'],
    ['cat', '--no\u001b]0;t\u0007', 'a'],
    ['--posts', '/no\u001b]0;t\u0007', 'ls'],
  ]) {
    const { stderr, status } = haikuPosts(args);
    expect(status).toBe(2);
    expect(stderr).toContain('no^[]0;t^G');
    expect(stderr).not.toMatch(live);
  }
});

test('case 39: pasted escapes are text of the query', async () => {
  const session = await browsing(createFolder({ 'a-post.md': 'Text.\n' }));
  session.type('\u001b[200~zq\u001b[31m\u001b]0;t\u0007\u009b2Jqz\u001b[201~');
  const { rows } = await session.until('the query', screen => /zq.*qz/.test(screen.rows.join('\n')));
  expect(rows.find(row => row.startsWith('$ cat post/'))).toMatch(/^\$ cat post\/zq.*qz$/);
  session.press('^u', '^u');
  await session.until('an empty line', screen => screen.rows[0] === '$');
  expect(session.written()).not.toMatch(foreign);
  expect(session.screen().buffer).toBe('alternate');
});
