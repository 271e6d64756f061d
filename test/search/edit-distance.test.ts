import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../src/search/edit-distance.ts';

test.each([
  ['', '', 0, 0],
  ['', 'abc', 3, 0],
  ['log', 'log', 0, 0],
  ['exsted', 'existed', 1, 1],
  ['tihs', 'this', 1, 1],
  ['rolback', 'rollback', 1, 1],
  ['rolb', 'rollback', 4, 1],
  ['kitten', 'sitting', 3, 2],
  ['ca', 'abc', 3, 1],
])('from %j to %j it is %i edits, to a start of it %i', (query, word, whole, start) => {
  expect(editDistance(query, word)).toEqual({ whole, start });
});

const word = fc.string({ maxLength: 12 });

test('a distance is the same both ways, and never longer than the longer word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const { whole, start } = editDistance(a, b);
      expect(whole).toBe(editDistance(b, a).whole);
      expect(whole).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(start).toBeLessThanOrEqual(whole);
    }),
  );
});
