import { expect, test } from 'vitest';
import { findPosts } from '../../src/posts/find-post.ts';
import { libraryOf } from '../support/library.ts';

const library = libraryOf({
  'a-/-b-/-c.md': 'a / b / c\n',
  'apt-get-hums-/-the-mirror-is-slow-/-so-am-I.md': 'apt-get hums / the mirror is slow / so am I\n',
  'the-fan-/-b-/-c.md': 'the fan / b / c\n',
  'the-fan-/-b-/-c-again.md': 'the fan / b / c again\n\n# May 2, 2030 - The Newest\n',
  'the-fans-/-hum-/-all-night.md': 'the fans / hum / all night\n',
  'post/inner.md': 'x',
  ' blank.md': 'x',
  'blank.md': 'x',
  'end .md': 'x',
  'log-8': '$ cat post/of a log .md\nx\n',
  'log-7': '$ cat post/from-a-log.md\nx\n',
});

const findTyped = async (typed: string): Promise<string | readonly string[] | null> => {
  const [first = null, ...others] = (await findPosts(library, typed)).map(post => post.slug);
  return first === null || others.length === 0 ? first : [first, ...others];
};

const apt = 'apt-get-hums-/-the-mirror-is-slow-/-so-am-I';

test.each([
  [apt, apt],
  [`post/${apt}.md`, apt],
  [`./posts/${apt}.md`, apt],
  ['APT-get hums / the MIRROR is slow / so am i', apt],
  ['apt get hums the mirror is slow so am I', apt],
  ['apt', apt],
  ['post/apt-get-hums-/', apt],
  ['Apt-get hums / the mi', apt],
  ['the-fan-/-b-/-c', 'the-fan-/-b-/-c'],
  ['The Fan / b / c', 'the-fan-/-b-/-c'],
  ['the-fan-/-b-/-c-a', 'the-fan-/-b-/-c-again'],
  ['the-fans', 'the-fans-/-hum-/-all-night'],
  ['post/post/inner', 'post/inner'],
  ['from-a-log', 'from-a-log'],
  ['a b', 'a-/-b-/-c'],
  [' blank', ' blank'],
  ['blank', 'blank'],
  ['blank ', 'blank'],
  ['post/ blank.md', ' blank'],
  [' post/blank.md', 'blank'],
  ['end ', 'end '],
  ['end .md', 'end '],
  ['of a log ', 'of a log '],
])('%j means the post %j', async (typed, slug) => {
  expect(await findTyped(typed)).toBe(slug);
});

test.each([
  ['the-fan-/', ['the-fan-/-b-/-c', 'the-fan-/-b-/-c-again']],
  ['the fan', ['the-fan-/-b-/-c', 'the-fan-/-b-/-c-again', 'the-fans-/-hum-/-all-night']],
])('%j means several posts', async (typed, slugs) => {
  expect(await findTyped(typed)).toEqual(slugs);
});

test.each([
  ['nope'],
  ['../../etc/passwd'],
  ['/etc/passwd'],
  ['.'],
  ['..'],
  ['a/../b'],
  ['./../the-fans-/-hum-/-all-night'],
  ['a//b'],
  ['a%2e%2e/b'],
  ['a\\..\\b'],
  ['no\0pe'],
  ['log-7'],
  ['post/'],
  [''],
])('%j means no post', async typed => {
  expect(await findTyped(typed)).toBeNull();
});

test('two posts with the same haiku are ambiguous', async () => {
  const twins = libraryOf({ 'caf\u00e9.md': 'x', 'cafe\u0301.md': 'x' });
  expect(await findPosts(twins, 'CAFÉ')).toHaveLength(2);
  expect(await findPosts(twins, 'cafe\u0301')).toMatchObject([{ path: 'cafe\u0301.md' }]);
});
