import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { bottomRow, closeAll, openTerminal } from '../support/terminal.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-links-'));
const filler = Array.from({ length: 30 }, (_, at) => `Row ${at} of it.\n`).join('\n');
for (const [file, content] of Object.entries({
  'index.md': `# Of boats\n\nSee [the ropes](rigging/ropes.html#knots), [[sails|the sails]] and [below](#oars).\n\n${filler}\n## Oars\n\nTwo.\n`,
  'rigging/ropes.md': `# Ropes\n\n${filler}\n## Knots\n\nTied.\n\n${filler}`,
  'rigging/Sails.md': '# Sails\n\nWhite.\n',
  'page.md': '# Tides\n\nSee [the tables](https://example.com/tides?q=1).\n',
})) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), content);
}
afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('o lists links to posts, Enter opens one at its heading, and Backspace goes back', async () => {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 100, rows: 20 });
  await terminal.until('the prompt', screen => bottomRow(screen).includes('of 4'));
  terminal.press('^u');
  terminal.type('cat post/index.md\r');
  await terminal.until('the post', ({ rows }) => rows[0] === '$ cat post/index.md' && rows[2] === '  Of boats');
  terminal.type('o');
  const list = await terminal.until('the list', ({ rows }) => rows[0] === '  Links');
  expect(list.rows.slice(1, 4)).toEqual([
    '❯ 1 the ropes  post/rigging/ropes.md#knots',
    '  2 the sails  post/rigging/Sails.md',
    '  3 below  #oars',
  ]);
  // The target is quieter than the text.
  const [text, target] = ['the sails', 'post/rigging'].map(
    each => list.cells(2)[list.rows[2]?.indexOf(each) ?? 0]?.color,
  );
  expect(text).toBeNull();
  expect(target).not.toBeNull();
  terminal.press('enter');
  const { rows } = await terminal.until('the heading', screen => screen.rows[0] === '  Knots');
  expect(rows.at(-1)).toContain('Backspace back');
  terminal.press('backspace');
  await terminal.until('the first post', screen => screen.rows[2] === '  Of boats');
  terminal.type('o3');
  await terminal.until('the heading below', screen => screen.rows.includes('  Oars') && screen.rows.includes('  Two.'));
  terminal.type('q\u0004');
  expect(await terminal.ended()).toBe(0);
  // Each post was opened by a command line of its own.
  expect(terminal.screen().rows.filter(row => row.startsWith('$ haiku-posts'))).toHaveLength(3);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['no browser', {}, 'no browser found'],
  ['a browser that is not installed', { BROWSER: '/nowhere/lynx' }, '/nowhere/lynx: No such file or directory'],
])('o with %s copies the address, and says so in the bottom row', async (_, env, problem) => {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 140, rows: 20, env });
  await terminal.until('the prompt', screen => bottomRow(screen).includes('of 4'));
  terminal.press('^u');
  terminal.type('cat post/page.md\r');
  await terminal.until('the post', ({ rows }) => rows[0] === '$ cat post/page.md');
  terminal.type('o');
  await terminal.until('the list', ({ rows }) => rows[0] === '  Links');
  terminal.press('enter');
  const address = 'https://example.com/tides?q=1';
  await terminal.until('the message', screen => bottomRow(screen).includes(`${problem}, copied: ${address}`));
  expect(terminal.written()).toContain(`\u001b]52;c;${Buffer.from(address).toString('base64')}\u0007`);
});

test('print shows no addresses of places and wikilinks, and paths that the text does not say', () => {
  const { stdout } = haikuPosts(['--posts', folder, 'cat', 'index', '--width', '100']);
  expect(stdout).toContain('See the ropes <rigging/ropes.html>, the sails and below.\n');
});
