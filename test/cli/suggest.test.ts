import { expect, test } from 'vitest';
import { didYouMean } from '../../src/cli/suggest.ts';

const names = ['cat', 'less', 'ls', 'find', 'grep', 'help'];

test.each([
  ['gerp', 'grep'],
  ['grpe', 'grep'],
  ['fnd', 'find'],
  ['cta', 'cat'],
  ['l', 'ls'],
  ['hepl', 'help'],
  ['lss', 'ls'],
  ['les', 'less'],
  ['cat', 'cat'],
  ['vim', null],
  ['git', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('suggests for %j the name %j', (typed, name) => {
  expect(didYouMean(typed, names)).toBe(name === null ? '' : `did you mean '${name}'? `);
});
