import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CacheEntry, isStable, isUnchanged, parseEntry, serializeEntry } from '../../src/posts/metadata-cache.ts';
import { newestFirst } from '../../src/posts/newest-first.ts';
import { codePoint } from '../support/code-point.ts';
import { postOf } from '../support/library.ts';

const count = fc.nat();
const text = fc.string({ unit: codePoint });
const path = fc.string({ unit: 'grapheme' });
const haiku = fc.option(fc.tuple(text, text, text));

const entries: fc.Arbitrary<CacheEntry> = fc
  .record({
    path,
    stamp: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0)),
    post: fc.option(
      fc.record({
        slug: path,
        haiku,
        title: text,
        date: fc.option(text),
        tags: fc.array(text),
        draft: fc.boolean(),
        words: count,
        minutes: count,
      }),
    ),
  })
  .map(({ path, stamp, post }) => ({ path, stamp, post: post && { ...post, path } }));

describe('an entry as a line', () => {
  test('is one line, and is parsed as the same entry', () => {
    fc.assert(
      fc.property(entries, entry => {
        const line = serializeEntry(entry);
        expect(line).not.toContain('\n');
        expect(parseEntry(line)).toEqual(entry);
      }),
    );
  });

  test('has no slug if the path spells it', () => {
    const { path, ...post } = postOf('a / b / c', { path: 'a-/-b-/-c.md' });
    const entry = { path, stamp: [57, 5, 6, 7], post: { ...post, path } };
    expect(serializeEntry(entry)).toBe('["a-/-b-/-c.md",[57,5,6,7],3,["a","b","c"],"",null,[],false,1,1]');
  });

  test.each([
    '',
    'null',
    '{}',
    '["a.md"]',
    '["a.md",[1,2]',
    '["a.md",1]',
    '["a.md",[1,"2"]]',
    '[1,[1,2]]',
    '["a.md",[1,2],3]',
    '["a.md",[1,2],3,["a","b"],"",null,[],false,1,1]',
    '["a.md",[1,2],3,["a","b",3],"",null,[],false,1,1]',
    '["a.md",[1,2],3,["a","b","c"],null,null,[],false,1,1]',
    '["a.md",[1,2],3,["a","b","c"],"",7,[],false,1,1]',
    '["a.md",[1,2],3,["a","b","c"],"",null,[],false,1,-1]',
    '["a.md",[1,2],null,["a","b","c"],"",null,[],false,1,1]',
    '["a.md",[1,2],3,["a","b","c"],"",null,[],false,1,1,1]',
  ])('%j is not an entry', line => expect(parseEntry(line)).toBeNull());

  test('any text is an entry or null', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), line => void parseEntry(line)));
  });
});

test.each([
  ['has the same stamp', [5, 7, 8, 9], [5, 7, 8, 9], true],
  ['has another size', [5, 7, 8, 9], [6, 7, 8, 9], false],
  ['has another mtime, even an earlier one', [5, 7, 8, 9], [5, 6, 8, 9], false],
  ['has another ctime', [5, 7, 8, 9], [5, 7, 9, 9], false],
  ['has another inode', [5, 7, 8, 9], [5, 7, 8, 1], false],
  ['has the size, which is all that is known', [5], [5, 7, 8, 9], true],
  ['has another size, which is all that is known', [5], [55, 7, 8, 9], false],
  ['is gone', [5, 7, 8, 9], null, false],
  ['never had a stamp', [], [5, 7, 8, 9], false],
  ['never had a stamp, and is gone', [], null, false],
])('a file that %s: unchanged', (_, stamp, now, expected) => {
  expect(isUnchanged({ path: 'a.md', stamp, post: null }, now)).toBe(expected);
});

test('sorts drafts last, whatever their date', () => {
  const posts = [
    postOf('a', { date: '2031-01-01', draft: true }),
    postOf('b', { date: null }),
    postOf('c', { date: '2020' }),
    postOf('d', { date: '2020-05' }),
  ];
  expect(newestFirst(posts).map(number => posts[number]?.slug)).toEqual(['d', 'c', 'b', 'a']);
});

test('sorts the newest first, and posts of one day by slug', () => {
  const dates = fc.array(fc.option(fc.constantFrom('2020-10', '2020-10-12', '2020-11-01', '1999-01-01')));
  fc.assert(
    fc.property(dates, fc.gen(), (given, g) => {
      const posts = given.map(date => postOf(g(fc.string, { unit: 'grapheme' }), { date }));
      const order = newestFirst(posts).map(number => posts[number]);
      const expected = posts.toSorted((a, b) => {
        const [x, y] = [a.date ?? '', b.date ?? ''];
        return x === y ? (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0) : x < y ? 1 : -1;
      });
      expect(order).toEqual(expected);
      expect(new Set(newestFirst(posts)).size).toBe(posts.length);
    }),
  );
});

test.each([
  [[], false],
  [[1], false],
  [[1, 7999, 7999, 5], true],
  [[1, 8000, 8000, 5], false],
  [[1, 20_000, 20_000, 5], false],
])('a file with the stamp %j that was read after 10 s is stable: %s', (stamp, expected) => {
  expect(isStable({ path: 'a.md', stamp, post: null }, 10_000)).toBe(expected);
});
