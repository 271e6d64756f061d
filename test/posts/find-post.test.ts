import { describe, expect, test } from 'vitest';
import { findPosts } from '../../src/posts/find-post.ts';
import { openLibrary } from '../../src/posts/library.ts';
import { cachedLibrary, type Folder, libraryOf, postFiles } from '../support/library.ts';

const folder: Folder = {
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
};

/** Finds a post in the files and in a cache of them, which must agree. With the cache no folder is listed. */
const findTyped = async (typed: string): Promise<string | readonly string[] | null> => {
  const slugs = (await findPosts(libraryOf(folder), typed)).map(post => post.slug);
  const { library, walks } = await cachedLibrary(folder);
  expect((await findPosts(library, typed)).map(post => post.slug)).toEqual(slugs);
  expect(walks()).toBe(0);
  const [first = null, ...others] = slugs;
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
  ['log-7', 'from-a-log'],
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

describe('a folder of files with other names', () => {
  const files: Folder = {
    '2021-02-03-tea.markdown': '---\ntitle: How to boil water\n---\n\nSlowly.\n',
    'kettle.txt': 'Kettle\n\nIt hums.\n',
    'lists/index.md': '# What to buy\n\nLeaves.\n',
    'net/tcp.md': '# TCP/IP at home\n\nx\n',
    'post/inner.md': '# In a folder named post\n\nx\n',
    'two words.md': '# Two of them\n\nx\n',
    'two-more.md': '# Two of these\n\nx\n',
    'u\u0308ber.md': '# On\n\nx\n',
    saved: "$ cat 'post/old log.txt'\nx\n",
    'twin.md': 'x',
    'twin.txt': 'x',
  };
  const folder = libraryOf(files);
  const pathsOf = async (typed: string): Promise<readonly string[]> =>
    (await findPosts(folder, typed)).map(({ path }) => path);

  test.each([
    ['kettle.txt', 'kettle.txt'],
    ['KETTLE.TXT', 'kettle.txt'],
    ['post/kettle.txt', 'kettle.txt'],
    ['post/kettle.md', 'kettle.txt'],
    ['2021-02-03-tea.markdown', '2021-02-03-tea.markdown'],
    ['tea', '2021-02-03-tea.markdown'],
    ['How to boil water', '2021-02-03-tea.markdown'],
    ['how to boil', '2021-02-03-tea.markdown'],
    ['lists', 'lists/index.md'],
    ['TCP/IP at home', 'net/tcp.md'],
    ['tcp', 'net/tcp.md'],
    ['post/inner.md', 'post/inner.md'],
    ['post/post/inner.md', 'post/inner.md'],
    ['inner', 'post/inner.md'],
    ['two words.md', 'two words.md'],
    ['\u00fcber.md', 'u\u0308ber.md'],
    ['post/\u00dcber', 'u\u0308ber.md'],
    ['old log', 'saved'],
    ['old log.md', 'saved'],
    ['saved', 'saved'],
    ['twin', 'twin.md'],
    ['twin.txt', 'twin.txt'],
  ])('%j means the file %j', async (typed, path) => {
    expect(await pathsOf(typed)).toEqual([path]);
  });

  test('several titles that begin alike are ambiguous', async () => {
    expect(await pathsOf('two of')).toEqual(['two words.md', 'two-more.md']);
  });

  test.each(['../kettle.txt', 'net/../kettle.txt', './/kettle.txt', 'net//tcp.md', 'kettle.txt/'])(
    '%j means no file',
    async typed => {
      expect(await pathsOf(typed)).toEqual([]);
    },
  );

  test('a path from the working directory is one below the folder', async () => {
    const locate = (typed: string) => (typed.startsWith('here/') ? typed.slice('here/'.length) : null);
    const library = openLibrary({ ...postFiles(files), locate });
    expect(await findPosts(library, 'here/net/tcp.md')).toMatchObject([{ path: 'net/tcp.md' }]);
    expect(await findPosts(library, './here/kettle.txt')).toMatchObject([{ path: 'kettle.txt' }]);
    expect(await findPosts(library, 'there/kettle.txt')).toEqual([]);
  });
});

describe('with a cache', () => {
  const before: Folder = { 'tea.md': '# Tea\n', 'tea-time.md': '# A cup\n', 'net/tcp.md': '# Networks\n' };
  const found = async (now: Folder, typed: string, isComplete = true) => {
    const { library } = await cachedLibrary(before, now, isComplete);
    return (await findPosts(library, typed)).map(({ path, ...post }) => [path, 'title' in post ? post.title : '']);
  };

  test('a post is not found under a title that it had', async () => {
    expect(await found({ ...before, 'net/tcp.md': '# Sockets, now\n' }, 'networks')).toEqual([]);
    expect(await found({ ...before, 'net/tcp.md': '# Sockets, now\n' }, 'sockets')).toEqual([
      ['net/tcp.md', 'Sockets, now'],
    ]);
  });

  test('a post that is gone does not hide another', async () => {
    const now = { 'new/cup.md': '# A cup\n', 'tea.md': before['tea.md'] ?? '' };
    expect(await found(now, 'a cup', false)).toEqual([['new/cup.md', 'A cup']]);
  });

  test('a post that the cache lacks is found, too', async () => {
    const now = { ...before, 'new/one.md': '# Networks at home\n' };
    expect(await found(now, 'network', false)).toEqual([
      ['net/tcp.md', 'Networks'],
      ['new/one.md', 'Networks at home'],
    ]);
  });
});
