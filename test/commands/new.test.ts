import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFaults } from '../../src/commands/check.ts';
import { newPost, slugOfHaiku } from '../../src/commands/new.ts';
import { metadata } from '../../src/posts/metadata.ts';
import { type Haiku, parseHaiku } from '../../src/posts/slug.ts';
import { libraryOf } from '../support/library.ts';
import { createTestWriter, runCommand, type Told } from '../support/post-writer.ts';

type Options = Readonly<Record<string, string | true>>;

async function begun(operands: readonly string[], options: Options = {}, there: Readonly<Record<string, string>> = {}) {
  const made = new Map(Object.entries(there));
  const input = { operands, options: { to: 'posts', ...options } };
  const result: Told = await runCommand(newPost, input, { writer: createTestWriter({}, made) });
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

test('a post begins with its haiku, its title and the day', async () => {
  expect(await begun(["It's a / b, c / d"], { title: 'A Day: C #' })).toEqual({
    rows: ['posts/its-a-/-b-c-/-d.md'],
    complaints: [],
    status: 0,
    made: { 'posts/its-a-/-b-c-/-d.md': "It's a / b, c / d\n\nTitle: October 2, 2020 - A Day: C #\n\n" },
  });
});

test('a post without a title is untitled', async () => {
  expect((await begun(['a / b / c'])).made).toEqual({
    'posts/a-/-b-/-c.md': 'a / b / c\n\nTitle: October 2, 2020 - Untitled\n\n',
  });
});

test.each(['mine', 'a / b / c\n\nTitle: October 2, 2020 - Untitled\n\n'])(
  'a post that is there is left, be it as it would have begun: %j',
  async mine => {
    const there = { 'posts/a-/-b-/-c.md': mine };
    expect(await begun(['a / b / c'], {}, there)).toEqual({
      rows: [],
      complaints: ['new: post/a-/-b-/-c.md: File exists'],
      status: 1,
      made: there,
    });
  },
);

describe('a command line is wrong', () => {
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
    const result = await begun(operands, options);
    expect(result).toEqual({ rows: [], complaints: [`new: ${problem}`], status: 2, made: {} });
  });

  test('where nothing can be written', async () => {
    expect(await runCommand(newPost, { operands: ['a / b / c'], options: { to: 'posts' } })).toEqual({
      rows: [],
      complaints: ['new: --to: posts cannot be written here'],
      status: 2,
    });
  });
});

test('a haiku that would open a transcript is refused', async () => {
  expect(await begun(['$ cat post/a / b / c.md'])).toEqual({
    rows: [],
    complaints: ['new: post/cat-post-a-/-b-/-c-md.md: its content would be read as post/a / b / c.md'],
    status: 1,
    made: {},
  });
});

test('what is begun has the title and the day that it was given, and nothing wrong with it', async () => {
  const text = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.stringMatching(/^[# a-z'-]{1,9}$/),
  );
  await fc.assert(
    fc.asyncProperty(fc.tuple(text, text, text), text, async (lines, title) => {
      const { made, status } = await begun([lines.join(' / ')], { title });
      for (const [path, content] of Object.entries(made)) {
        const slug = path.slice('posts/'.length, -'.md'.length);
        const known = await metadata(slug, content);
        expect({ title: known.title, date: known.date }).toEqual({ title: title.trim(), date: '2020-10-02' });
        expect(await findFaults({ slug, path }, content, libraryOf({}))).toEqual([]);
      }
      expect(Object.keys(made).length).toBe(status === 0 ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});
