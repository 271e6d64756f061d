import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_COMMAND_LINE_BYTES, splitTranscript, transcriptHeader } from '../../src/posts/content.ts';
import { catCommand } from '../../src/posts/slug.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ['$ cat post/a-/-b-/-c.md\n\na / b / c\n', 'a-/-b-/-c', '\na / b / c\n'],
  ['$ cat post/a.md\n', 'a', ''],
  ['$ cat post/a b.md\nx', 'a b', 'x'],
  ['$ cat post/a\u2028b\rc.md\nx', 'a\u2028b\rc', 'x'],
  ['$ cat post/a.md\r\nx', null, '$ cat post/a.md\r\nx'],
  ['$ cat post/a.md\n$ cat post/b.md\n', 'a', '$ cat post/b.md\n'],
  ['$ cat post/a.md', null, '$ cat post/a.md'],
  ['$ cat post/a.txt\nx', null, '$ cat post/a.txt\nx'],
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
  expect(splitTranscript(bytes(`${transcriptHeader(slug)}text`)).slug).toBeNull();
});

test('the command line is the prompt, the command and a newline', () => {
  expect(transcriptHeader('a-/-b')).toBe(`$ ${catCommand('a-/-b')}\n`);
});

const slugs = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter(slug => !slug.includes('\n'));

test('splits any transcript into its slug and content', () => {
  fc.assert(
    fc.property(slugs, fc.uint8Array({ maxLength: 200 }), (slug, content) => {
      const file = new Uint8Array([...bytes(transcriptHeader(slug)), ...content]);
      expect(splitTranscript(file)).toEqual({ slug, content });
    }),
  );
});
