import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readingFolder, slugs } from '../support/reading.ts';
import { many } from '../support/sample.ts';
import { bottomRow, closeAll, openTerminal, type Terminal } from '../support/terminal.ts';

const made: string[] = [];
afterEach(() => {
  closeAll();
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

const [, lake] = slugs;

async function session(columns = 100, env = {}): Promise<{ terminal: Terminal; file: (slug: string) => string }> {
  const folder = readingFolder();
  made.push(folder);
  const terminal = openTerminal({ args: ['--posts', folder], columns, rows: 23, env });
  await terminal.until('the prompt', screen => bottomRow(screen).endsWith('1 of 3'));
  return { terminal, file: slug => path.join(folder, `${slug}.md`) };
}

function put(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // As editors save: a new file replaces the old one.
  fs.writeFileSync(`${file}~`, text);
  fs.renameSync(`${file}~`, file);
}

const haikuPost = (haiku: string, date: string): string => `${haiku}\n\nTitle: ${date} - T\n\nText.\n`;

test('the list follows added, removed and renamed posts, and keeps the selected post selected', async () => {
  const { terminal, file } = await session();
  terminal.press('down');
  await terminal.until('the second', ({ rows }) => rows[2]?.startsWith('❯ 2021-03-03') ?? false);
  put(
    file('a-new-one-comes-/-while-nobody-is-looking-/-and-sits-at-the-top'),
    haikuPost('a new one comes / while nobody is looking / and sits at the top', 'June 6, 2023'),
  );
  const four = await terminal.until('four posts', screen => bottomRow(screen).endsWith('3 of 4'));
  expect(four.rows[1]).toBe('  2023-06-06  a new one comes / while nobody is looking / and sits at the top');
  expect(four.rows[3]).toMatch(/^❯ 2021-03-03/);
  fs.rmSync(file('a-new-one-comes-/-while-nobody-is-looking-/-and-sits-at-the-top'));
  await terminal.until('three posts again', screen => bottomRow(screen).endsWith('2 of 3'));
  fs.renameSync(file(slugs[2]), file(`${slugs[2]}-at-all`));
  terminal.type('at all');
  await terminal.until('the post by its new name', ({ rows }) => rows[1]?.startsWith('❯ 2020-07-07') ?? false);
  terminal.press('tab', 'tab', 'tab');
  await terminal.until('the new name', ({ rows }) => rows[0]?.endsWith('-that-nobody-heard-at-all.md') ?? false);
});

test('an open post shows a change of its file, and keeps the paragraph at the top', async () => {
  const { terminal, file } = await session();
  terminal.type('lake\r');
  terminal.type('15j');
  await terminal.until('row 4 at the top', ({ rows }) => rows[0] === '  Row 4 of it.');
  const text = fs.readFileSync(file(lake), 'utf8');
  put(
    file(lake),
    text
      .replace('Row 1 of it.', 'Row 1 of it.\n\nA row is new above it.')
      .replace('Row 6 of it.', 'Row 6 has changed.'),
  );
  const { rows } = await terminal.until('the change', ({ rows }) => rows.includes('  Row 6 has changed.'));
  expect(rows[0]).toBe('  Row 4 of it.');
  terminal.type('g');
  await terminal.until('the new row', ({ rows }) => rows.includes('  A row is new above it.'));
});

test('an open post stays open when its file is removed', async () => {
  const { terminal, file } = await session();
  terminal.type('lake\r15j');
  await terminal.until('row 4 at the top', ({ rows }) => rows[0] === '  Row 4 of it.');
  fs.rmSync(file(lake));
  const { rows } = await terminal.until('the message', screen => bottomRow(screen).includes('the file was removed'));
  expect(rows[0]).toBe('  Row 4 of it.');
  terminal.type('q');
  await terminal.until('no post', ({ rows }) => rows.some(row => row.startsWith('  nothing matches')));
});

test('the message that a file was removed goes when the file is back', async () => {
  const { terminal, file } = await session();
  terminal.type('lake\r');
  await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
  const text = fs.readFileSync(file(lake), 'utf8');
  fs.rmSync(file(lake));
  await terminal.until('the message', screen => bottomRow(screen).includes('the file was removed'));
  put(file(lake), text);
  await terminal.until('the keys again', screen => bottomRow(screen).includes('q back'));
});

describe('on a file system that reports no changes', () => {
  /** The environment in which fs.watch never reports anything. */
  function silent(): { readonly NODE_OPTIONS: string } {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-silent-'));
    made.push(folder);
    const hook = path.join(folder, 'silent.cjs');
    const watcher = "Object.assign(new (require('node:events'))(), { close() {} })";
    fs.writeFileSync(hook, `require('node:fs').watch = () => ${watcher};\n`);
    return { NODE_OPTIONS: `--require=${hook}` };
  }

  test('ls lists a post that was added', async () => {
    const { terminal, file } = await session(100, silent());
    terminal.press('^u', '^u');
    put(file('kettle'), '# A kettle\n\nIt sings.\n');
    terminal.type('ls -l\r');
    await terminal.until('its title', ({ rows }) => rows.some(row => /\d words.*A kettle/.test(row)));
  });

  test('the open post and the list follow in some seconds', async () => {
    const { terminal, file } = await session(100, silent());
    terminal.press('down', 'enter');
    await terminal.until('the post', screen => bottomRow(screen).includes('q back'));
    put(file(lake), fs.readFileSync(file(lake), 'utf8').replace('Row 1 of it.', 'Row 1 is another.'));
    await terminal.until('the change', ({ rows }) => rows.includes('  Row 1 is another.'));
    fs.rmSync(file(slugs[2]));
    terminal.type('q');
    await terminal.until('two posts', screen => bottomRow(screen).endsWith('of 2'));
  });
});

test('the preview shows a change of its file', async () => {
  const { terminal, file } = await session(160);
  await terminal.until('the preview of the newest post', ({ rows }) => rows.some(row => row.includes('│   Part 1')));
  const newest = file(slugs[0]);
  put(newest, fs.readFileSync(newest, 'utf8').replace('## Part 1', '## Part one'));
  await terminal.until('the change', ({ rows }) => rows.some(row => row.includes('│   Part one')));
});

const changes = many(1000);

test(`${changes} changes at once cause a handful of frames`, async () => {
  const { terminal, file } = await session();
  const before = terminal.written().length;
  for (let at = 0; at < changes; at++)
    put(file(`the-log-of-day-${at}-/-is-longer-than-one-can-read-/-tonight`), `${at}\n`);
  await terminal.until('all posts', screen => bottomRow(screen).endsWith(`1 of ${(changes + 3).toLocaleString('en')}`));
  // A full frame has about 2 kB.
  expect(terminal.written().length - before).toBeLessThan(20_000);
});
