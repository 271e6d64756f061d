import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBookmarks, serializeBookmark } from '../../src/io/reading-history.ts';

const bookmark = (folder: string, slug: string, line: number): string => serializeBookmark({ folder, slug, line });

test('reads the last bookmark of each post of a folder, also for line 0', () => {
  const kept = [
    bookmark('/a', 'x', 3),
    bookmark('/b', 'x', 9),
    bookmark('/a', 'y', 4),
    bookmark('/a', 'x', 7),
    bookmark('/a', 'y', 0),
  ];
  expect([...parseBookmarks(kept, '/a')]).toEqual([
    ['x', 7],
    ['y', 0],
  ]);
});

test.each([
  [''],
  ['{'],
  ['null'],
  ['{"folder":"/a"}'],
  ['["/a","x"]'],
  ['["/a","x",1,2]'],
  ['["/a",1,2]'],
  ['["/a","x","2"]'],
  ['["/a","x",1.5]'],
  ['["/a","x",1e999]'],
])('%j is not a bookmark', kept => {
  expect(parseBookmarks([kept], '/a').size).toBe(0);
});

test('reads a negative line as the top', () => {
  expect(parseBookmarks(['["/a","x",-3]'], '/a').get('x')).toBe(0);
});

test('reads any bookmark as it was written, from one line', () => {
  const texts = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(texts, texts, fc.nat(), (folder, slug, line) => {
      const kept = bookmark(folder, slug, line);
      expect(kept).not.toMatch(/[\r\n]/);
      expect([...parseBookmarks([kept], folder)]).toEqual([[slug, line]]);
    }),
  );
});
