import { expect, test } from 'vitest';
import {
  catCommand,
  haikuFromSlug,
  hasPostExtension,
  normalizeText,
  parseHaiku,
  pathToSlug,
  toSlug,
  toSlugExact,
} from '../../src/posts/slug.ts';

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

test('the command that shows a post is cat with its path', () => {
  expect(catCommand('a-/-b-/-c')).toBe('cat post/a-/-b-/-c.md');
});

test.each([
  ['old-news-/-no-one-reads-/-the-wiki', ['old news', 'no one reads', 'the wiki']],
  ['apt-get-at-night-/-b-/-c', ['apt get at night', 'b', 'c']],
  ['a-/-b-/-c-/-d', ['a', 'b', 'c / d']],
  ['readme', ['readme', '', '']],
  ['2019/notes', ['2019/notes', '', '']],
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
  [' a ', ' a '],
  ['post/ a.md', ' a'],
  ['a .MD', 'a '],
  [' post/a', ' post/a'],
])('the typed name %j is exactly the slug %j', (typed, exact) => {
  expect(toSlugExact(typed)).toBe(exact);
});

test.each([
  ['BIOS beep / sequence', 'bios beep sequence'],
  ['the-log-/-is-silent', 'the log is silent'],
  ['cafe\u0301 CAFÉ', 'café café'],
  ['«Don’t»', 'don t'],
  ['静かな、池', '静かな 池'],
  [' -/- ', ''],
])('normalizes the text %j to %j', (text, folded) => {
  expect(normalizeText(text)).toBe(folded);
});
