import { expect, test } from 'vitest';
import type { Post } from '../../src/posts/types.ts';
import { createIndex, createSearch, nearestPosts } from '../../src/search/fuzzy-search.ts';
import { type Hit, type Hits, searchedText } from '../../src/search/hits.ts';
import { postOf } from '../support/library.ts';

const posts = [
  postOf('the plan exists / nobody has read it / since the office moved'),
  postOf('we shipped on Friday / the rollback was a wish / and so we rolled on', { title: 'Notes on Trains' }),
  postOf('no one wrote it down / the way back had been a myth / no rollback existed'),
  postOf('BIOS beeps at four / a shell I opened listens / lamps turn off alone'),
  postOf('静かなログ / 誰も読まない / 夜の棚'),
];
const [plan, friday, myth, bios, quiet] = posts;
const search = createSearch(posts);

const all = (hits: Hits): readonly Hit[] => hits.slice(0, hits.length);
const postsOf = (hits: Hits): readonly Post[] => all(hits).map(hit => hit.post);

test('the empty query finds every post, in the given order', () => {
  expect(all(search('  '))).toEqual(posts.map(post => ({ post, matched: [] })));
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
  expect(search(query).at(0)?.post).toBe(post);
});

test.each([['xylophone'], ['rollback xylophone'], ['q'], ['zzzz']])('the query %j finds nothing', query => {
  expect(all(search(query))).toEqual([]);
});

test('adjacent words rank before the same words apart', () => {
  const apart = postOf('so red is the sky / b / and the last lamp');
  const together = postOf('b / the red lamp / c');
  expect(postsOf(createSearch([apart, together])('red lamp'))).toEqual([together, apart]);
});

/** The text of a post with the matched characters in brackets. */
const marked = (query: string): string | undefined => {
  const hit = search(query).at(0);
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
])('the query %j marks its matched characters: %s', (query, text) => {
  expect(marked(query)).toBe(text);
});

test('at() and slice() return hits for existing ranks only', () => {
  const hits = search('');
  expect(hits.length).toBe(5);
  expect(hits.slice(1, 3)).toEqual([hits.at(1), hits.at(2)]);
  expect(hits.slice(4, 9)).toEqual([hits.at(4)]);
  expect([hits.at(5), hits.at(-1)]).toEqual([undefined, undefined]);
});

test('added posts are found, and earlier results do not change', () => {
  const index = createIndex();
  index.add(posts.slice(0, 2));
  const before = index.search('rolback');
  const nothing = index.search('');
  index.add(posts.slice(2));
  expect(postsOf(before)).toEqual([friday]);
  expect(postsOf(nothing)).toEqual([plan, friday]);
  expect(postsOf(index.search('rolback'))).toEqual([friday, myth]);
  expect(postsOf(index.search(''))).toEqual(posts);
});

test('the last arrangement sets the order of posts, and later posts come after them', () => {
  const index = createIndex();
  index.add(posts.slice(0, 3));
  index.arrange(Int32Array.of(2, 0, 1));
  expect(postsOf(index.search(''))).toEqual([myth, plan, friday]);
  expect(postsOf(index.search('rollback'))).toEqual([myth, friday]);
  index.add(posts.slice(3));
  expect(postsOf(index.search(''))).toEqual([myth, plan, friday, bios, quiet]);
  index.arrange(Int32Array.of(4, 3, 1, 2, 0));
  expect(postsOf(index.search('rollback'))).toEqual([friday, myth]);
});

test('the nearest posts share half of the words, and there are at most as many as asked for', () => {
  expect(nearestPosts(posts, 'no-rolback-ever-existed', 3)[0]).toBe(myth);
  expect(nearestPosts(posts, 'no rollback', 1)).toEqual([myth]);
  expect(nearestPosts(posts, 'xylophone-/-quartz', 3)).toEqual([]);
  const near = (typed: string): readonly Post[] => nearestPosts([postOf('by none unopened stable / b / c')], typed, 1);
  expect(['nope', 'pen', 'stabel'].map(typed => near(typed).length)).toEqual([0, 0, 1]);
});
