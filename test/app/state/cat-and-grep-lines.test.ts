import { expect, test } from 'vitest';
import {
  catQuery,
  nextCompletion,
  parseGrepLine,
  replaceOperand,
  toggleCatGrep,
} from '../../../src/app/state/cat-and-grep-lines.ts';
import { createLine } from '../../../src/app/state/line-editor.ts';
import { refOf } from '../../support/library.ts';

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
  expect(catQuery(line)).toBe(query);
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
  expect(nextCompletion(line, refOf(slug))).toBe(completed);
});

test.each([
  ['cat post/', "grep -i ''"],
  ['cat post/rollback', "grep -i 'rollback'"],
  ['cat post/rollback plan', "grep -i 'rollback plan'"],
  ["cat post/it's", "grep -i 'it'\\''s'"],
])('^F turns %j into %j, with the cursor at the end of the query, and back', (cat, grep) => {
  expect(toggleCatGrep(createLine(cat))).toEqual({ text: grep, cursor: grep.length - 1 });
  expect(toggleCatGrep(createLine(grep))).toEqual(createLine(cat));
});

test.each<readonly [string, string]>([
  ['grep -i rollback', 'cat post/rollback'],
  ["grep -i 'rollback pl", 'cat post/rollback pl'],
  ...['ls', 'grep log', 'grep -in log', 'grep -i log post/a', ''].map(line => [line, line] as const),
])('^F turns %j into %j', (line, after) => {
  expect(toggleCatGrep(createLine(line)).text).toBe(after);
});

test.each<readonly [string, object | null]>([
  ['grep log', { text: 'log', ignoresCase: false, isFixed: false, isWord: false }],
  ["grep -iw 'rollback pl", { text: 'rollback pl', ignoresCase: true, isFixed: false, isWord: true }],
  ['grep -F -i "a(', { text: 'a(', ignoresCase: true, isFixed: true, isWord: false }],
  ['grep -- -n', { text: '-n', ignoresCase: false, isFixed: false, isWord: false }],
  ["grep -i ''", { text: '', ignoresCase: true, isFixed: false, isWord: false }],
  ...['grep', 'grep -n log', 'grep log post/a', 'grep --json log', 'cat grep', 'ls'].map(line => [line, null] as const),
])('the line %j searches the full text for %j', (line, pattern) => {
  expect(parseGrepLine(line)?.pattern ?? null).toEqual(pattern);
});

test.each([
  ['cat the-', 'the-', 'cat post/a-fan-/-hums-all-/-night.md'],
  ['cat -- the- bios', 'the-', 'cat post/a-fan-/-hums-all-/-night.md bios'],
  ['cat --width 40 first the- "a b"', 'the-', "cat --width 40 post/a-fan-/-hums-all-/-night.md 'a b'"],
  ['grep -n the the', 'the', 'grep -n the post/a-fan-/-hums-all-/-night.md'],
  ['cat --raw the-', 'the-', 'cat --raw post/a-fan-/-hums-all-/-night.md'],
])('in %j, where %j matches several posts, choosing one leaves %j', (line, typed, command) => {
  expect(replaceOperand(line, typed, refOf(slug))).toBe(command);
});

test.each([
  ['cat post/two', "cat 'post/two words/"],
  ["cat 'post/two words/", "cat 'post/two words/it'\\''s.txt'"],
  ["less 'post/two words/it", "less 'post/two words/it'\\''s.txt'"],
])('Tab completes %j to %j, which a shell reads as the path of the post', (line, completed) => {
  expect(nextCompletion(line, { slug: "two words/it's", path: "two words/it's.txt" })).toBe(completed);
});
