import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importPosts } from '../../src/commands/import.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { catCommand } from '../../src/posts/slug.ts';
import type { PostRef } from '../../src/posts/types.ts';
import { codePoint } from '../support/code-point.ts';
import { SERVICES } from '../support/command.ts';
import { libraryOf, postFiles, refOf } from '../support/library.ts';
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
    rows: [`any.name → post/${slug}.md`],
    errors: [],
    status: 0,
    made: { [`posts/${slug}.md`]: '\na / b / c\n' },
  });
});

test('writes to the folder that the user named, else --to is missing', async () => {
  const made = new Map<string, string>();
  const run = (options: { readonly to?: string }, namedFolder: string | null) =>
    runCommand(
      importPosts,
      { operands: ['a'], options },
      { writer: createTestWriter({ a: transcript }, made), namedFolder },
    );
  expect(await run({}, 'mine')).toMatchObject({ rows: [`a → post/${slug}.md`], status: 0 });
  const missing = { rows: [], errors: ["import: --to: missing option: name the folder by '--to DIR'"], status: 2 };
  expect(await run({}, null)).toEqual(missing);
  expect(await run({ to: '' }, 'mine')).toEqual(missing);
  expect([...made.keys()]).toEqual([`mine/${slug}.md`]);
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
    rows: ['one', 'two'].map(name => `${name} → post/${slug}.md: already imported`),
    errors: [],
    status: 0,
    made: there,
  });
});

test('keeps another post of the same name, and imports the rest', async () => {
  const there = { [`posts/${slug}.md`]: 'mine' };
  expect(await runImport({ one: transcript, two: '$ cat post/d.md\nd' }, there)).toEqual({
    rows: ['two → post/d.md'],
    errors: [`import: one: post/${slug}.md: another post with this name exists`],
    status: 1,
    made: { ...there, 'posts/d.md': 'd' },
  });
});

describe('refuses a file', () => {
  const NOT_A_TRANSCRIPT = "not a post by its ending, and its first line is not '$ cat post/<slug>.md'";
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

/** Sentences that are a good haiku, and its path. */
const PRINTER = 'The printer is warm, and the cat sleeps on its lid. Nobody prints now.';
const printer = 'the-printer-is-warm-/-and-the-cat-sleeps-on-its-lid-/-nobody-prints-now';
const RIVER = 'The river is low. The boats are lying in mud, and the gulls walk past.';
const river = 'the-river-is-low-/-the-boats-are-lying-in-mud-/-and-the-gulls-walk-past';

const importing = async (
  files: Readonly<Record<string, string | Uint8Array>>,
  operands: readonly string[],
  options: Readonly<Record<string, string | true>> = {},
  there: Readonly<Record<string, string>> = {},
) => {
  const made = new Map(Object.entries(there));
  const input = { operands, options: { to: 'to', ...options } };
  const result = await runCommand(importPosts, input, { writer: createTestWriter(files, made) });
  return { ...result, made: Object.fromEntries([...made].slice(Object.keys(there).length)) };
};

describe('a post', () => {
  test.each([
    ['the best haiku in its sentences', `# Warm\n\n${PRINTER}\n`, printer],
    [
      'the haiku in its front matter',
      `---\nhaiku: One / two / three\n---\n\n# Warm\n\n${PRINTER}\n`,
      'one-/-two-/-three',
    ],
    ['the haiku in its first line', `One / two / three\n\n# Warm\n\n${PRINTER}\n`, 'one-/-two-/-three'],
  ])('is named by %s', async (_, content, slug) => {
    expect(await importing({ 'warm.md': content }, ['warm.md'])).toEqual({
      rows: [`warm.md → post/${slug}.md`],
      errors: [],
      status: 0,
      made: { [`to/${slug}.md`]: content },
    });
  });

  test('is named by the haiku of --haiku, also a transcript', async () => {
    const options = { haiku: "The Intern's log / at noon / is silent" };
    for (const file of ['# Warm\n\nHot.\n', '$ cat post/x.md\n# Warm\n\nHot.\n'])
      expect(await importing({ 'warm.md': file }, ['warm.md'], options)).toEqual({
        rows: ['warm.md → post/the-interns-log-/-at-noon-/-is-silent.md'],
        errors: [],
        status: 0,
        made: { 'to/the-interns-log-/-at-noon-/-is-silent.md': '# Warm\n\nHot.\n' },
      });
  });

  test.each([
    ['a / b', ['a.md'], "a / b: expected three lines, with ' / ' between them"],
    ['a / b / !', ['a.md'], 'a / b / !: a line has no letters'],
    ['a / b / c', ['a.md', 'b.md'], 'is the name of one post'],
    ['a / b / c', ['in'], 'is the name of one post'],
  ])('is not named by --haiku %j for %j', async (haiku, operands, problem) => {
    expect(await importing({ 'a.md': 'a', 'b.md': 'b', 'in/c.md': 'c' }, operands, { haiku })).toEqual({
      rows: [],
      errors: [`import: --haiku: ${problem}`],
      status: 2,
      made: {},
    });
  });

  test('is named by a fragment if there is no better haiku, and a message says so', async () => {
    const content =
      '# Steps\n\nWhen it changes, the screen shows the new text, and you stay at the line that you were reading.\n';
    const { rows, status } = await importing({ 'a.md': content }, ['a.md']);
    const path = 'the-screen-shows-the-new-/-text-and-you-stay-at-the-line-/-that-you-were-reading.md';
    expect(rows).toEqual([`a.md → post/${path}: only a fragment`]);
    expect(status).toBe(0);
  });

  test('is not named by a fragment that nobody would call a haiku', async () => {
    const content = '# Steps\n\nHere you can use it, and the server may have it, which is an issue, but so be it.\n';
    expect((await importing({ 'a.md': content }, ['a.md'])).rows).toEqual(['a.md → post/a.md']);
  });

  test('without a haiku keeps its path, and the status says so', async () => {
    expect(await importing({ './blog/plain.md': 'Short.\n' }, ['./blog/plain.md'])).toEqual({
      rows: ['./blog/plain.md → post/blog/plain.md'],
      errors: ['import: ./blog/plain.md: no haiku found, or its name is taken: keeps its path'],
      status: 1,
      made: { 'to/blog/plain.md': 'Short.\n' },
    });
    expect(await importing({ '-': 'Short.\n' }, ['-'])).toMatchObject({
      errors: ["import: -: no haiku found: name it by '--haiku'"],
      status: 1,
      made: {},
    });
  });

  test('takes its next haiku if another post has the best one', async () => {
    const both = `# Warm\n\n${PRINTER} I paid for the rest. ${RIVER}\n`;
    const there = { [`to/${printer}.md`]: 'other' };
    expect((await importing({ 'a.md': both }, ['a.md'], {}, there)).made).toEqual({ [`to/${river}.md`]: both });
    const again = { ...there, [`to/${river}.md`]: both };
    expect(await importing({ 'a.md': both }, ['a.md'], {}, again)).toMatchObject({
      rows: [`a.md → post/${river}.md: already imported`],
      made: {},
    });
  });
});

describe('a folder', () => {
  const FOLDER = {
    'in/2019-05-06-notes-on-tea.txt': `${RIVER}\n`,
    'in/2019/03/04/post.markdown': `# Heading\r\n\r\n${PRINTER}\r\n`,
    'in/2021 My notes.md': `${PRINTER} I paid for the rest.\n`,
    'in/_drafts/idea.md': `---\ntitle: Idea\n---\n\n${RIVER} Then it rains.\n`,
    'in/bom.md': `\ufeff{"title": "JSON"}\n\n${RIVER}`,
    'in/saved': `$ cat post/x/y.md\nhello`,
    'in/toml.md': `+++\r\ntitle = "TOML"\r\ndate = 2020-01-02\r\n+++\r\n\r\n${PRINTER}`,
    'in/yaml.rst': `Title\n=====\n\nPlain.\n`,
    'in/page.html': '<p>',
  };
  const names = {
    '2019-05-06-notes-on-tea.txt': `2019-05-06-notes-on-tea/${river}.txt`,
    '2019/03/04/post.markdown': `2019-03-04/${printer}.markdown`,
    '2021 My notes.md': `2021-My-notes/${printer}.md`,
    '_drafts/idea.md': `drafts/${river}.md`,
    'bom.md': `${river}.md`,
    saved: 'x/y.md',
    'toml.md': `${printer}.md`,
    'yaml.rst': 'yaml.rst',
  };
  const messages = [
    'import: in/yaml.rst: no haiku found, or its name is taken: keeps its path',
    'import: in: 1 file of .html is not read',
  ];

  test('becomes a folder of haiku: each post keeps its bytes, title, date and draft', async () => {
    const { made, errors, status } = await importing(FOLDER, ['in/']);
    const expected = Object.entries(names).map(([old, name]) => {
      const content = FOLDER[`in/${old}` as keyof typeof FOLDER];
      return [`to/${name}`, old === 'saved' ? 'hello' : content];
    });
    expect({ made, errors, status }).toEqual({
      made: Object.fromEntries(expected),
      errors: messages.map(text => text.replace(': in:', ': in/:')),
      status: 1,
    });
    const posts = async (files: Readonly<Record<string, string>>, top: string) => {
      const below = Object.entries(files).map(([path, text]) => [path.slice(top.length), text]);
      const all = await openLibrary(postFiles(Object.fromEntries(below))).posts();
      return all.map(({ title, date, draft, words }) => ({ title, date, draft, words })).toSorted(byText);
    };
    expect(await posts(made, 'to/')).toEqual(await posts(FOLDER, 'in/'));
  });

  test('is only listed by a dry run', async () => {
    expect(await importing(FOLDER, ['in'], { 'dry-run': true })).toEqual({
      rows: Object.entries(names).map(([old, name]) => `in/${old} → post/${name}`),
      errors: messages,
      status: 1,
      made: {},
    });
  });

  test('with two posts of the same haiku: a dry run names them as the import does', async () => {
    const files = { 'in/a.md': `# A\n\n${PRINTER}\n`, 'in/b.md': `# B\n\n${PRINTER} I paid for it. ${RIVER}\n` };
    const { rows, made } = await importing(files, ['in']);
    expect(Object.keys(made)).toEqual([`to/${printer}.md`, `to/${river}.md`]);
    expect((await importing(files, ['in'], { 'dry-run': true })).rows).toEqual(rows);
  });

  test('that was imported is imported again without a change', async () => {
    const { made } = await importing(FOLDER, ['in']);
    const copy = Object.fromEntries(Object.entries(made).map(([path, text]) => [path.replace('to/', 'in/'), text]));
    expect((await importing(copy, ['in'])).made).toEqual(made);
  });
});

const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('the question which haiku is the name', () => {
  const files = { 'a.md': `# A\n\n${RIVER} I paid for it. ${PRINTER}\n` };
  const ask = async (
    operands: readonly string[],
    answer: (posts: readonly PostRef[]) => PostRef | null | undefined,
  ) => {
    const made = new Map<string, string>();
    const asked: (readonly string[])[] = [];
    const writer = createTestWriter({ ...files, 'b.md': files['a.md'] }, made);
    const context = { ...SERVICES, library: () => libraryOf({}), history: () => [], writer: async () => writer };
    const run = importPosts.run({ operands, options: { to: 'to' } }, context);
    let step = await run.next();
    while (!step.done) {
      const { value } = step;
      if (value.kind === 'choice') asked.push(value.posts.map(({ path }) => path));
      step = await run.next(value.kind === 'choice' ? answer(value.posts) : undefined);
    }
    return { asked, made: [...made.keys()], status: step.value };
  };
  const asked = [[`${river}.md`, `${printer}.md`]];

  test('is asked for one file, and the answer is taken', async () => {
    expect(await ask(['a.md'], posts => posts[1])).toEqual({ asked, made: [`to/${printer}.md`], status: 0 });
  });

  test('takes the best one if nobody can answer', async () => {
    expect(await ask(['a.md'], () => undefined)).toEqual({ asked, made: [`to/${river}.md`], status: 0 });
  });

  test('imports nothing if the user gives up', async () => {
    expect(await ask(['a.md'], () => null)).toEqual({ asked, made: [], status: 1 });
  });

  test('is not asked for several files', async () => {
    expect(await ask(['a.md', 'b.md'], () => null)).toMatchObject({ asked: [], status: 0 });
  });
});
