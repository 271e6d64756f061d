import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  catCommand,
  haikuFromSlug,
  hasPostExtension,
  normalizeText,
  parseHaiku,
  pathToSlug,
  toSlug,
} from '../../src/posts/slug.ts';
import { splitWords } from '../../src/util/shell-words.ts';
import { refOf } from '../support/library.ts';

test.each([
  ['a-/-b-/-c.md', true, 'a-/-b-/-c'],
  ['a-/-b-/-c.MD', true, 'a-/-b-/-c'],
  ['notes.markdown', true, 'notes'],
  ['notes.txt', true, 'notes'],
  ['v1.2.md', true, 'v1.2'],
  ['a.md.bak', false, 'a.md.bak'],
  ['md', false, 'md'],
  ['cat.png', false, 'cat.png'],
])('the path %j is a post by name: %j, with the slug %j', (path, isPost, slug) => {
  expect(hasPostExtension(path)).toBe(isPost);
  expect(pathToSlug(path)).toBe(slug);
});

test.each([
  ['a-/-b-/-c', 'a-/-b-/-c.md', 'cat post/a-/-b-/-c.md'],
  ['a', 'a.MD', 'cat post/a.MD'],
  ['notes/tea', 'notes/tea.txt', 'cat post/notes/tea.txt'],
  ['a-/-b-/-c', 'log-of-monday', 'cat post/a-/-b-/-c.md'],
  ['Grüner Tee', 'Grüner Tee.md', "cat 'post/Grüner Tee.md'"],
  ['grüner-tee', 'grüner-tee.md', 'cat post/grüner-tee.md'],
  ["it's $5", "it's $5.markdown", "cat 'post/it'\\''s $5.markdown'"],
])('the command that shows the post %j of the file %j is %j', (slug, path, command) => {
  expect(catCommand({ slug, path })).toBe(command);
});

test('the command for any slug is two words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), slug => {
      expect(splitWords(catCommand(refOf(slug)))).toEqual(['cat', `post/${slug}.md`]);
    }),
  );
});

test.each([
  ['old-news-/-no-one-reads-/-the-wiki', ['old news', 'no one reads', 'the wiki']],
  ['apt-get-at-night-/-b-/-c', ['apt get at night', 'b', 'c']],
  ['a-/-b-/-c-/-d', null],
  ['readme', null],
  ['2019/notes', null],
])('the slug %j has the haiku %j', (slug, haiku) => {
  expect(haikuFromSlug(slug)).toEqual(haiku);
});

test.each([
  ['apt-get at night / the mirror is slow / so am I', ['apt-get at night', 'the mirror is slow', 'so am I']],
  ['  a / b / c\r', ['a', 'b', 'c']],
  ['a /  b  / c', ['a', 'b', 'c']],
  ['and/or / b / c', ['and/or', 'b', 'c']],
  ['a / b', null],
  ['a / b / c / d', null],
  ['a/b/c', null],
  ['a /  / c', null],
  ['', null],
])('the text %j has the haiku %j', (text, haiku) => {
  expect(parseHaiku(text)).toEqual(haiku);
});

test.each([
  ['a-/-b', 'a-/-b'],
  ['post/a-/-b.md', 'a-/-b'],
  ['posts/a-/-b.md', 'a-/-b'],
  ['./posts/a-/-b.md', 'a-/-b'],
  ['./a-/-b', 'a-/-b'],
  ['  post/a.MD ', 'a'],
  ['post/post/a', 'post/a'],
  ['postscript/a', 'postscript/a'],
  ['A / b / C', 'A / b / C'],
  ['post/', ''],
])('the typed name %j is the slug %j', (typed, bare) => {
  expect(toSlug(typed)).toBe(bare);
});

test.each([
  ['BIOS beep / sequence', 'bios beep sequence'],
  ['the-log-/-is-silent', 'the log is silent'],
  ['cafe\u0301 CAFÉ', 'café café'],
  ['«Don’t»', 'don t'],
  ['静かな、池', '静かな 池'],
  ['snake_case – “it’s 5”…', 'snake case it s 5'],
  ['tab\there², 4⁵ n°', 'tab here² 4⁵ n'],
  [' -/- ', ''],
])('normalizes the text %j to %j', (text, folded) => {
  expect(normalizeText(text)).toBe(folded);
});
