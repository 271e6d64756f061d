import { expect, test } from 'vitest';
import { withProgress } from '../../src/cli/progress.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { postFiles } from '../support/library.ts';

const row = '\r\u001b[K';

/** Returns the writes to the terminal for a folder of posts, each read in `ms`. */
async function run(posts: number, ms: number, isPaged: boolean, work: 'list' | 'scan') {
  const files = postFiles(Object.fromEntries(Array.from({ length: posts }, (_, at) => [`${at}.md`, 'text'])));
  let time = 0;
  const read: typeof files.read = (path, limit) => {
    time += ms;
    return files.read(path, limit);
  };
  const written: string[] = [];
  const write = (text: string | Uint8Array): void => void written.push(String(text));
  const { library, streams } = withProgress(
    openLibrary({ ...files, read }),
    { out: async chunk => write(chunk), err: write, closed: () => false, choose: null },
    isPaged,
    () => time,
  );
  if (work === 'list') await library.posts();
  else for (const { ref } of library.scan()) if (Number(ref.slug) % 32 === 31) await streams.out(`${ref.slug}\n`);
  await streams.out('done\n');
  return written;
}

test('shows nothing for the first second', async () => {
  expect(await run(64, 15, false, 'list')).toEqual(['done\n']);
});

test('shows the number of posts after a second, until the first output', async () => {
  expect(await run(64, 30, false, 'list')).toEqual([
    `${row}reading posts: 48`,
    `${row}reading posts: 64`,
    row,
    'done\n',
  ]);
});

test('erases the progress before each output', async () => {
  const written = await run(64, 60, false, 'scan');
  expect(written.filter(text => !text.startsWith(`${row}reading`))).toEqual([row, '31\n', row, '63\n', row, 'done\n']);
  for (const [at, text] of written.entries())
    if (text.endsWith('\n') && text !== 'done\n') expect(written[at - 1]).toBe(row);
});

test('shows nothing after the first output to a pager', async () => {
  const written = await run(64, 60, true, 'scan');
  const first = written.indexOf('31\n');
  expect(written.slice(0, first).some(text => text.includes('reading'))).toBe(true);
  expect(written.slice(first)).toEqual(['31\n', '63\n', 'done\n']);
});
