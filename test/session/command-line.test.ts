import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextCompletion, queryOf, quotedCat, toggled, words } from '../../src/session/command-line.ts';

test.each([
  ['cat post/', ''],
  ['cat', ''],
  ['cat post/rolback exs', 'rolback exs'],
  ['  cat  posts/a-/-b.md', 'a-/-b'],
  ["cat 'post/a b", 'a b'],
  ["cat 'post/a b.md'", 'a b'],
  ['cat a / b / c', 'a / b / c'],
  ['cat --raw a', null],
  ['ls post/', null],
  ['cats', null],
  ['', null],
])('the line %j searches for %j', (line, query) => {
  expect(queryOf(line)).toBe(query);
});

const slug = 'a-fan-/-hums-all-/-night';

test.each([
  ['cat post/', 'cat post/a-fan-/'],
  ['cat post/hums', 'cat post/a-fan-/'],
  ['cat post/a-f', 'cat post/a-fan-/'],
  ['cat posts/a-fan-/', 'cat post/a-fan-/-hums-all-/'],
  ['cat post/a-fan-/-hums-all-/', 'cat post/a-fan-/-hums-all-/-night.md'],
  ['cat post/a-fan-/-hums-all-/-night.md', 'cat post/a-fan-/-hums-all-/-night.md'],
])('after Tab the line %j is %j', (line, completed) => {
  expect(nextCompletion(line, slug)).toBe(completed);
});

test.each([
  ['', []],
  ['  ls   -l ', ['ls', '-l']],
  ["cat 'a / b / c' -l", ['cat', 'a / b / c', '-l']],
  ['cat "a \\"b\\" \\n" c\\ d', ['cat', 'a "b" \\n', 'c d']],
  ["a'b c'd''", ['ab cd']],
  ["''", ['']],
  ['$HOME * `x`', ['$HOME', '*', '`x`']],
  ["cat 'a", null],
  ['cat "a\\"', null],
  ['cat a\\', null],
])('the line %j has the words %j', (line, split) => {
  expect(words(line)).toEqual(split);
});

test.each([
  ['cat post/', 'grep -i '],
  ['cat post/rollback', 'grep -i rollback'],
  ['cat post/rollback plan', "grep -i 'rollback plan'"],
  ["cat post/it's", "grep -i 'it'\\''s'"],
])('^F makes %j of %j, and back', (cat, grep) => {
  expect(toggled(cat)).toBe(grep);
  expect(toggled(grep)).toBe(cat);
});

test.each(['ls', 'grep log', 'grep -in log', 'grep -i log post/a', "grep -i 'log", ''])('^F leaves %j', line => {
  expect(toggled(line)).toBe(line);
});

test('the command for a post is quoted only where a shell needs it', () => {
  expect(quotedCat(slug)).toBe('cat post/a-fan-/-hums-all-/-night.md');
  expect(quotedCat("it's $5")).toBe("cat 'post/it'\\''s $5.md'");
});

test('the command for any slug is two words, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), slug => {
      expect(words(quotedCat(slug))).toEqual(['cat', `post/${slug}.md`]);
    }),
  );
});
