import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CacheEntry,
  isStable,
  isUnchanged,
  newestFirst,
  packEntries,
  parseEntry,
  serializeEntry,
} from '../../src/posts/metadata-cache.ts';
import { postOf } from '../support/library.ts';

const count = fc.nat();
const text = fc.string({ unit: 'binary' });
const path = fc.string({ unit: 'grapheme' });
const haiku = fc.tuple(text, text, text);

const remembered: fc.Arbitrary<CacheEntry> = fc
  .record({
    path,
    stamp: fc.record({ size: count, modified: fc.option(fc.double({ min: 0, max: 1e13, noNaN: true })) }),
    post: fc.option(fc.record({ slug: path, haiku, title: text, date: fc.option(text), words: count, minutes: count })),
  })
  // -0 is 0 to JSON, and to every reader.
  .map(({ path, stamp: { size, modified }, post }) => ({
    path,
    stamp: { size, modified: modified === null ? null : modified + 0 },
    post: post && { ...post, path },
  }));

describe('a file as a line', () => {
  test('is one line, and reads back as what it was', () => {
    fc.assert(
      fc.property(remembered, each => {
        const line = serializeEntry(each);
        expect(line).not.toContain('\n');
        expect(parseEntry(line)).toEqual(each);
      }),
    );
  });

  test('has no slug where the path spells it', () => {
    const { path, ...post } = postOf('a / b / c', { path: 'a-/-b-/-c.md' });
    const each = { path, stamp: { size: 57, modified: 5 }, post: { ...post, path } };
    expect(serializeEntry(each)).toBe('["a-/-b-/-c.md",57,5,0,["a","b","c"],"",null,1,1]');
  });

  test.each([
    '',
    'null',
    '{}',
    '["a.md"]',
    '["a.md",1,2',
    '["a.md",-1,2]',
    '["a.md",1,"2"]',
    '[1,1,2]',
    '["a.md",1,2,0,["a","b"],"",null,1,1]',
    '["a.md",1,2,0,["a","b",3],"",null,1,1]',
    '["a.md",1,2,0,["a","b","c"],null,null,1,1]',
    '["a.md",1,2,0,["a","b","c"],"",7,1,1]',
    '["a.md",1,2,0,["a","b","c"],"",null,1,-1]',
    '["a.md",1,2,1,["a","b","c"],"",null,1,1]',
    '["a.md",1,2,0,["a","b","c"],"",null,1,1,1]',
  ])('%j is none', line => expect(parseEntry(line)).toBeNull());

  test('any text at all is a line or none', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), line => void parseEntry(line)));
  });
});

test.each([
  ['size and time are the same', { size: 5, modified: 7 }, { size: 5, modified: 7 }, true],
  ['it has another size', { size: 5, modified: 7 }, { size: 6, modified: 7 }, false],
  ['it has another time, be it an earlier one', { size: 5, modified: 7 }, { size: 5, modified: 6 }, false],
  ['any time will do', { size: 5, modified: null }, { size: 5, modified: 7 }, true],
  ['it is gone', { size: 5, modified: 7 }, null, false],
  ['it could not be looked at', null, { size: 5, modified: 7 }, false],
  ['it never could be looked at', null, null, false],
])('a file of which %s', (_, stamp, now, expected) => {
  expect(isUnchanged({ path: 'a.md', stamp, post: null }, now)).toBe(expected);
});

test('the newest is first, whatever the order they come in; of one day they go by slug', () => {
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

test('what is packed is the same, however often it is asked for, and holds the same posts', () => {
  fc.assert(
    fc.property(fc.array(remembered), all => {
      const known = all.filter(each => isStable(each, Number.POSITIVE_INFINITY));
      const kept = packEntries(known);
      expect([...kept]).toEqual(known);
      expect([...kept].every(({ post }, at) => post === known[at]?.post)).toBe(true);
    }),
  );
});

test.each([
  [null, false],
  [{ size: 1, modified: null }, false],
  [{ size: 1, modified: 7999 }, true],
  [{ size: 1, modified: 8000 }, false],
  [{ size: 1, modified: 20_000 }, false],
])('a file of the stamp %j that was read after 10 s is settled: %s', (stamp, settled) => {
  expect(isStable({ path: 'a.md', stamp, post: null }, 10_000)).toBe(settled);
});
