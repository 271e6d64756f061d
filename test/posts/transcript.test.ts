import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_COMMAND_LINE_BYTES, splitTranscript, transcriptHeader } from '../../src/posts/transcript.ts';
import { refOf } from '../support/library.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const headerOf = (slug: string): string => transcriptHeader(refOf(slug), { file: bytes('x'), content: bytes('x') });

test.each([
  ['$ cat post/a-/-b-/-c.md\n\na / b / c\n', 'a-/-b-/-c', '\na / b / c\n'],
  ['$ cat post/a.md\n', 'a', ''],
  ['$ cat post/a b.md\nx', 'a b', 'x'],
  ['$ cat post/a\u2028b\rc.md\nx', 'a\u2028b\rc', 'x'],
  ['$ cat post/a.md\r\nx', null, '$ cat post/a.md\r\nx'],
  ['$ cat post/a.md\n$ cat post/b.md\n', 'a', '$ cat post/b.md\n'],
  ['$ cat post/a.md', null, '$ cat post/a.md'],
  ['$ cat post/a.txt\nx', 'a', 'x'],
  ["$ cat 'post/a b.md'\nx", 'a b', 'x'],
  ["$ cat 'post/it'\\''s.txt'\nx", "it's", 'x'],
  ["$ cat post/it's.md\nx", "it's", 'x'],
  ["$ cat 'post/a.md'\nx", null, "$ cat 'post/a.md'\nx"],
  ["$ cat 'post/a b.md\nx", null, "$ cat 'post/a b.md\nx"],
  ["$ cat 'post/a b.md' c\nx", null, "$ cat 'post/a b.md' c\nx"],
  ['$ cat post/a.png\nx', null, '$ cat post/a.png\nx'],
  ['$ cat post/.md\nx', null, '$ cat post/.md\nx'],
  ['$ cat posts/a.md\nx', null, '$ cat posts/a.md\nx'],
  [' $ cat post/a.md\nx', null, ' $ cat post/a.md\nx'],
  ['\n$ cat post/a.md\nx', null, '\n$ cat post/a.md\nx'],
  ['', null, ''],
])('the file %j has the slug %j and the content %j', (file, slug, content) => {
  expect(splitTranscript(bytes(file))).toEqual({ slug, content: bytes(content) });
});

test('a first line longer than a path can be is not a command line', () => {
  const slug = 'x'.repeat(MAX_COMMAND_LINE_BYTES);
  expect(splitTranscript(bytes(`${headerOf(slug)}text`)).slug).toBeNull();
});

test('the line above a post is its command, and above a transcript its own', () => {
  expect(headerOf('a-/-b')).toBe('$ cat post/a-/-b.md\n');
  expect(headerOf('a b')).toBe("$ cat 'post/a b.md'\n");
  const file = bytes('$ cat post/a b.md\nx');
  expect(transcriptHeader({ slug: 'a b', path: 'log' }, { file, content: bytes('x') })).toBe('$ cat post/a b.md\n');
});

const slugs = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter(slug => !slug.includes('\n'));

test('splits any transcript into its slug and content', () => {
  fc.assert(
    fc.property(slugs, fc.uint8Array({ maxLength: 200 }), (slug, content) => {
      const file = new Uint8Array([...bytes(headerOf(slug)), ...content]);
      expect(splitTranscript(file)).toEqual({ slug, content });
    }),
  );
});
