import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listedRow } from '../../src/commands/list-rows.ts';
import type { Post } from '../../src/posts/types.ts';
import type { MatchedField } from '../../src/search/hits.ts';
import { textOf } from '../../src/text/span.ts';
import { spansWidth, width } from '../../src/text/width.ts';
import { rowsAt } from '../support/command.ts';
import { postOf } from '../support/library.ts';
import { asSafe } from '../support/safe.ts';

const posts: readonly Post[] = [
  postOf('A fan / hums all / night', { date: '2021-05-03' }),
  postOf('the kettle clicks off / nobody remembers why / it was switched on', { date: '2020-02-11' }),
  { ...postOf('x / y / z'), slug: 'trains/steam', path: 'trains/steam.md', haiku: null, title: 'Why steam is loud' },
];
const rowsOf = (columns: number, fields: readonly MatchedField[] = []): readonly string[] => {
  const all = (): readonly Post[] => posts;
  return posts.flatMap(post => rowsAt({ hit: { post, matched: [], fields }, all }, columns));
};

test('dates are the first column where no haiku is cut by it', () => {
  expect(rowsOf(78)).toEqual([
    '2021-05-03  A fan / hums all / night',
    '2020-02-11  the kettle clicks off / nobody remembers why / it was switched on',
    '            Why steam is loud  trains',
  ]);
});

test('on a narrower screen dates stand at the right, where there is room', () => {
  expect(rowsOf(70)).toEqual([
    'A fan / hums all / night                                    2021-05-03',
    'the kettle clicks off / nobody remembers why / it was switched on',
    'Why steam is loud  trains',
  ]);
});

test('a row that is too long is cut', () => {
  expect(rowsOf(20)).toEqual(['A fan / hums all / …', 'the kettle clicks o…', 'Why steam is loud']);
});

test('fields that match get a row below if they do not fit', () => {
  const fields = [{ kind: 'tag', text: '#kitchen', matched: [1] }] as const;
  expect(rowsOf(66, fields)).toEqual([
    'A fan / hums all / night  #kitchen                      2021-05-03',
    'the kettle clicks off / nobody remembers why / it was switched on',
    '  #kitchen                                              2020-02-11',
    'Why steam is loud  #kitchen  trains',
  ]);
});

test('a list without dates has no column for them', () => {
  const [post = posts[0] as Post] = [postOf('one / lamp / less')];
  expect(rowsAt({ hit: { post, matched: [], fields: [] }, all: () => [post] }, 80)).toEqual(['one / lamp / less']);
});

test('the rest of a row with details stands below the name', () => {
  const [, post] = posts;
  const before = [{ text: asSafe('2020-02-11   2 words  1 min  '), styles: [] }];
  if (!post) throw new Error('no post');
  expect(rowsAt({ hit: { post, matched: [], fields: [] }, before, all: () => posts }, 70)).toEqual([
    '2020-02-11   2 words  1 min  the kettle clicks off / nobody remembers',
    '                             why / it was switched on',
  ]);
});

test('no row is wider than the screen, and each has its whole haiku where the screen is as wide', () => {
  const line = fc.string({ unit: fc.constantFrom('a', ' ', '茶', 'e\u0301', 'z'), minLength: 1, maxLength: 30 });
  const post = fc.record({
    haiku: fc.option(fc.tuple(line, line, line)),
    title: line,
    date: fc.constantFrom(null, '2020', '2020-04', '2020-04-01'),
    draft: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(post, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 130 }),
      (metadata, columns) => {
        const posts = metadata.map((each, at) => ({
          ...postOf('a / b / c'),
          slug: `f/${at}`,
          path: `f/${at}.md`,
          ...each,
        }));
        const all = (): readonly Post[] => posts;
        for (const post of posts) {
          const { row, arrange } = listedRow({ hit: { post, matched: [], fields: [] }, all });
          const rows = arrange(row, columns);
          expect(rows).toHaveLength(1);
          expect(rows.every(row => spansWidth(row) <= columns)).toBe(true);
          const haiku = post.haiku?.join(' / ') ?? '';
          if (width(haiku) <= columns) expect(rows.map(textOf).join('\n')).toContain(haiku);
        }
      },
    ),
  );
});
