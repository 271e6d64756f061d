import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFaults } from '../../src/commands/check.ts';
import { newPost, slugOfHaiku } from '../../src/commands/new.ts';
import { createFolderIndex } from '../../src/posts/dead-link.ts';
import type { PostWriter } from '../../src/posts/post-writer.ts';
import { metadata } from '../../src/posts/read-post.ts';
import { type Haiku, parseHaiku } from '../../src/posts/slug.ts';
import { toPlainText } from '../../src/posts/strip-inline-marks.ts';
import { type CommandResult, createTestWriter, runCommand } from '../support/post-writer.ts';

type Options = Readonly<Record<string, string | true>>;

async function runNew(
  operands: readonly string[],
  options: Options = {},
  there: Readonly<Record<string, string>> = {},
) {
  const made = new Map(Object.entries(there));
  const input = { operands, options: { to: 'posts', ...options } };
  const result: CommandResult = await runCommand(newPost, input, { writer: createTestWriter({}, made) });
  return { ...result, made: Object.fromEntries(made) };
}

test.each<[string, string]>([
  ['a / b / c', 'a-/-b-/-c'],
  [
    "the intern's laptop / a cable, no tag / and I found out: Spain",
    'the-interns-laptop-/-a-cable-no-tag-/-and-i-found-out-spain',
  ],
  [
    'apt-get from the past / You’re right / are called Test McTest',
    'apt-get-from-the-past-/-youre-right-/-are-called-test-mctest',
  ],
  ['…so / "it" says / 7.5 %', 'so-/-it-says-/-7-5'],
  ['Käse / cafe\u0301 / 雨', 'käse-/-café-/-雨'],
])('the slug of %s is %s', (haiku, slug) => {
  expect(slugOfHaiku(parseHaiku(haiku) as Haiku)).toBe(slug);
});

test('creates a post with the day, its haiku and its title as a heading', async () => {
  expect(await runNew(["It's a / b, c / d"], { title: 'A Day: C #' })).toEqual({
    rows: ['posts/its-a-/-b-c-/-d.md'],
    errors: ['new: 2-2-1, not 5-7-5: line 1 has three too few, line 2 has five too few, line 3 has four too few'],
    status: 0,
    made: { 'posts/its-a-/-b-c-/-d.md': "---\ndate: 2020-10-02\n---\n\nIt's a / b, c / d\n\n# A Day: C \\#\n\n" },
  });
});

test.each([
  ['the lamp in the hall / nobody turns it off now / it hums by itself', []],
  ['the lamp in the hall / nobody turned off the light / it hums', ['new: 5-7-2, not 5-7-5: line 3 has three too few']],
  ['die Lampe im Flur / und niemand macht sie aus / und sie summt', []],
])('writes %s, and says what is not 5-7-5', async (haiku, errors) => {
  const result = await runNew([haiku]);
  expect(result).toMatchObject({ errors, status: 0 });
  expect(Object.keys(result.made)).toHaveLength(1);
});

describe('without a haiku', () => {
  const run = async (askHaiku: PostWriter['askHaiku']) => {
    const made = new Map<string, string>();
    const writer = { ...createTestWriter({}, made), askHaiku };
    const { errors, status } = await runCommand(newPost, { operands: [], options: { to: 'posts' } }, { writer });
    return { errors, status, made: [...made.keys()] };
  };

  test('takes the one that the user types', async () => {
    const haiku = 'a lamp in the hall / nobody turns it off now / it hums by itself';
    const file = 'posts/a-lamp-in-the-hall-/-nobody-turns-it-off-now-/-it-hums-by-itself.md';
    expect(await run(async () => haiku)).toEqual({ errors: [], status: 0, made: [file] });
  });

  test('writes nothing if the user gives up, or cannot be asked', async () => {
    expect(await run(async () => null)).toEqual({ errors: [], status: 1, made: [] });
    expect(await run({ problem: 'missing operand' })).toEqual({
      errors: ['new: <haiku>: missing operand'],
      status: 2,
      made: [],
    });
  });
});

const UNTITLED = '---\ndate: 2020-10-02\n---\n\na / b / c\n\n# Untitled\n\n';

test('the default title is Untitled', async () => {
  expect((await runNew(['a / b / c'])).made).toEqual({
    'posts/a-/-b-/-c.md': UNTITLED,
  });
});

test.each(['mine', UNTITLED])('keeps an existing post, even an identical one: %j', async mine => {
  const there = { 'posts/a-/-b-/-c.md': mine };
  expect(await runNew(['a / b / c'], {}, there)).toEqual({
    rows: [],
    errors: ['new: post/a-/-b-/-c.md: File exists'],
    status: 1,
    made: there,
  });
});

describe('a usage error', () => {
  test.each<[readonly string[], Options, string]>([
    [['a / b'], {}, "a / b: expected three lines, with ' / ' between them"],
    [['a / b / c / d'], {}, "a / b / c / d: expected three lines, with ' / ' between them"],
    [['a/b/c'], {}, "a/b/c: expected three lines, with ' / ' between them"],
    [['a / … / c'], {}, 'a / … / c: a line has no letters'],
    [['a / b\u001b / c'], {}, 'a / b\u001b / c: contains unprintable characters'],
    [['a / b\nd / c'], {}, 'a / b\nd / c: contains unprintable characters'],
    [['a / b / c'], { title: ' ' }, '--title: is empty'],
    [['a / b / c'], { title: 'a\nb' }, '--title: a\nb: contains unprintable characters'],
  ])('%j %j', async (operands, options, problem) => {
    const result = await runNew(operands, options);
    expect(result).toEqual({ rows: [], errors: [`new: ${problem}`], status: 2, made: {} });
  });
});

test('the post is written to the folder that the user named, else --to is missing', async () => {
  const made = new Map<string, string>();
  const run = (namedFolder: string | null) =>
    runCommand(newPost, { operands: ['a / b / c'], options: {} }, { writer: createTestWriter({}, made), namedFolder });
  expect(await run('mine')).toMatchObject({ rows: ['mine/a-/-b-/-c.md'], status: 0 });
  expect(await run(null)).toEqual({
    rows: [],
    errors: ["new: --to: missing option: name the folder by '--to DIR'"],
    status: 2,
  });
  expect([...made.keys()]).toEqual(['mine/a-/-b-/-c.md']);
});

test('--edit opens the new post at its last line, and reports an editor that fails', async () => {
  const made = new Map<string, string>();
  const log: unknown[] = [];
  const run = (problem: string | null) => {
    const editor = async (file: string, line: number): Promise<string | null> => {
      log.push({ file, line, text: made.get(file) });
      return problem;
    };
    const writer = { ...createTestWriter({}, made), editor };
    return runCommand(newPost, { operands: ['a / b / c'], options: { to: 'posts', edit: true } }, { writer });
  };
  const scan = 'new: 1-1-1, not 5-7-5: line 1 has four too few, line 2 has six too few, line 3 has four too few';
  expect(await run(null)).toEqual({ rows: ['posts/a-/-b-/-c.md'], errors: [scan], status: 0 });
  expect(log).toEqual([{ file: 'posts/a-/-b-/-c.md', line: 8, text: UNTITLED }]);
  expect(await run(null)).toMatchObject({ errors: ['new: post/a-/-b-/-c.md: File exists'], status: 1 });
  made.clear();
  expect(await run('vi: No such file or directory')).toEqual({
    rows: ['posts/a-/-b-/-c.md'],
    errors: [scan, 'new: --edit: vi: No such file or directory'],
    status: 1,
  });
  expect(log).toHaveLength(2);
});

test('--edit without an editor writes nothing', async () => {
  expect(await runNew(['a / b / c'], { edit: true })).toEqual({
    rows: [],
    errors: ['new: --edit: nothing is to be edited'],
    status: 2,
    made: {},
  });
});

test('creates a post of a haiku that looks like the prompt of a transcript', async () => {
  const { status, made } = await runNew(['$ cat post/a / b / c.md']);
  expect(status).toBe(0);
  expect(made['posts/cat-post-a-/-b-/-c-md.md']).toContain('\n$ cat post/a / b / c.md\n');
});

test.each(['Title: of a title', 'In C#', 'In # and ##', '##', 'What is *this*?'])('keeps the title %j', async title => {
  const [[path, content] = ['', '']] = Object.entries((await runNew(['a / b / c'], { title })).made);
  expect((await metadata({ slug: 'a-/-b-/-c', path }, content)).title).toBe(title.replaceAll('*', ''));
});

test('creates posts that have their title and day, and that check accepts', async () => {
  const text = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.stringMatching(/^[# a-z'-]{1,9}$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.tuple(text, text, text), text, async (lines, title) => {
      const { made, status } = await runNew([lines.join(' / ')], { title });
      for (const [path, content] of Object.entries(made)) {
        const slug = path.slice('posts/'.length, -'.md'.length);
        const created = await metadata({ slug, path }, content);
        expect({ title: created.title, date: created.date }).toEqual({ title: toPlainText(title), date: '2020-10-02' });
        expect(await findFaults({ slug, path }, content, createFolderIndex([]))).toEqual([]);
      }
      expect(Object.keys(made).length).toBe(status === 0 ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});
