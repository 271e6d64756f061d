import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBookmarks, serializeBookmark } from '../../src/io/bookmarks.ts';

const place = (folder: string, slug: string, line: number): string => serializeBookmark({ folder, slug, line });

test('of a folder the last word on each post counts, and 0 is one', () => {
  const kept = [
    place('/a', 'x', 3),
    place('/b', 'x', 9),
    place('/a', 'y', 4),
    place('/a', 'x', 7),
    place('/a', 'y', 0),
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
])('%j is no place', kept => {
  expect(parseBookmarks([kept], '/a').size).toBe(0);
});

test('no line is above the top', () => {
  expect(parseBookmarks(['["/a","x",-3]'], '/a').get('x')).toBe(0);
});

test('what was kept is what is read again, on a line of its own', () => {
  const texts = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(texts, texts, fc.nat(), (folder, slug, line) => {
      const kept = place(folder, slug, line);
      expect(kept).not.toMatch(/[\r\n]/);
      expect([...parseBookmarks([kept], folder)]).toEqual([[slug, line]]);
    }),
  );
});
