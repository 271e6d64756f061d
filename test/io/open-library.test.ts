import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPosts, reopenPosts } from '../../src/io/open-library.ts';
import { cacheHeader } from '../../src/io/post-cache.ts';
import type { Library } from '../../src/posts/library.ts';
import { serializeEntry } from '../../src/posts/metadata-cache.ts';
import { postOf } from '../support/library.ts';

let home: string;
let folder: string;
const put = (title: string, at = 1e9): void => {
  fs.writeFileSync(path.join(folder, 'a-/-b-/-c.md'), `a / b / c\n\n# 2020-01-01 - ${title}\n`);
  fs.utimesSync(path.join(folder, 'a-/-b-/-c.md'), at, at);
};

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-home-'));
  folder = path.join(home, 'posts');
  fs.mkdirSync(path.join(folder, 'a-/-b-'), { recursive: true });
  put('One');
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 }));

const opened = (): Library => openPosts(folder, { name: 'haiku-posts', env: {}, posts: folder, packageRoot: home });
const titles = async (library: Library): Promise<readonly string[]> =>
  (await library.posts()).map(({ title }) => title);

describe('reopening posts', () => {
  test('keeps the posts whose files have not changed', async () => {
    const first = opened();
    const [post] = await first.posts();
    expect((await reopenPosts(folder, first).posts())[0]).toBe(post);
  });

  test('reads changed files, also of the same size', async () => {
    const first = opened();
    expect(await titles(first)).toEqual(['One']);
    put('Two', 1e9 + 0.001);
    const second = reopenPosts(folder, first);
    expect(await titles(second)).toEqual(['Two']);
    put('Three');
    expect(await titles(reopenPosts(folder, second))).toEqual(['Three']);
  });

  test('reads a file that was written twice in the same moment', async () => {
    const moment = Date.now() / 1000;
    put('One', moment);
    const first = opened();
    expect(await titles(first)).toEqual(['One']);
    put('Two', moment);
    expect(await titles(reopenPosts(folder, first))).toEqual(['Two']);
  });

  test('does not trust the cache that was made with the build', async () => {
    const file = path.join(folder, 'a-/-b-/-c.md');
    const post = postOf('a / b / c', { path: 'a-/-b-/-c.md', title: 'Was' });
    const line = serializeEntry({ path: post.path, stamp: [fs.statSync(file).size], post });
    fs.mkdirSync(path.join(home, 'dist'));
    fs.writeFileSync(path.join(home, 'dist/posts.jsonl'), `${cacheHeader('')}\n${line}\n`);
    const first = opened();
    expect(await titles(first)).toEqual(['Was']);
    expect(await titles(reopenPosts(folder, first))).toEqual(['One']);
  });

  test.each([
    ['is missing', () => {}, 'No such file or directory'],
    ['is a file', () => fs.writeFileSync(folder, ''), 'Not a directory'],
    ['is a link that leads nowhere', () => fs.symlinkSync('/no/such', folder), 'No such file or directory'],
  ])('has no posts and reports the problem while the folder %s', async (_, replace, problem) => {
    const first = opened();
    await first.posts();
    fs.renameSync(folder, `${folder}-away`);
    replace();
    const without = reopenPosts(folder, first);
    expect([await titles(without), without.unreadableFolders()]).toEqual([[], [{ path: '', problem }]]);
    fs.rmSync(folder, { force: true });
    fs.renameSync(`${folder}-away`, folder);
    expect(await titles(reopenPosts(folder, without))).toEqual(['One']);
  });
});

test('the posts of another package are cached for its user, however few they are', async () => {
  const own = {
    name: 'my-kettle',
    env: { XDG_CACHE_HOME: path.join(home, 'cache') },
    packageRoot: path.join(home, 'other'),
  };
  const first = openPosts(folder, { ...own, posts: folder });
  const [post] = await first.posts();
  await expect.poll(() => fs.existsSync(path.join(home, 'cache/my-kettle', folder, 'posts.jsonl'))).toBe(true);
  expect([...openPosts(folder, { ...own, posts: folder }).cached()]).toEqual([post]);
  const others = { ...own, name: 'other', posts: home };
  await openPosts(folder, others).posts();
  expect(fs.existsSync(path.join(home, 'cache/other'))).toBe(false);
});
