import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { root } from '../support/terminal.ts';

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'a-kettle-at-four-/-the-fuse-box-hums-along-/-then-neither-of-them.md':
    'a kettle at four / the fuse box hums along / then neither of them\n\n# May 3, 2021 - Kettles\n\nThe kettle.\n  A kettle, two kettles.\n',
  'notes/kettle list.txt': 'Kettle list\r\n\r\n\tsteel kettle\r\nwide 茶の kettle 茶\r\n',
  'notes/draft.md': '---\ndate: 2022-02-01\ndraft: true\n---\nNo ke\u0301ttle, \u001b[31mred kettle\u0007 \u202eend.\n',
  'long.md': `# Long\n\n${'far '.repeat(60)}kettle${' on'.repeat(60)}\n`,
  'transcript.log': '$ cat post/heard-/-in-the-/-hall.md\nheard / in the / hall\n\nkettle',
  'latin.md': Buffer.from('caf\xe9 kettle\n', 'latin1'),
};

const COMMANDS: readonly (readonly string[])[] = [
  ['ls'],
  ['ls', '-l', '-t'],
  ['ls', '-r', 'notes'],
  ['ls', '--json'],
  ['find', 'kettle'],
  ['find', '-n', '1', 'kettle'],
  ['find', '--json', 'kettle'],
  ['grep', 'kettle'],
  ['grep', '-n', 'kettle'],
  ['grep', '-in', 'kettle', 'notes/kettle list'],
  ['grep', '-w', 'kettles'],
  ['grep', '-F', '[31m'],
  ['grep', '-c', 'kettle'],
  ['grep', '-l', 'Kettle'],
  ['grep', '-c', 'kettle', 'long'],
  ['grep', '-n', 'k\u00e9ttle'],
  ['grep', '-n', '^'],
  ['grep', '--json', 'kettle'],
];

let posts: string;
beforeAll(() => {
  posts = fs.mkdtempSync(path.join(root, 'node_modules/.haiku-'));
  for (const [name, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(posts, name)), { recursive: true });
    fs.writeFileSync(path.join(posts, name), text);
  }
});
afterAll(() => fs.rmSync(posts, { recursive: true }));

test.each([{ options: [] }, { options: ['--color', 'never'] }])(
  'a pipe gets the recorded bytes of ls, find and grep, with options $options',
  async ({ options }) => {
    const parts = COMMANDS.map(command => {
      const { stdout, stderr, status } = haikuPosts([...command, ...options, '--posts', posts]);
      return `$ haiku-posts ${command.join(' ')}\n${stdout}${stderr}${status}\n`;
    });
    await expect(parts.join('\n')).toMatchFileSnapshot('../recorded/piped.txt');
  },
);
