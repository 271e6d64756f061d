import { expect, test } from 'vitest';
import { decode, isUnreadable } from '../../src/post/library.ts';
import { libraryOf } from '../support/library.ts';

test('a post is a file with a post name, or a transcript of any name; other files are not', () => {
  const library = libraryOf({
    'a-/-b-/-c.md': 'a / b / c\n',
    'notes.txt': 'x',
    'session-2.log': '$ cat post/d-/-e-/-f.md\n\nd / e / f\n',
    'renamed.md': '$ cat post/g-/-h-/-i.md\nx\n',
    'picture.png': '\x89PNG',
    Makefile: 'all:\n\tcat post/x.md\n',
  });
  expect(library.entries).toEqual([
    { slug: 'a-/-b-/-c', path: 'a-/-b-/-c.md' },
    { slug: 'notes', path: 'notes.txt' },
    { slug: 'g-/-h-/-i', path: 'renamed.md' },
    { slug: 'd-/-e-/-f', path: 'session-2.log' },
  ]);
});

test('the newest post is first, the undated are last, and those of one day go by slug', async () => {
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

test('a transcript is read as its file and, less its first line, its content', () => {
  const library = libraryOf({ log: '$ cat post/a.md\n\xE9\r\nend' });
  const [entry] = library.entries;
  const text = entry && library.read(entry);
  if (!text || isUnreadable(text)) throw new Error('the file should be readable');
  expect([decode(text.file), decode(text.content)]).toEqual(['$ cat post/a.md\n\xE9\r\nend', '\xE9\r\nend']);
});

test('a file that cannot be read is still a post, with what its path says', async () => {
  const library = libraryOf({ '2019/03/a-/-b-/-c.md': { problem: 'Permission denied' }, 'x.log': { problem: 'no' } });
  expect(await library.posts()).toMatchObject([{ slug: '2019/03/a-/-b-/-c', date: '2019-03', words: 0 }]);
  expect(library.entries.map(library.read)).toEqual([{ problem: 'Permission denied' }]);
});

test('what is not UTF-8 is decoded as U+FFFD, and a byte order mark is kept', () => {
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x9b, 0xc0, 0x80]))).toBe('\uFEFFa\uFFFD\uFFFD\uFFFD');
});
