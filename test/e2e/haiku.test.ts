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
