import { expect, test } from 'vitest';
import { alignment } from '../../src/search/alignment.ts';

test.each([
  ['exsted', 'existed', [0, 1, 3, 4, 5, 6]],
  ['log', 'log', [0, 1, 2]],
  ['tihs', 'this', [0, 1, 3]],
  ['lo', 'lolo', [0, 1]],
  ['back', 'abbaback', [4, 5, 6, 7]],
  ['rlbk', 'rollback', [0, 2, 4, 7]],
  ['xyz', 'log', []],
  ['', 'log', []],
])('%j aligns with %j at %j', (query, word, places) => {
  expect(alignment(query, word)).toEqual(places);
});
