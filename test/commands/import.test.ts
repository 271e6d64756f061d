import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importPosts } from '../../src/commands/import.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { catCommand } from '../../src/posts/slug.ts';
import type { PostRef } from '../../src/posts/types.ts';
import { codePoint } from '../support/code-point.ts';
import { postFiles, refOf } from '../support/library.ts';
import { createTestWriter, runCommand } from '../support/post-writer.ts';

const slug = 'a-/-b-/-c';
const transcript = `$ cat post/${slug}.md\n\na / b / c\n`;

async function runImport(
  files: Readonly<Record<string, string | Uint8Array>>,
  there: Readonly<Record<string, string>> = {},
) {
  const made = new Map(Object.entries(there));
  const input = { operands: Object.keys(files), options: { to: 'posts' } };
  return {
    ...(await runCommand(importPosts, input, { writer: createTestWriter(files, made) })),
    made: Object.fromEntries(made),
  };
}

test('imports the text after the first line as a post', async () => {
  expect(await runImport({ 'any.name': transcript })).toEqual({
    rows: [`post/${slug}.md: imported`],
    errors: [],
    status: 0,
    made: { [`posts/${slug}.md`]: '\na / b / c\n' },
  });
});

test('reads a first line that arrives in pieces', async () => {
  const made = new Map<string, string>();
  const writer = {
    ...createTestWriter({}, made),
    chunks: () => [...transcript].map(each => new TextEncoder().encode(each)),
  };
  await runCommand(importPosts, { operands: ['file'], options: { to: 'posts' } }, { writer });
  expect(Object.fromEntries(made)).toEqual({ [`posts/${slug}.md`]: '\na / b / c\n' });
});

test('keeps an identical post', async () => {
  const there = { [`posts/${slug}.md`]: '\na / b / c\n' };
  expect(await runImport({ one: transcript, two: transcript }, there)).toEqual({
    rows: [`post/${slug}.md: already imported`, `post/${slug}.md: already imported`],
    errors: [],
    status: 0,
    made: there,
  });
});

test('keeps another post of the same name, and imports the rest', async () => {
  const there = { [`posts/${slug}.md`]: 'mine' };
  expect(await runImport({ one: transcript, two: '$ cat post/d.md\nd' }, there)).toEqual({
    rows: ['post/d.md: imported'],
    errors: [`import: one: post/${slug}.md: another post with this name exists`],
    status: 1,
    made: { ...there, 'posts/d.md': 'd' },
  });
});

describe('refuses a file', () => {
  const NOT_A_TRANSCRIPT = "its first line is not '$ cat post/<slug>.md'";
  test.each<[string, string | Uint8Array, string]>([
    ['that is empty', '', NOT_A_TRANSCRIPT],
    ['that is a post', 'a / b / c\n', NOT_A_TRANSCRIPT],
    ['that is another command', '$ cat /etc/passwd\nroot\n', NOT_A_TRANSCRIPT],
    ['whose first line does not end', '$ cat post/a.md', NOT_A_TRANSCRIPT],
    ['that names no post', '$ cat post/.md\n', NOT_A_TRANSCRIPT],
    [
      'whose content is a transcript',
      '$ cat post/a.md\n$ cat post/b.md\nb',
      'post/a.md: its content would be read as post/b.md',
    ],
    ['whose slug is not UTF-8', Buffer.from('$ cat post/\xe4.md\n', 'latin1'), 'post/\ufffd.md: its slug is not UTF-8'],
    [
      'whose slug would move the cursor',
      '$ cat post/a\u001b[2J.md\n',
      'post/a\u001b[2J.md: its slug contains unprintable characters',
    ],
    ['whose slug has a NUL', '$ cat post/a\0.md\n', 'post/a\0.md: its slug contains unprintable characters'],
  ])('%s', async (_, file, problem) => {
    const result = await runImport({ file });
    expect(result).toEqual({ rows: [], errors: [`import: file: ${problem}`], status: 1, made: {} });
  });

  test('that cannot be read', async () => {
    const writer = createTestWriter({}, new Map());
    expect(await runCommand(importPosts, { operands: ['no'], options: { to: 'posts' } }, { writer })).toEqual({
      rows: [],
      errors: ['import: no: No such file or directory'],
      status: 1,
    });
  });

  test.each([
    ['and is not a transcript', '', NOT_A_TRANSCRIPT, 5],
    ['and is one', '$ cat post/a.md\n', 'longer than 64 MiB', 70],
  ])('that is endless, %s, as early as possible', async (_, opening, problem, most) => {
    let read = 0;
    function* endless(): Generator<Uint8Array> {
      yield new TextEncoder().encode(opening);
      for (; read < 100; read++) yield new Uint8Array(2 ** 20);
    }
    const writer = { ...createTestWriter({}, new Map()), chunks: endless };
    const { errors, status } = await runCommand(
      importPosts,
      { operands: ['file'], options: { to: 'posts' } },
      { writer },
    );
    expect({ errors, status }).toEqual({ errors: [`import: file: ${problem}`], status: 1 });
    expect(read).toBeLessThan(most);
  });

  test('that cannot be written', async () => {
    const writer = {
      ...createTestWriter({ file: transcript }, new Map()),
      write: () => ({ problem: 'No space left on device' }),
    };
    expect(await runCommand(importPosts, { operands: ['file'], options: { to: 'posts' } }, { writer })).toEqual({
      rows: [],
      errors: [`import: file: post/${slug}.md: No space left on device`],
      status: 1,
    });
  });
});

const headerOf = (post: PostRef): string => `$ ${catCommand(post)}\n`;

test('a post that is made of any transcript is read as that transcript', async () => {
  const slugs = fc.oneof(
    fc.stringMatching(/^[a-z-]{1,5}(-\/-[a-z]{1,3}){0,2}$/),
    fc.string({ minLength: 1, unit: codePoint }),
  );
  const contents = fc.oneof(fc.string(), fc.constantFrom('$ cat post/x.md\nx', '$ cat post/x.md', '\n'));
  await fc.assert(
    fc.asyncProperty(slugs, contents, async (slug, content) => {
      const file = headerOf(refOf(slug)) + content;
      const { made, status } = await runImport({ file });
      const written = Object.fromEntries(
        Object.entries(made).map(([path, text]) => [path.replace('posts/', ''), text]),
      );
      const scanned = [...openLibrary(postFiles(written)).scan()];
      const read = scanned.map(({ ref, text }) =>
        'problem' in text ? '' : headerOf(ref) + new TextDecoder().decode(text.content),
      );
      expect(read).toEqual(status === 0 ? [file] : []);
    }),
    { numRuns: 200 },
  );
});
