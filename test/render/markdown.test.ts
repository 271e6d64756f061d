import { expect, test } from 'vitest';
import { type Span, type StyleName, textOf } from '../../src/render/line.ts';
import type { Block } from '../../src/render/tree.ts';
import { treeOf, treeOfPost } from '../support/tree.ts';

/** A tree in a line a block: `heading: The Setup`. */
const outline = (blocks: readonly Block[]): readonly string[] =>
  blocks.map(block => {
    if (block.kind === 'haiku') return `haiku: ${block.lines.join(' / ')}`;
    return 'spans' in block ? `${block.kind}: ${textOf(block.spans)}` : block.kind;
  });

test.each([
  ['tight', 'The Setup\nThe fans hum.\nAll night, they hum.\nWrapping Up\nThey stopped.\n'],
  ['spaced', 'The Setup\n\nThe fans hum.\n\nAll night, they\nhum.\n\nWrapping Up\n\nThey stopped.\n'],
  ['tight with CRLF', 'The Setup\r\nThe fans hum.\r\nAll night, they hum.\r\nWrapping Up\r\nThey stopped.\r\n'],
])('%s plain text has its bare lines for headings', (_, body) => {
  expect(outline(treeOf(body))).toEqual([
    'heading: The Setup',
    'paragraph: The fans hum.',
    'paragraph: All night, they hum.',
    'heading: Wrapping Up',
    'paragraph: They stopped.',
  ]);
});

test.each([
  [
    '# Head\n\nThe Setup\n\nIt hums.',
    ['heading: Head', 'paragraph: The Setup', 'paragraph: It hums.'],
    'Markdown has headings',
  ],
  ['It hums.\n\nThe End', ['paragraph: It hums.', 'paragraph: The End'], 'nothing is below it'],
  ['It hums:\n\nOn and on.', ['paragraph: It hums:', 'paragraph: On and on.'], 'it ends in punctuation'],
  ['The Setup\n\n- it hums', ['paragraph: The Setup', 'list'], 'no paragraph is below it'],
  [`${'long '.repeat(12)}line\n\nx.`, [`paragraph: ${'long '.repeat(12)}line`, 'paragraph: x.'], 'it is long'],
])('in %j there is no bare heading: %j, for %s', (body, blocks) => {
  expect(outline(treeOf(body))).toEqual(blocks);
});

test.each([
  ['- a\n- b', ['list']],
  ['    make\n    install', ['code: make\ninstall']],
  ['It ran:\n```sh\nmake\ninstall\n```', ['paragraph: It ran:', 'code: make\ninstall']],
  ['one line', ['paragraph: one line']],
])('the body %j is Markdown for all that it has no blank line', (body, blocks) => {
  expect(outline(treeOf(body))).toEqual(blocks);
});

const span = (text: string, ...styles: readonly StyleName[]): Span => ({ text, styles }) as unknown as Span;

test.each([
  [
    'a *b* **c** ~~d~~',
    [span('a '), span('b', 'emphasis'), span(' '), span('c', 'strong'), span(' '), span('d', 'struck')],
  ],
  ['***b***', [span('b', 'emphasis', 'strong')]],
  ['`x\u001by`', [span('x^[y', 'code')]],
  ['`a\u202eb`', [span('a<U+202E>b', 'code')]],
  ['[t](http://a.b)', [span('t', 'link'), span(' '), span('<http://a.b>', 'dim')]],
  ['<http://a.b>', [span('http://a.b', 'link')]],
  ['[a](javascript:x)', [span('[a](javascript:x)')]],
  ['a<br>b', [span('a'), span('<br>', 'dim'), span('b')]],
  ['&#x202e;&#8203;z', [span('<U+202E>z')]],
])('the paragraph %j has these spans', (body, spans) => {
  expect(treeOf(body)).toEqual([{ kind: 'paragraph', spans }]);
});

test.each([
  [
    'a / b / c\n\nTitle: May 3, 2021 - Fans\n\nHum.',
    ['haiku: a / b / c', 'title: Title: May 3, 2021 - Fans', 'paragraph: Hum.'],
  ],
  ['---\nhaiku: a / b / c\ntitle: Fans\n---\nHum.', ['haiku: a / b / c', 'title: Fans', 'paragraph: Hum.']],
  ['---\ntitle: Else\n---\na / b / c\n# Fans\nHum.', ['haiku: a / b / c', 'title: Fans', 'paragraph: Hum.']],
  ['---\ntitle: "a\\e[31m"\n---\nHum.', ['title: a^[[31m', 'paragraph: Hum.']],
  ['a\u001b / b / c\n', ['haiku: a^[ / b / c']],
  ['Hum.', ['paragraph: Hum.']],
  ['', []],
])('the content %j is the tree %j', async (content, blocks) => {
  expect(outline(await treeOfPost(content))).toEqual(blocks);
});

test('nesting past the limit is text, and takes no time to speak of', () => {
  expect(outline(treeOf('>'.repeat(100_000)))).toEqual(['quote']);
});
