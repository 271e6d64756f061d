import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { haikuPosts, shell } from '../support/run.ts';
import { closeAll, node, openTerminal, program } from '../support/terminal.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-found-'));
  fs.writeFileSync(
    path.join(folder, 'cats.md'),
    '# Cats\n\nOne.\n\nIt rained. The printer is warm, and the cat\nsleeps on its lid. Nobody prints now.\n',
  );
});
afterEach(closeAll);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const rows = ['The printer is warm,', 'and the cat sleeps on its lid.', 'Nobody prints now.', 'post/cats.md:5'];

test('haiku prints the haiku in the sentences of a post, and fortune prints one of them', () => {
  const env = { HAIKU_POSTS_DIR: folder };
  const printed = { stdout: `${rows.join('\n')}\n`, stderr: '', status: 0 };
  expect(haikuPosts(['haiku', 'cats'], env)).toEqual(printed);
  expect(haikuPosts(['fortune'], env)).toEqual(printed);
  expect(JSON.parse(haikuPosts(['haiku', 'cats', '--json'], env).stdout)).toEqual({
    haiku: rows.slice(0, 3),
    line: 5,
    path: 'cats.md',
    slug: 'cats',
  });
});

test('haiku reads a file outside the posts folder, and standard input', () => {
  const file = path.join(folder, 'cats.md');
  expect(haikuPosts(['haiku', file]).stdout).toBe(`${rows.slice(0, 3).join('\n')}\n${file}:5\n`);
  expect(shell(`cat '${file}' | '${node}' '${program}' haiku -`).stdout).toBe(`${rows.slice(0, 3).join('\n')}\n-:5\n`);
});

test('check --haiku lists the three haiku of the shipped posts that do not scan', () => {
  const { stdout, status } = haikuPosts(['check', '--haiku']);
  expect(stdout.match(/not 5-7-5/g)).toHaveLength(3);
  expect(status).toBe(1);
});

test('H lists the haiku of the post that is open, and Enter goes to one and marks it', async () => {
  const terminal = openTerminal({ args: ['--posts', folder], columns: 100 });
  await terminal.until('the prompt', ({ rows }) => rows.some(row => row.startsWith('❯ ')));
  terminal.press('enter');
  await terminal.until('the post', ({ rows }) => rows.some(row => row.includes('sleeps on its lid')));
  terminal.type('H');
  const line = rows.slice(0, 3).join(' / ');
  await terminal.until('the list', ({ rows }) => rows.some(row => row.startsWith('❯ ') && row.includes(line)));
  terminal.press('enter');
  await terminal.until('the marked haiku', ({ rows, cells }) =>
    rows.some((row, at) => {
      const column = row.indexOf('The printer');
      return column >= 0 && cells(at)[column]?.inverse === true;
    }),
  );
});

test('the preview of a post without a haiku shows the best that is found in it, after a pause', async () => {
  const posts = path.join(folder, 'preview');
  fs.mkdirSync(posts);
  const text = fs.readFileSync(path.join(folder, 'cats.md'), 'utf8');
  fs.writeFileSync(path.join(posts, 'a.md'), `---\ndate: 2021-01-02\n---\n${text}`);
  fs.writeFileSync(
    path.join(posts, 'b.md'),
    `---\ndate: 2021-01-01\n---\nold pond / frog jumps in / the sound\n\n${text}`,
  );
  const terminal = openTerminal({ args: ['--posts', posts], columns: 160, rows: 40 });
  const beside = ({ rows }: { readonly rows: readonly string[] }): string =>
    rows.map(row => row.split(' │ ')[1]).join('\n');
  const shown = [...rows.slice(0, 3), 'found in line 8'].map(row => `  ${row}`).join('\n');
  const screen = await terminal.until('the haiku that was found', each => beside(each).includes('found in line'));
  expect(beside(screen)).toContain(shown);
  const row = screen.rows.findIndex(each => each.includes('found in line'));
  const cell = screen.cells(row)[screen.rows[row]?.indexOf('found') ?? 0];
  expect(cell?.dim || cell?.color).toBeTruthy();
  terminal.press('down');
  await terminal.until('the post with a haiku', each => beside(each).includes('old pond'));
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(beside(terminal.screen())).not.toContain('found in line');
  terminal.press('up');
  await terminal.until('the haiku again', each => beside(each).includes(shown));
});
