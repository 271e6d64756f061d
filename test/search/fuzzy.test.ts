import { expect, test } from 'vitest';
import { alignment, nearest, searchedText, searcher } from '../../src/search/fuzzy.ts';
import { postOf } from '../support/library.ts';

const posts = [
  postOf('the plan exists / nobody has read it / since the office moved'),
  postOf('we shipped on Friday / the rollback was a wish / and so we rolled on', { title: 'Notes on Trains' }),
  postOf('no one wrote it down / the way back had been a myth / no rollback existed'),
  postOf('BIOS beeps at four / a shell I opened listens / lamps turn off alone'),
  postOf('静かなログ / 誰も読まない / 夜の棚'),
];
const [plan, friday, myth, bios, quiet] = posts;
const search = searcher(posts);

test('with nothing typed every post is a hit, in the order given', () => {
  expect(search('  ')).toEqual(posts.map(post => ({ post, score: 0, matched: [] })));
});

test.each([
  ['rolback exsted', myth],
  ['rollback existed', myth],
  ['existed rollback', myth],
  ['no rollb', myth],
  ['rlbk exi', myth],
  ['BIOS', bios],
  ['biso beeps', bios],
  ['lamps shell', bios],
  ['trains', friday],
  ['friday rollback', friday],
  ['plan', plan],
  ['pl ex', plan],
  ['静かなログ', quiet],
  ['bbafas', bios],
  ['tpenhri', plan],
])('the query %j finds its post first', (query, post) => {
  expect(search(query)[0]?.post).toBe(post);
});

test.each([['xylophone'], ['rollback xylophone'], ['q'], ['zzzz']])('the query %j finds nothing', query => {
  expect(search(query)).toEqual([]);
});

test('words that stand together rank before the same words apart', () => {
  const apart = postOf('so red is the sky / b / and the last lamp');
  const together = postOf('b / the red lamp / c');
  expect(searcher([apart, together])('red lamp').map(hit => hit.post)).toEqual([together, apart]);
});

/** The text of a post with the matched characters in brackets. */
const marked = (query: string): string | undefined => {
  const [hit] = search(query);
  const text =
    hit && [...searchedText(hit.post)].map((letter, at) => (hit.matched.includes(at) ? `[${letter}]` : letter));
  return text?.join('').replaceAll('][', '');
};

test.each([
  ['rolback exsted', 'no one wrote it down / the way back had been a myth / no [rol]l[back] [ex]i[sted]'],
  ['bios', '[BIOS] beeps at four / a shell I opened listens / lamps turn off alone'],
  ['lam four', 'BIOS beeps at [four] / a shell I opened listens / [lam]ps turn off alone'],
  ['bbafas', '[B]IOS [b]eeps [a]t [f]our / [a] [s]hell I opened listens / lamps turn off alone'],
  ['trains', 'we shipped on Friday / the rollback was a wish / and so we rolled on'],
])('of the query %j these characters are marked', (query, text) => {
  expect(marked(query)).toBe(text);
});

test.each([
  ['exsted', 'existed', [0, 1, 3, 4, 5, 6]],
  ['log', 'log', [0, 1, 2]],
  ['tihs', 'this', [0, 1, 3]],
  ['lo', 'lolo', [0, 1]],
  ['xyz', 'log', []],
  ['', 'log', []],
])('%j stands in %j at %j', (query, word, places) => {
  expect(alignment(query, word)).toEqual(places);
});

test('near misses share half of the words, are few, and are not far-fetched', () => {
  expect(nearest(posts, 'no-rolback-ever-existed', 3)[0]).toBe(myth);
  expect(nearest(posts, 'no rollback', 1)).toEqual([myth]);
  expect(nearest(posts, 'xylophone-/-quartz', 3)).toEqual([]);
});
