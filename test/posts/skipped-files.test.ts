import { expect, test } from 'vitest';
import { createUnreadCount, isSkippedFile, isSkippedFolder } from '../../src/posts/skipped-files.ts';

test.each([
  ['.git', true],
  ['node_modules', true],
  ['vendor', true],
  ['_site', true],
  ['__pycache__', true],
  ['site-packages', true],
  ['_posts', false],
  ['vendors', false],
  ['public', false],
])('the folder %j is skipped: %j', (name, isSkipped) => {
  expect(isSkippedFolder(name)).toBe(isSkipped);
});

test.each([
  ['.draft.md', true],
  ['robots.txt', true],
  ['humans.txt', true],
  ['ads.txt', true],
  ['requirements.txt', true],
  ['requirements-dev.txt', true],
  ['CMakeLists.txt', true],
  ['LICENSE', true],
  ['LICENSE.md', true],
  ['LICENSE-MIT.txt', true],
  ['LICENCE.md', true],
  ['COPYING.txt', true],
  ['COPYING by hand.md', false],
  ['llms.txt', true],
  ['llms-full.txt', true],
  ['dev-requirements.txt', true],
  ['license-to-knit.md', false],
  ['my-robots.txt', false],
  ['requirements.md', false],
  ['robots.md', false],
])('the file %j is skipped: %j', (name, isSkipped) => {
  expect(isSkippedFile(name)).toBe(isSkipped);
});

const html = (count: number) => Array(count).fill('a.html');
test.each([
  [[], true, null],
  [['a.png', 'b.css'], true, null],
  [['a.html'], true, '1 file of .html is not read'],
  [html(12), true, '12 files of .html are not read'],
  [[...html(2), 'b/c.HTML', 'x.tex', 'a.png'], true, '3 files of .html and 1 of .tex are not read'],
  [['a.png', 'Makefile', 'Makefile'], false, '2 files without an ending and 1 of .png are not read'],
  [
    [...html(4), 'a.b', 'a.c', 'b.c', 'a.d', 'b.d', 'c.d', 'a.e'],
    false,
    '4 files of .html, 3 of .d, 2 of .c and 2 of other endings are not read',
  ],
])('of %j, beside posts: %j, the message is %j', (paths, hasPosts, message) => {
  const unread = createUnreadCount();
  for (const path of paths) unread.add(path, false);
  if (hasPosts) unread.add('a.md', true);
  expect(unread.text()).toBe(message);
});
