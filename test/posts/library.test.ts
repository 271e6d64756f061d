import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { MAX_CONTENT_BYTES, type PostContent } from '../../src/posts/content.ts';
import { decode } from '../../src/posts/decode.ts';
import { openLibrary } from '../../src/posts/library.ts';
import type { CacheEntry } from '../../src/posts/metadata-cache.ts';
import { type FolderError, isReadError, type PostFiles } from '../../src/posts/types.ts';
import { type Folder, libraryOf, postFiles, postOf } from '../support/library.ts';

test('a post is a file with a post name, or a transcript of any name; other files are not', () => {
  const library = libraryOf({
    'a-/-b-/-c.md': 'a / b / c\n',
    'notes.txt': 'x',
    'session-2.log': '$ cat post/d-/-e-/-f.md\n\nd / e / f\n',
    'renamed.md': '$ cat post/g-/-h-/-i.md\nx\n',
    'picture.png': '\x89PNG',
    Makefile: 'all:\n\tcat post/x.md\n',
  });
  expect([...library.scan()].map(({ ref }) => ref)).toEqual([
    { slug: 'a-/-b-/-c', path: 'a-/-b-/-c.md' },
    { slug: 'notes', path: 'notes.txt' },
    { slug: 'g-/-h-/-i', path: 'renamed.md' },
    { slug: 'd-/-e-/-f', path: 'session-2.log' },
  ]);
});

test('counts the texts that are not read, by ending, until the next load', async () => {
  const folder: Record<string, string> = { 'a.md': 'x', 'b.html': 'x', 'c/d.HTML': 'x', 'e.png': 'x', 'f.tex': 'x' };
  const library = libraryOf(folder);
  expect(library.unread()).toBeNull();
  await library.posts();
  expect(library.unread()).toBe('2 files of .html and 1 of .tex are not read');
  delete folder['f.tex'];
  expect([...library.scan()]).toHaveLength(1);
  expect(library.unread()).toBe('2 files of .html are not read');
});

test('sorts the newest post first, the undated last, and posts of one day by slug', async () => {
  const library = libraryOf({
    'undated.md': 'x',
    'b.md': '# 2020-10-12 - B\n',
    'a.md': '# 2020-10-12 - A\n',
    'month.md': '# 2020-10 - M\n',
    'old.md': '# 1999-01-01 - O\n',
    'also-undated.md': 'x',
  });
  const slugs = (await library.posts()).map(post => post.slug);
  expect(slugs).toEqual(['a', 'b', 'month', 'old', 'also-undated', 'undated']);
});

test('the content of a transcript is its file without the first line', () => {
  const library = libraryOf({ log: '$ cat post/a.md\n\xE9\r\nend' });
  const [scanned] = library.scan();
  const text = scanned?.text;
  if (!text || isReadError(text)) throw new Error('the file should be readable');
  expect([decode(text.file), decode(text.content)]).toEqual(['$ cat post/a.md\n\xE9\r\nend', '\xE9\r\nend']);
});

test('a file that cannot be read is a post with the metadata in its path', async () => {
  const library = libraryOf({ '2019/03/a-/-b-/-c.md': { problem: 'Permission denied' }, 'x.log': { problem: 'no' } });
  expect(await library.posts()).toMatchObject([{ slug: '2019/03/a-/-b-/-c', date: '2019-03', words: 0 }]);
  expect([...library.scan()].map(({ text }) => text)).toEqual([{ problem: 'Permission denied' }]);
});

test('a post that cannot be read has the problem, and is not cached', async () => {
  let kept: readonly CacheEntry[] = [];
  const files = postFiles({ 'a.md': { problem: 'Permission denied' }, 'b.md': 'b' });
  const cache = { read: () => [], write: (entries: readonly CacheEntry[]) => (kept = entries) };
  const library = openLibrary({ ...files, stamp: () => [1, 1, 1, 1] }, cache, 1e9);
  expect((await library.posts()).map(({ problem }) => problem)).toEqual(['Permission denied', undefined]);
  expect(kept.map(({ path }) => path)).toEqual(['b.md']);
  expect([...library.snapshot()].map(({ path }) => path)).toEqual(['b.md']);
});

test('reports a folder that cannot be listed, until it can', async () => {
  let missed: readonly FolderError[] = [{ path: 'shut', problem: 'Permission denied' }];
  const files = postFiles({ 'a.md': 'a' });
  const walk: PostFiles['walk'] = onUnread => {
    for (const folder of missed) onUnread?.(folder);
    return files.walk();
  };
  const library = openLibrary({ ...files, walk });
  expect(library.unreadableFolders()).toEqual([]);
  await library.posts();
  expect(library.unreadableFolders()).toEqual(missed);
  missed = [];
  expect([...library.scan()]).toHaveLength(1);
  expect(library.unreadableFolders()).toEqual([]);
});

describe('a long post', () => {
  const shownOf = (bytes: Uint8Array): PostContent => {
    const text = libraryOf({ 'x.md': bytes }).read({ slug: 'x', path: 'x.md' });
    if (isReadError(text)) throw new Error(text.problem);
    return text;
  };
  const long = (length: number, lineFeeds: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(length).fill(0x61);
    for (const at of lineFeeds) bytes[at] = 0x0a;
    return bytes;
  };

  test.each([
    ['is shown in full up to the limit', long(MAX_CONTENT_BYTES, [9]), MAX_CONTENT_BYTES, false],
    [
      'is cut after the last line that fits',
      long(MAX_CONTENT_BYTES + 1, [9, MAX_CONTENT_BYTES - 2]),
      MAX_CONTENT_BYTES - 1,
      true,
    ],
    [
      'keeps a line that ends with the last byte',
      long(MAX_CONTENT_BYTES + 1, [MAX_CONTENT_BYTES - 1]),
      MAX_CONTENT_BYTES,
      true,
    ],
    ['loses a line that ends after the limit', long(MAX_CONTENT_BYTES + 1, [9, MAX_CONTENT_BYTES]), 10, true],
    ['is cut at the limit in its only line', long(MAX_CONTENT_BYTES + 5, []), MAX_CONTENT_BYTES, true],
    [
      'is not cut within a control',
      long(MAX_CONTENT_BYTES + 5, []).fill(0xc2, MAX_CONTENT_BYTES - 1, MAX_CONTENT_BYTES),
      MAX_CONTENT_BYTES - 1,
      true,
    ],
  ])('%s', (_, bytes, length, isCut) => {
    const text = shownOf(bytes);
    expect([text.file.length, text.content.length, text.isTruncated]).toEqual([length, length, isCut]);
  });
});

test('decodes bytes that are not UTF-8 as U+FFFD, and keeps a byte order mark', () => {
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x9b, 0xc0, 0x80]))).toBe('\uFEFFa\uFFFD\uFFFD\uFFFD');
});

describe('loading', () => {
  const folder = { 'a.md': '# 2020-01-01 - A\n', 'b.md': '# 2021-01-01 - B\n', 'x.png': 'x' };
  const kept = async (files: PostFiles): Promise<readonly CacheEntry[]> => {
    let all: readonly CacheEntry[] = [];
    await openLibrary(files, { read: () => [], write: given => (all = given) }, 1e9).posts();
    return all;
  };
  /** The files, and the paths that were opened. */
  const watched = (files: PostFiles): [PostFiles, string[]] => {
    const opened: string[] = [];
    const read: PostFiles['read'] = (path, limit) => {
      opened.push(path);
      return files.read(path, limit);
    };
    return [{ ...files, read }, opened];
  };

  test('caches every file, the newest post first and files without a post last', async () => {
    expect((await kept(postFiles(folder))).map(({ path }) => path)).toEqual(['b.md', 'a.md', 'x.png']);
  });

  test('caches the stamp that a file had before it was read', async () => {
    const files = postFiles(folder);
    let [stamp, writes] = [[1, 1, 1, 1], 0];
    const read: PostFiles['read'] = (path, limit, onOpen) => {
      onOpen?.(stamp);
      stamp = [1, 1, 1, ++writes + 1];
      return files.read(path, limit);
    };
    const entries = await kept({ ...files, read, stamp: () => stamp });
    expect(entries.map(entry => [entry.path, entry.stamp[3]])).toEqual([
      ['b.md', 2],
      ['a.md', 1],
      ['x.png', 3],
    ]);
  });

  test('opens no unchanged file, and returns the same posts', async () => {
    const memory = { read: () => known, write: () => expect.unreachable('there is nothing new') };
    const known = await kept(postFiles(folder));
    const [files, opened] = watched(postFiles(folder));
    const library = openLibrary(files, memory);
    expect([...library.cached()]).toEqual(await openLibrary(postFiles(folder)).posts());
    expect(await library.posts()).toEqual(await openLibrary(postFiles(folder)).posts());
    expect(opened).toEqual([]);
  });

  test('opens changed and new files, and caches them', async () => {
    const known = await kept(postFiles({ ...folder, 'gone.md': 'gone' }));
    const now = { ...folder, 'a.md': '# 2022-01-01 - A, later\n', 'c.md': 'c' };
    const [files, opened] = watched(postFiles(now));
    let keptNow: readonly CacheEntry[] = [];
    const library = openLibrary(files, { read: () => known, write: all => (keptNow = all) }, 1e9);
    expect((await library.posts()).map(post => post.title)).toEqual(['A, later', 'B', 'c']);
    expect(opened).toEqual(['a.md', 'c.md']);
    expect(keptNow.map(({ path }) => path)).toEqual(['a.md', 'b.md', 'c.md', 'x.png']);
  });

  const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`post-${1000 + at}.md`, 'x']));

  test('goes in steps, has posts before the walk is over, and reports progress', async () => {
    const seen: (readonly [number, number | null])[] = [];
    for await (const { posts, done, files } of libraryOf(many).load()) {
      expect(posts).toHaveLength(done);
      seen.push([done, files]);
    }
    expect(seen[0]).toEqual([16, null]);
    expect(seen.at(-1)).toEqual([600, 600]);
    const counts = seen.map(([done]) => done);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  test('loads each file once for all consumers', async () => {
    const [files, opened] = watched(postFiles(many));
    const library = openLibrary(files);
    for await (const { posts } of library.load()) if (posts.length > 100) break;
    const [all, again] = await Promise.all([library.posts(), library.posts()]);
    expect(all).toHaveLength(600);
    expect(again).toBe(all);
    expect(await library.posts()).toBe(all);
    expect(opened).toHaveLength(600);
  });

  test('reads the cache once, and no further than needed', async () => {
    const known = await kept(postFiles(folder));
    let count = 0;
    const read = function* () {
      for (const each of known) {
        count++;
        yield each;
      }
    };
    const library = openLibrary(postFiles(folder), { read, write: () => {} });
    for (const post of library.cached()) {
      expect([post.title, count]).toEqual(['B', 1]);
      break;
    }
    expect([...library.cached()].map(post => post.title)).toEqual(['B', 'A']);
    expect((await library.posts()).map(post => post.title)).toEqual(['B', 'A']);
    expect(count).toBe(3);
    expect([...library.cached()]).toEqual([]);
  });

  test('ends the iteration of cached posts when the posts are loaded', async () => {
    const post = postOf('the log / is silent / again');
    const read = (): readonly CacheEntry[] => [1, 2, 3].map(at => ({ path: `${at}.md`, stamp: [], post }));
    const library = openLibrary(postFiles({}), { read, write: () => {} });
    const remembered = library.cached()[Symbol.iterator]();
    expect(remembered.next().value).toEqual(post);
    expect(remembered.next().value).toEqual(post);
    await library.posts();
    expect(remembered.next().done).toBe(true);
  });
});

describe('the snapshot', () => {
  const opened = 1_600_000_000_000;
  const files = (folder: Folder, modified: number): PostFiles => ({
    ...postFiles(folder),
    stamp: path => (folder[path] === undefined ? null : [folder[path].toString().length, modified, 1, 1]),
  });
  const snapshotOf = async (of: PostFiles, recall: readonly CacheEntry[] = []): Promise<readonly CacheEntry[]> => {
    const library = openLibrary(of, { read: () => recall, write: () => {} }, opened);
    expect([...library.snapshot()]).toEqual([]);
    await library.posts();
    return [...library.snapshot()];
  };
  const all = (steps: Iterator<void, boolean>): boolean => {
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };
  const folder = { 'a.md': '# 2020-01-01 - A\n', 'b.md': '# 2021-01-01 - B\n', 'x.png': 'x' };
  const old = opened - 10_000;

  test('has all files in order of path, with the same posts for unchanged files', async () => {
    const first = await snapshotOf(files(folder, old));
    expect(first.map(({ path, stamp, post }) => [path, stamp, post?.title])).toEqual([
      ['a.md', [17, old, 1, 1], 'A'],
      ['b.md', [17, old, 1, 1], 'B'],
      ['x.png', [1, old, 1, 1], undefined],
    ]);
    const second = await snapshotOf(files({ ...folder, 'aa.md': 'new' }, old), first);
    const again = first.map(({ path }) => second.find(entry => entry.path === path)?.post);
    expect(second).toHaveLength(4);
    expect(again.every((post, at) => post === first[at]?.post)).toBe(true);
  });

  test.each([
    ['that was just written', opened],
    ['that was written to less than two seconds before the library was opened', opened - 1999],
    ['of a later time', opened + 10_000],
  ])('omits a file %s', async (_, modified) => expect(await snapshotOf(files(folder, modified))).toEqual([]));

  test('omits a file of which only the size was cached', async () => {
    const known = (await snapshotOf(files(folder, old))).map(({ path, stamp, post }) => ({
      path,
      stamp: path === 'a.md' ? [17] : stamp,
      post,
    }));
    expect((await snapshotOf(files(folder, old), known)).map(({ path }) => path)).toEqual(['b.md', 'x.png']);
  });

  test('is current with a file that cannot be read', async () => {
    const library = libraryOf({ 'a.md': { problem: 'Permission denied' } });
    await library.posts();
    expect(all(library.isCurrent())).toBe(true);
  });

  test.each<readonly [string, Folder, number, boolean]>([
    ['are unchanged', folder, old, true],
    ['were written to', folder, old + 1, false],
    ['have another size', { ...folder, 'b.md': 'b' }, old, false],
    ['are one more, the first', { ...folder, 'a.gif': '' }, old, false],
    ['are one more, the last', { ...folder, 'z.gif': '' }, old, false],
    ['are one fewer, the last', { 'a.md': folder['a.md'], 'b.md': folder['b.md'] }, old, false],
    ['are gone', {}, old, false],
  ])('is compared with the files, which %s', async (_, now, modified, isCurrent) => {
    let of = files(folder, old);
    const through: PostFiles = { ...of, walk: () => of.walk(), stamp: path => of.stamp(path) };
    const library = openLibrary(through, { read: () => [], write: () => {} }, opened);
    expect(all(library.isCurrent())).toBe(false);
    await library.posts();
    of = files(now, modified);
    expect(all(library.isCurrent())).toBe(isCurrent);
  });
});

test('after loading, a library keeps neither its cache nor the library that was open before', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const folder = postFiles({ 'a.md': 'x' });
  const open = () => {
    const last = openLibrary(folder);
    return { last, library: openLibrary(folder, { read: last.snapshot }), kept: new WeakRef(last.snapshot) };
  };
  const { library, kept } = await (async () => {
    const { last, ...rest } = open();
    await last.posts();
    return rest;
  })();
  await new Promise(setImmediate);
  collectGarbage();
  expect(kept.deref()).toBeDefined();
  expect(await library.posts()).toHaveLength(1);
  await new Promise(setImmediate);
  collectGarbage();
  expect(kept.deref()).toBeUndefined();
  expect([...library.cached(), library.recall('', '', false), library.pick(0)]).toEqual([null, null]);
});

describe('the post at a slug', () => {
  const at = (folder: Folder, slug: string) => {
    const walk = () => expect.unreachable('it lists no folder');
    return openLibrary({ ...postFiles(folder), walk }).at(slug);
  };

  test.each(['md', 'markdown', 'txt'])('may end in .%s', extension => {
    expect(at({ [`a-/-b.${extension}`]: '' }, 'a-/-b')).toEqual({ slug: 'a-/-b', path: `a-/-b.${extension}` });
  });

  test.each(['notes/a.txt', 'notes/a.md'])('may be named %s', path => {
    expect(at({ 'notes/a.md': '', 'notes/a.txt': '' }, path)).toEqual({ slug: 'notes/a', path });
  });

  test('is not a file whose first line names another post', () => {
    expect(at({ 'a.md': '$ cat post/b.md\nx' }, 'a')).toBeNull();
    expect(at({ 'a.md': '$ cat post/a.md\nx' }, 'a')).toEqual({ slug: 'a', path: 'a.md' });
  });

  test.each(['', 'b', 'a.txt', 'A', '__proto__'])('is null for %j', slug =>
    expect(at({ 'a.md': '' }, slug)).toBeNull(),
  );
});
