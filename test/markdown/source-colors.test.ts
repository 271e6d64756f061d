import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlight } from '../../src/markdown/highlight.ts';
import { createSourceColors } from '../../src/markdown/source-colors.ts';
import { type Row, textOf } from '../../src/text/span.ts';
import { bodies } from '../support/bodies.ts';
import { asSafe } from '../support/safe.ts';

const FRONT_MATTER = fc.constantFrom('', '---\ntitle: Steam\n---\n', '+++\nt = 1\n+++\n', 'Title: a\nDate: 2021\n\n');

function colorLines(content: string, path = 'a.md'): readonly Row[] {
  const colors = createSourceColors(path, content, highlight);
  return colors?.color(content.split('\n').map(asSafe), colors.firstRegion) ?? [];
}

/** The spans of a row as `style:text`; plain text as it is. */
const show = (row: Row): readonly string[] =>
  row.map(({ text, styles }) => (styles.length === 0 ? text : `${styles.join('+')}:${text}`));
const colors = (content: string): readonly string[] => show(colorLines(content)[0] ?? []);

test.each<readonly [line: string, ...spans: string[]]>([
  ['plain words', 'plain words'],
  ['# Steam', 'dim:#', 'accent+strong: Steam'],
  [
    '###### a `b`',
    'dim:######',
    'accent+strong: a ',
    'accent+strong+dim:`',
    'accent+strong+code:b',
    'accent+strong+dim:`',
  ],
  ['####### seven', '####### seven'],
  ['#tag', '#tag'],
  ['Steam\n===', 'accent+strong:Steam'],
  ['- a\n---', 'accent:-', ' a'],
  ['===', 'dim:==='],
  ['* * *', 'dim:* * *'],
  ['- a', 'accent:-', ' a'],
  ['  12) a', 'accent:  12)', ' a'],
  ['- [x] a', 'accent:- [x]', ' a'],
  ['-a', '-a'],
  ['> a *b*', 'quote:>', ' a ', 'dim:*', 'emphasis:b', 'dim:*'],
  ['> - a', 'quote:>', 'accent: -', ' a'],
  ['> [!NOTE] a', 'quote:>', ' ', 'note:[!NOTE]', ' a'],
  ['| a | b |', 'dim:|', ' a ', 'dim:|', ' b ', 'dim:|'],
  ['a | b', 'a | b'],
  ['|---|:-:|', 'dim:|---|:-:|'],
  ['a **b** __c__', 'a ', 'dim:**', 'strong:b', 'dim:**', ' ', 'dim:__', 'strong:c', 'dim:__'],
  ['***a***', 'dim:***', 'strong+emphasis:a', 'dim:***'],
  ['~~a~~ ==b==', 'dim:~~', 'struck:a', 'dim:~~', ' ', 'dim:==', 'mark:b', 'dim:=='],
  ['a_b_c 2 * 3 * 4 a == b == c', 'a_b_c 2 * 3 * 4 a == b == c'],
  ['\\*a\\* \\`b\\`', '\\*a\\* \\`b\\`'],
  ['`` a`b `` *', 'dim:``', 'code: a`b ', 'dim:``', ' *'],
  ['`*a*`', 'dim:`', 'code:*a*', 'dim:`'],
  ['[a](b_(c) "d") e', 'dim:[', 'link:a', 'dim:](b_(c) "d")', ' e'],
  ['![a][b]', 'dim:![', 'link:a', 'dim:][b]'],
  ['[[a|b]] https://a.b/c_d_e', 'link:[[a|b]]', ' ', 'link:https://a.b/c_d_e'],
  ['a[^1]', 'a', 'note:[^1]'],
  ['<b class="c">a</b> 1 < 2', 'dim:<b class="c">', 'a', 'dim:</b>', ' 1 < 2'],
  ['{{< a >}} {% b %} {{c}}', 'dim:{{< a >}}', ' ', 'dim:{% b %}', ' ', 'dim:{{c}}'],
  ['<!-- a --> b', 'dim:<!-- a -->', ' b'],
  ['a 👨‍👩‍👧*é̂*', 'a 👨‍👩‍👧', 'dim:*', 'emphasis:é̂', 'dim:*'],
])('the source %j has the spans %j …', (line, ...spans) => {
  expect(colors(line)).toEqual(spans);
});

test.each<readonly [content: string, rows: readonly (readonly string[])[]]>([
  ['---\ntitle: "a: b"\n---\nx: y', [['dim:---'], ['name:title', 'dim::', 'string: "a: b"'], ['dim:---'], ['x: y']]],
  ['+++\n# c\nn = 1\n+++', [['dim:+++'], ['comment:# c'], ['name:n', 'dim: =', 'number: 1'], ['dim:+++']]],
  ['---\ntags:\n  - a\n---\n', [['dim:---'], ['name:tags', 'dim::'], ['dim:  - ', 'string:a'], ['dim:---'], []]],
  ['{\n"title": "a"\n}\n', [['dim:{'], ['dim:"', 'name:title"', 'dim::', 'string: "a"'], ['dim:}'], []]],
  [
    'Title: a\nDate: 2021-05-03\n\nb',
    [['name:Title', 'dim::', 'string: a'], ['name:Date', 'dim::', 'number: 2021-05-03'], [], ['b']],
  ],
  ['---\na: b', [['dim:---'], ['a: b']]],
])('the front matter of %j is colored', (content, rows) => {
  expect(colorLines(content).map(show)).toEqual(rows);
});

test.each<readonly [content: string, rows: readonly (readonly string[])[]]>([
  ['```js\nlet a\n```\n*b', [['dim:```js'], ['keyword:let', ' a'], ['dim:```'], ['*b']]],
  ['~~~\n*a*\n```\n~~~~\n# b', [['dim:~~~'], ['*a*'], ['```'], ['dim:~~~~'], ['dim:#', 'accent+strong: b']]],
  ['- ```{.js}\n  1\n  ```', [['dim:- ```{.js}'], ['  ', 'number:1'], ['dim:  ```']]],
  [
    '> ```\n> *a*\n*b*',
    [
      ['quote:> ', 'dim:```'],
      ['quote:> ', '*a*'],
      ['dim:*', 'emphasis:b', 'dim:*'],
    ],
  ],
  [
    '> ```js\n> let a\n> ```\nb',
    [['quote:> ', 'dim:```js'], ['quote:> ', 'keyword:let', ' a'], ['quote:> ', 'dim:```'], ['b']],
  ],
  ['```nope\na', [['dim:```nope'], ['a']]],
  [
    '``` a ```\n*b*',
    [
      ['dim:```', 'code: a ', 'dim:```'],
      ['dim:*', 'emphasis:b', 'dim:*'],
    ],
  ],
  ['<!-- a\n*b*\nc --> *d*', [['dim:<!-- a'], ['dim:*b*'], ['dim:c -->', ' ', 'dim:*', 'emphasis:d', 'dim:*']]],
  ['`<!--` a\n*b', [['dim:`', 'code:<!--', 'dim:`', ' a'], ['*b']]],
])('code and comments in %j are colored to their end', (content, rows) => {
  expect(colorLines(content).map(show)).toEqual(rows);
});

test.each(['a.txt', 'a.org', 'a.adoc', 'a.rst', 'a.gmi', 'a'])('%s has no colors of Markdown', path => {
  expect(createSourceColors(path, '# a', highlight)).toBe(null);
});

test('colors change no character, and are the same if the lines are colored in two parts', () => {
  fc.assert(
    fc.property(FRONT_MATTER, bodies, fc.integer({ min: 1, max: 40 }), (matter, body, at) => {
      const content = matter + body.replaceAll(/[\r\t]/g, ' ').replaceAll(/```\w+/g, '```');
      const lines = content.split('\n').map(asSafe);
      const colors = createSourceColors('a.md', content, highlight);
      const whole = colors?.color(lines, colors.firstRegion) ?? [];
      expect(whole.map(textOf)).toEqual(lines);
      const start = lines.slice(0, at);
      const region = colors?.regionAfter(start.map(line => `${line}\n`).join(''), colors.firstRegion) ?? null;
      const parts = [
        ...(colors?.color(start, colors.firstRegion) ?? []),
        ...(colors?.color(lines.slice(at), region) ?? []),
      ];
      // The heading above a line is only seen in the same part.
      expect(parts.filter((_, row) => row !== at - 1)).toEqual(whole.filter((_, row) => row !== at - 1));
    }),
    { numRuns: 500 },
  );
});
