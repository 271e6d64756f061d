// @ts-expect-error: the package brings no types.
import { tests } from 'commonmark-spec';
import { expect, test } from 'vitest';
import { layout } from '../../src/layout/layout.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { textOf } from '../../src/text/span.ts';
import { graphemes, width } from '../../src/text/width.ts';
import { rowsOf, treeOf, trimmedRowsOf } from '../support/tree.ts';

type Example = { readonly markdown: string; readonly html: string; readonly number: number };

/** The examples of CommonMark 0.31.2, which spell tabs as arrows. */
const examples = (tests as readonly Example[]).map(({ markdown, html, number }): Example => {
  return { markdown: markdown.replaceAll('→', '\t'), html: html.replaceAll('→', '\t'), number };
});

const tag =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^>]*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Returns the text for a tag: an image has its alternative text, a link ends a word, the others have none. */
function textOfTag(tag: string): string {
  // The address follows a link or an image, so a word ends there.
  if (tag.startsWith('<img')) return ` ${/\balt="([^"]*)"/.exec(tag)?.[1] ?? ''} `;
  return /^<\/?(?:em|strong|code)>/.test(tag) ? '' : ' ';
}

/** Brackets that CommonMark shows, and which are links between posts here. */
const wikilink = /!?\[\[([^[\]]+)\]\]/g;

/** Components, whose text is Markdown here. */
const component = /<([A-Z]\w*)>[\s\S]*?<\/\1>/g;

/** Elements whose contents are not shown. */
const hidden = /<(script|style)\b[\s\S]*?<\/\1>/g;

/** Returns the visible text of an example's HTML; of raw HTML, the text outside of tags. */
const textOfHtml = (html: string): string =>
  sanitize(
    html
      .replace(hidden, ' ')
      .replace(component, text => text.replaceAll('*', ''))
      .replace(tag, textOfTag)
      .replace(wikilink, '$1')
      .replace(/&(?:amp|lt|gt|quot);/g, entity => entities[entity] ?? ''),
    'prose',
  );

const lettersOf = (text: string): readonly string[] => [...text.replace(/\s/g, '')];

/** Returns the first of `wanted` that does not follow the others in `text`; undefined if all do. */
function firstMissing(wanted: readonly string[], text: string): string | undefined {
  let at = 0;
  return wanted.find(each => {
    const found = text.indexOf(each, at);
    at = found + each.length;
    return found === -1;
  });
}

const tooWide = (rows: readonly string[], columns: number): readonly string[] =>
  rows.filter(row => width(row) > columns && !(columns === 1 && graphemes(row).length === 1));

test('the specification has all its examples', () => {
  expect(examples.length).toBe(652);
  expect(examples.filter(({ markdown }) => markdown.includes('→'))).toEqual([]);
});

test.each(examples)('example $number of CommonMark fits into the width and keeps every letter in order', example => {
  const letters = lettersOf(textOfHtml(example.html));
  for (const columns of [80, 40, 12, 3, 1]) {
    const rows = rowsOf(example.markdown, columns);
    expect(tooWide(rows, columns)).toEqual([]);
    expect(firstMissing(letters, rows.join(''))).toBeUndefined();
  }
});

test.each(examples)('example $number of CommonMark keeps words whole if they fit', ({ markdown, html }) => {
  const words = textOfHtml(html)
    .split(/\s+/)
    .filter(word => width(word) <= 40);
  expect(firstMissing(words, rowsOf(markdown, 80).join('\n'))).toBeUndefined();
});

test.each(examples)('example $number of CommonMark fits into the width when code scrolls', ({ markdown }) => {
  for (const sideways of [0, 5]) {
    const rows = layout(treeOf(markdown), { columns: 12, sideways }).map(line => textOf(line.spans));
    expect(tooWide(rows, 12)).toEqual([]);
  }
});

// GFM's extensions. No package carries its examples without a native build, so these are our own.

const ports = '| port | state |\n| :-- | --: |\n| 22 | open |';
const portsRows = ['port  state', '────  ─────', '22     open'];

test.each([
  [ports, 40, portsRows],
  [
    '| port | zone | load |\n|:--|:-:|--:|\n| https | db | 7 |',
    40,
    ['port   zone  load', '─────  ────  ────', 'https   db      7'],
  ],
  ['port | zone\n-----|-----\n22 | lan', 40, ['port  zone', '────  ────', '22    lan']],
  ['| key |\n| - |\n| tab |', 40, ['key', '───', 'tab']],
  ['| 犬 | 猫 |\n|---|--:|\n| わん | にゃあ |', 40, ['犬        猫', '────  ──────', 'わん  にゃあ']],
  // An escaped pipe belongs to the cell, in code too.
  ['| run | as |\n|---|---|\n| ps \\| wc | `a\\|b` |', 40, ['run      as', '───────  ───', 'ps | wc  a|b']],
  ['| a | b |\n|---|---|\n| **up** | ~~gone~~ |', 40, ['a   b', '──  ────', 'up  gone']],
  ['| a | b |\n|---|---|\n| <b>up</b> | &amp; \\* |', 40, ['a   b', '──  ───', 'up  & *']],
  [
    '| a | b |\n|---|---|\n| [log](http://x.y/z) | ![cat](c.png) |',
    40,
    ['a                   b', '──────────────────  ─────────────', 'log <http://x.y/z>  [cat] <c.png>'],
  ],
  // Missing cells are empty. GFM drops the cells beyond the head; here they are further columns.
  ['| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |', 40, ['a  b', '─  ─  ─', '1', '1  2  3']],
  ['tin | lid\n--- | ---\n1 | 2 | *a* | b \\| c | |', 40, ['tin  lid', '───  ───  ─  ─────', '1    2    a  b | c']],
  ['> | a |\n> |---|\n> | 1 | 2 |', 40, ['▎ a', '▎ ─  ─', '▎ 1  2']],
  ['- | a |\n  |---|\n  | 1 | 2 |', 40, ['• a', '  ─  ─', '  1  2']],
  ['| a |\n|---|\n| 1 | two |', 4, ['a: 1', 'two']],
  ['| a | b |\n|---|---|\n| | 2 |', 40, ['a  b', '─  ─', '   2']],
  // A head and a delimiter row of different lengths are not a table.
  ['| a | b |\n|---|\n| 1 | 2 |', 40, ['| a | b |', '|---|', '| 1 | 2 |']],
  ['| port | state |\n|---|---|', 40, ['port  state', '────  ─────']],
  ['| port | state |\n|---|---|\n\nafter', 40, ['port  state', '────  ─────', '', 'after']],
  [`before\n${ports}`, 40, ['before', '', ...portsRows]],
  [`${ports}\nmore`, 40, [...portsRows, 'more']],
  [`${ports}\n> said`, 40, [...portsRows, '', '▎ said']],
  [`${ports}\n# Part`, 40, [...portsRows, '', '', 'Part', '────']],
  [`${ports}\n- item`, 40, [...portsRows, '', '• item']],
  [`${ports}\n\`\`\`\nmake\n\`\`\``, 40, [...portsRows, '', '│ make']],
  [`${ports}\n<div>x</div>`, 40, [...portsRows, '', 'x']],
  [`${ports}\n\n---`, 6, ['port:', '  22', 'state:', '  open', '', '──────']],
  ['> | a | b |\n> |---|---|\n> | 1 | 2 |', 40, ['▎ a  b', '▎ ─  ─', '▎ 1  2']],
  ['- | a | b |\n  |---|---|\n  | 1 | 2 |', 40, ['• a  b', '  ─  ─', '  1  2']],
])('the table %j at %i columns is %j', (body, columns, rows) => {
  expect(rowsOf(body, columns)).toEqual(rows);
});

test.each([
  ['the disk is ~~full~~ fine', ['the disk is full fine']],
  ['un~~break~~able', ['unbreakable']],
  ['~~over\ntwo lines~~ and on\n\nnext', ['over two lines and on', '', 'next']],
  ['~~over\n\ntwo paragraphs~~', ['~~over', '', 'two paragraphs~~']],
  ['~~**both** `code`~~', ['both code']],
  ['~~ not ~~ and ~~~~', ['~~ not ~~ and ~~~~']],
  ['\\~~kept~~', ['~~kept~~']],
])('the strikethrough in %j is laid out as %j', (body, rows) => {
  expect(rowsOf(body, 40)).toEqual(rows);
});

test('only struck text has the style', () => {
  const [line] = layout(treeOf('the ~~old~~ new disk'), { columns: 40, sideways: null });
  expect(line?.spans.filter(span => span.styles.includes('struck')).map(span => span.text)).toEqual(['old']);
});

test.each([
  ['- [ ] open\n- [x] done\n- [X] done too', ['☐ open', '☑ done', '☑ done too']],
  ['- [x] a\n  - [ ] b\n    - [x] c\n- [ ] d', ['☑ a', '  ☐ b', '    ☑ c', '☐ d']],
  ['- [ ] a\n\n- [x] b', ['☐ a', '', '☑ b']],
  ['* [ ] a\n+ [x] b', ['☐ a', '', '☑ b']],
  ['- [ ] a\n\n  more', ['☐ a', '', '  more']],
  ['- [x] **bold** `code`', ['☑ bold code']],
  ['- [ ]\ta', ['☐ a']],
  ['- none\n- [ ] task', ['• none', '☐ task']],
  ['> - [x] quoted', ['▎ ☑ quoted']],
  // Not tasks:
  ['- a [x] b', ['• a [x] b']],
  ['- [x]a', ['• [x]a']],
  ['- [] a', ['• [] a']],
  ['- [y] a', ['• [y] a']],
  ['- [ ]', ['• [ ]']],
  ['- [x](http://y.z) a', ['• x <http://y.z> a']],
  ['- \\[x] a', ['• [x] a']],
  ['- `[x] a`', ['• [x] a']],
  ['- **[x] a**', ['• [x] a']],
  ['[x] a', ['[x] a']],
])('the list %j is laid out as %j', (body, rows) => {
  expect(rowsOf(body, 40)).toEqual(rows);
});

/** Returns the texts and addresses of a body's links. */
const linksOf = (body: string): readonly (readonly [string, string])[] =>
  layout(
    parse(body, { hasLinks: true, highlight: null, html }).flatMap(chunk => chunk.blocks()),
    { columns: 200, sideways: null },
  ).flatMap(line => line.spans.flatMap(({ text, href }) => (href === undefined ? [] : [[text, href] as const])));

test.each([
  ['at https://a.example/b?c=d&e=f#g too', ['https://a.example/b?c=d&e=f#g']],
  ['at http://a.example/ too', ['http://a.example/']],
  ['at https://a.example. Next', ['https://a.example']],
  ['at https://a.example, and https://b.example!', ['https://a.example', 'https://b.example']],
  ['really https://a.example/?', ['https://a.example/']],
  ['(at https://a.example/b)', ['https://a.example/b']],
  ['at https://a.example/b_(c) or (https://a.example/b_(c))', ['https://a.example/b_(c)', 'https://a.example/b_(c)']],
  ['"https://a.example/b"', ['https://a.example/b']],
  ['**https://a.example/b**', ['https://a.example/b']],
  ['<https://a.example/b>', ['https://a.example/b']],
  ['https://a.example/b<c', ['https://a.example/b']],
  // Not links:
  ['www.a.example and a.example', []],
  ['`https://a.example`', []],
  ['    https://a.example', []],
  ['https:// and https', []],
])('the autolinks of %j are %j, and its text is kept', (body, addresses) => {
  expect(linksOf(body)).toEqual(addresses.map(address => [address, address]));
  const text = body.replace(/\*\*|`|^ {4}|^<|>$/g, '');
  expect(rowsOf(body, 200).map(row => row.replace('│ ', ''))).toEqual([text]);
});

test.each([
  ['a[^1] b[^2] c[^1]\n\n[^1]: one\n[^2]: two', 40, ['a[1] b[2] c[1]', '', '[1] one', '[2] two']],
  ['a[^n]\n\n[^n]: b\n\n    c\n\n        d\n\ne', 40, ['a[n]', '', '[n] b', '', '    c', '', '    │ d', '', 'e']],
  ['a[^n]\n\n[^n]: b\nc', 40, ['a[n]', '', '[n] b c']],
  ['a[^n]\n\n[^n]:\n    b', 40, ['a[n]', '', '[n] b']],
  ['a[^n]\n\n[^n]: - b\n    - c', 40, ['a[n]', '', '[n] • b', '    • c']],
  ['a[^n]\n\n[^n]:\n\nb', 40, ['a[n]', '', '[n]', '', 'b']],
  ['[^n]: b\n\na[^n]', 40, ['[n] b', '', 'a[n]']],
  ['[^n]: b\n\na', 40, ['[n] b', '', 'a']],
  ['a[^gone] b', 40, ['a[^gone] b']],
  ['`[^n]` \\[^n] [^n]\n\n[^n]: b', 40, ['[^n] [^n] [n]', '', '[n] b']],
  ['a[^n]\n\n> [^n]: b', 40, ['a[n]', '', '▎ [n] b']],
  ['> a[^n]\n\n[^n]: b', 40, ['▎ a[n]', '', '[n] b']],
  ['a[^n]\n\n- b\n\n  [^n]: c', 40, ['a[n]', '', '• b', '', '  [n] c']],
  ['a[^n]\n\n- [^n]: b', 40, ['a[n]', '', '• [n] b']],
  ['# a[^n]\n\n[^n]: b', 40, ['a[n]', '────', '', '[n] b']],
  ['| a[^n] |\n|---|\n| b |\n\n[^n]: c', 40, ['a[n]', '────', 'b', '', '[n] c']],
  ['a[^b-c.d/e!é:犬]\n\n[^b-c.d/e!é:犬]: f', 40, ['a[b-c.d/e!é:犬]', '', '[b-c.d/e!é:犬] f']],
  ['a[^*b*]\n\n[^*b*]: c', 40, ['a[*b*]', '', '[*b*] c']],
  ['a[^b c]\n\n[^b c]: d e', 40, ['a[^b c]', '', '[^b c]: d e']],
  [
    'a[^toString] b[^__proto__]\n\n[^toString]: c\n[^__proto__]: d',
    40,
    ['a[toString] b[__proto__]', '', '[toString] c', '[__proto__] d'],
  ],
  ['a[^toString] b[^constructor] c[^hasOwnProperty]', 60, ['a[^toString] b[^constructor] c[^hasOwnProperty]']],
  ['a[^n]\n\n    [^n]: b', 40, ['a[^n]', '', '│ [^n]: b']],
  ['a[^n]\n\n<div>\n[^n]: b\n</div>', 40, ['a[^n]', '', '[^n]: b']],
  ['a[^long-label]\n\n[^long-label]: b', 20, ['a[long-label]', '', '[long-label]', 'b']],
])('the footnotes of %j at %i columns are %j', (body, columns, rows) => {
  expect(trimmedRowsOf(body, columns)).toEqual(rows);
});
