import { describe, expect, test } from 'vitest';
import type { Post } from '../../src/posts/types.ts';
import { createIndex, createSearch, nearestPosts } from '../../src/search/fuzzy-search.ts';
import { type Hit, type Hits, searchedText } from '../../src/search/hits.ts';
import { postOf } from '../support/library.ts';
import { posts as shippedPosts } from '../support/posts.ts';

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
  expect(all(search('  '))).toEqual(posts.map(post => ({ post, matched: [], fields: [] })));
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

test.each<[string, readonly string[]]>([
  ['trains', ['title Notes on [Trains]']],
  ['friday not', ['title [Not]es on Trains']],
  ['friday', []],
  ['on', []],
])('the query %j shows the fields that match outside the haiku: %j', (query, fields) => {
  expect(fieldsOf(search(query).at(0))).toEqual(fields);
});

const fieldsOf = (hit: Hit | undefined): readonly string[] | undefined =>
  hit?.fields.map(({ kind, text, matched }) => {
    const letters = [...text].map((letter, at) => (matched.includes(at) ? `[${letter}]` : letter));
    return `${kind} ${letters.join('').replaceAll('][', '')}`;
  });

describe('dates, tags and paths', () => {
  const dated = createSearch([
    postOf('one kettle boils / b / c', { date: '2021-03-09', tags: ['Tea', 'slow mornings'] }),
    postOf('two kettles boil / b / c', { date: '2021-11', tags: ['coffee'], title: '2020 Kettles' }),
    { ...postOf(''), haiku: null, slug: 'trips/oslo-fjord', path: 'trips/oslo-fjord.md', title: 'By Ferry' },
    postOf('the ferry is late / b / c', { path: 'harbor/notes-7.md', slug: 'harbor/notes-7' }),
  ]);
  test.each<[string, readonly (readonly [string, readonly string[]])[]]>([
    [
      '2021',
      [
        ['one kettle boils', ['date [2021]-03-09']],
        ['two kettles boil', ['date [2021]-11']],
      ],
    ],
    ['2021-3', [['one kettle boils', ['date [2021-03]-09']]]],
    ['2021-3-9', [['one kettle boils', ['date [2021-03-09]']]]],
    ['2021-9', []],
    ['2021-0', [['one kettle boils', ['date [2021-0]3-09']]]],
    ['mar 2021', [['one kettle boils', ['date [2021-03]-09']]]],
    ['kettle March 2021', [['one kettle boils', ['date [2021-03]-09']]]],
    ['nov. 2021', [['two kettles boil', ['date [2021-11]']]]],
    ['april 2021', []],
    ['2021-1', [['two kettles boil', ['date [2021-1]1']]]],
    ['2021-03-09', [['one kettle boils', ['date [2021-03-09]']]]],
    ['2020', [['two kettles boil', ['title [2020] Kettles']]]],
    ['boil 2021-03', [['one kettle boils', ['date [2021-03]-09']]]],
    ['1999', []],
    ['#tea', [['one kettle boils', ['tag [#Tea]']]]],
    ['#slow', [['one kettle boils', ['tag [#slow] mornings']]]],
    ['#kettle', []],
    ['coffee', [['two kettles boil', ['tag #[coffee]']]]],
    ['fjord', [['By Ferry', ['file oslo-[fjord].md']]]],
    ['trips', [['By Ferry', ['folder [trips]']]]],
    ['harbor', [['the ferry is late', ['folder [harbor]']]]],
  ])('the query %j finds %j', (query, hits) => {
    const found = all(dated(query)).map(hit => [searchedText(hit.post).split(' / ')[0], fieldsOf(hit)]);
    expect(found).toEqual(hits);
  });
});

describe('operators', () => {
  test.each<[string, readonly (Post | undefined)[]]>([
    ["'rolback", []],
    ["'back", [friday, myth]],
    ["'rollback 'myth", [myth]],
    ['^the', [plan]],
    ['^the-plan', [plan]],
    ['^we', [friday]],
    ['^rollback', []],
    ['^notes', [friday]],
    ['ed$', [plan, myth]],
    ['rolled on$', [friday]],
    ['trains$', [friday]],
    ['^trains$', []],
    ['^notes-on-trains$', [friday]],
    ['rollback !friday', [myth]],
    ['!rollback', [plan, bios, quiet]],
    ['!back !^the', [bios, quiet]],
    ['!trains rollback', [myth]],
    ["' ^ $ !", posts],
  ])('the query %j finds its posts', (query, expected) => {
    expect(new Set(postsOf(search(query)))).toEqual(new Set(expected));
  });

  test.each([
    ['^the', '[the] plan exists / nobody has read it / since the office moved'],
    ['ed$', 'the plan exists / nobody has read it / since the office mov[ed]'],
    ["'lan", 'the p[lan] exists / nobody has read it / since the office moved'],
  ])('the query %j marks what it matches: %s', (query, text) => {
    expect(marked(query)).toBe(text);
  });
});

describe('the order of hits', () => {
  const ranked = [
    postOf('rain at the door / b / c'),
    postOf('the train was late / b / c'),
    postOf('a b / c / d', { title: 'The Rain' }),
    postOf('rainy days again / b / c'),
    postOf('a road is narrow / b / c'),
    postOf('ruin of a house / b / c'),
  ];
  test('whole words come first, then starts, titles, and parts of words', () => {
    const [whole, part, title, start] = ranked;
    expect(postsOf(createSearch(ranked)('rain'))).toEqual([whole, start, title, part]);
  });

  test('a short word forgives a typo only where no word starts with it', () => {
    const ruin = ranked.at(-1);
    expect(postsOf(createSearch(ranked.slice(4))('rain'))).toEqual([ruin]);
    expect(postsOf(createSearch(ranked)('rain'))).not.toContain(ruin);
  });
});

test.each(['postgres', 'cron', 'dns', 'less', 'ssh'])('no shipped post has scattered letters of %j as a hit', query => {
  const shipped = shippedPosts.map(({ slug }) => postOf(slug.replaceAll('-/-', ' / ').replaceAll('-', ' ')));
  expect(postsOf(createSearch(shipped)(query))).toEqual([]);
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

test('the nearest posts to one word have a similar one in the haiku, the title or a tag', () => {
  const titled = postOf('a / b / c', { title: 'The Lighthouse Keeper' });
  const tagged = postOf('d / e / f', { tags: ['lighthouse'] });
  const near = (typed: string): readonly Post[] => nearestPosts([titled, tagged], typed, 3);
  expect(near('lighthuose')).toEqual([titled, tagged]);
  expect(near('lighthose')).toEqual([titled, tagged]);
  expect(near('lhouse')).toEqual([]);
});

test('the nearest posts share half of the words, and there are at most as many as asked for', () => {
  expect(nearestPosts(posts, 'no-rolback-ever-existed', 3)[0]).toBe(myth);
  expect(nearestPosts(posts, 'no rollback', 1)).toEqual([myth]);
  expect(nearestPosts(posts, 'xylophone-/-quartz', 3)).toEqual([]);
  const near = (typed: string): readonly Post[] => nearestPosts([postOf('by none unopened stable / b / c')], typed, 1);
  expect(['nope', 'pen', 'stabel'].map(typed => near(typed).length)).toEqual([0, 0, 1]);
});

test('the posts are read once for all names that match no post', () => {
  const reads: string[] = [];
  const get = (target: Post, key: keyof Post) => {
    reads.push(key);
    return target[key];
  };
  const own = posts.map(post => new Proxy(post, { get } as ProxyHandler<Post>));
  const near = (): readonly Post[] => nearestPosts(own, 'no-rolback-ever-existed', 3);
  near();
  expect(reads).toContain('title');
  reads.length = 0;
  expect(near()).toHaveLength(nearestPosts(posts, 'no-rolback-ever-existed', 3).length);
  expect(reads).not.toContain('title');
});
