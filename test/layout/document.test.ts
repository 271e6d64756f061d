import { describe, expect, test } from 'vitest';
import {
  type Document,
  outputDocument,
  postDocument,
  sourceDocument,
  textDocument,
} from '../../src/layout/document.ts';
import { cutRow, type FittedRow } from '../../src/text/fit-row.ts';
import { trusted } from '../../src/text/sanitize.ts';
import { type Row, textOf } from '../../src/text/span.ts';
import { refOf } from '../support/library.ts';

const open = (content: string, hasLinks = false): Promise<Document> =>
  postDocument(refOf('a-/-b-/-c'), content, hasLinks);

test.each<readonly [content: string, headings: readonly (readonly [level: number, text: string, source: number])[]]>([
  ['x', []],
  ['a / b / c\n\nTitle: May 3, 2021 - Fans\n\nHum.\n', [[0, 'Fans', 3]]],
  ['---\ntitle: "Fa\\u0007ns"\n---\nHum.\n', [[0, 'Fa^Gns', 1]]],
  [
    '# T\n\n## A *b* `c`\n\nx\n\n###### D\n',
    [
      [0, 'T', 1],
      [2, 'A b c', 3],
      [6, 'D', 7],
    ],
  ],
  ['x\n\nA\nb\n---\n\ny', [[2, 'A b', 3]]],
  ['x\n\nA\\\nb\n===\n\ny', [[1, 'A b', 3]]],
  ['It hums:\nThe Fans\nThey hum.\nThey do.\n', [[2, 'The Fans', 2]]],
  ['x\n\n> ## quoted\n\n- ## listed\n\n```\n# code\n```\n', []],
])('the headings of %j are %j', async (content, headings) => {
  const found = (await open(content)).flatMap(chunk => chunk.headings());
  expect(found.map(({ level, text, source }) => [level, text, source])).toEqual(headings);
});

test.each<readonly [content: string, links: readonly (readonly [text: string, address: string, source: number])[]]>([
  ['x', []],
  ['[a *b*](http://c.d) e', [['a b', 'http://c.d', 1]]],
  [
    'x\n\n<http://c.d>, https://e.f/g.',
    [
      ['http://c.d', 'http://c.d', 3],
      ['https://e.f/g', 'https://e.f/g', 3],
    ],
  ],
  ['![a](http://c.d/e.png)', [['a', 'http://c.d/e.png', 1]]],
  ['![](http://c.d/e.png)', [['http://c.d/e.png', 'http://c.d/e.png', 1]]],
  [
    '[![a](http://c.d/e.png)](http://f.g)',
    [
      ['a', 'http://f.g', 1],
      ['a', 'http://c.d/e.png', 1],
    ],
  ],
  [
    '[a](http://c.d) [b](http://c.d) [e](mailto:f@g.h)',
    [
      ['a', 'http://c.d', 1],
      ['e', 'mailto:f@g.h', 1],
    ],
  ],
  [
    '[a](b.md) [c](javascript:d) [e](file:///f) [g](#h) [i](ftp://j.k) [a](%C3%BCb%20er.md#l)',
    [
      ['a', 'b.md', 1],
      ['g', '#h', 1],
      ['a', 'üb er.md#l', 1],
    ],
  ],
  [
    '[[m]] ![[n#o|p]] [[q.png]] ![[r.mp3#t=3]] ![s](t.png) [u]({{< ref "v" >}}) [w]({% post_url x %})',
    [
      ['m', '[[m]]', 1],
      ['p', '[[n#o]]', 1],
      ['u', '{{< ref "v" >}}', 1],
      ['w', '{% post_url x %}', 1],
    ],
  ],
  ['[a\u202e\u001b](http://c.d/\u202e)', [['a<U+202E>^[', 'http://c.d/%E2%80%AE', 1]]],
  ['x\n\n- y\n- [a][r]\n\n[r]: http://c.d\n', [['a', 'http://c.d', 4]]],
  ['x[^n]\n\n[^n]: [a](http://c.d)\n', [['a', 'http://c.d', 3]]],
  ['| a |\n|---|\n| b |\n| [c](http://d.e) |\n', [['c', 'http://d.e', 4]]],
  ['```\nhttp://c.d\n```\n\n`http://e.f`', []],
])('the links of %j are %j, whether or not links are live', async (content, links) => {
  for (const hasLinks of [true, false]) {
    const found = (await open(content, hasLinks)).flatMap(chunk => chunk.links());
    expect(found.map(({ text, address, source }) => [text, address, source])).toEqual(links);
  }
});

test('the source line of a link or a heading is that of one of the rows', async () => {
  const content = 'a / b / c\n\n# T\n\nx\n\n## [A](http://a.b)\n\n- y\n- [z](http://c.d)\n';
  const page = await open(content);
  const sources = page.flatMap(({ layout }) => layout({ columns: 40, sideways: null }).map(({ source }) => source));
  const named = page.flatMap(({ links, headings }) => [...links(), ...headings()].map(({ source }) => source));
  expect(named).toHaveLength(4);
  expect(sources).toEqual(expect.arrayContaining(named));
});

test('each heading, link and match of a long post is in its own chunk', async () => {
  const part = (index: number): string =>
    `## Part ${index}\n\n[disk](http://a.b/${index}) ${'is full. '.repeat(80)}\n\n`;
  const page = await open(Array.from({ length: 100 }, (_, index) => part(index)).join(''));
  expect(page.length).toBeGreaterThan(5);
  expect(page.flatMap(({ headings }) => headings()).map(({ source }) => source)).toEqual(
    Array.from({ length: 100 }, (_, index) => 1 + 4 * index),
  );
  expect(page.flatMap(({ links }) => links())).toHaveLength(100);
  expect(page.reduce((sum, { count }) => sum + count(/disk|part/gi), 0)).toBe(200);
  for (const [index, { source, headings }] of page.entries())
    for (const heading of headings()) {
      expect(heading.source).toBeGreaterThanOrEqual(source);
      expect(heading.source).toBeLessThan(page[index + 1]?.source ?? Number.POSITIVE_INFINITY);
    }
});

test('output and source have neither headings nor links', () => {
  const rows = textDocument([{ text: trusted('# A http://a.b'), styles: [] }]);
  for (const chunk of [...rows, ...sourceDocument(refOf('s'), '# A\n\nhttp://a.b\n')])
    expect([chunk.headings(), chunk.links()]).toEqual([[], []]);
});

describe('output with a fitted row', () => {
  const text: Row = [{ text: trusted('a kettle, a lamp, a kettle and a rope'), styles: [] }];
  const fitted: FittedRow = { row: text, arrange: (row, columns) => [cutRow(row, columns)] };
  const [chunk] = outputDocument([text, fitted]);

  test('wraps the other rows, and the fitted row too for a screen reader', () => {
    const rowsAt = (sideways: number | null) =>
      chunk?.layout({ columns: 20, sideways }).map(({ spans }) => textOf(spans));
    expect(rowsAt(0)).toEqual(['a kettle, a lamp, a', '  kettle and a rope', 'a kettle, a lamp, a…']);
    expect(rowsAt(null)?.slice(2)).toEqual(['a kettle, a lamp, a', '  kettle and a rope']);
  });

  test.each([80, 20, 3])('has the same matches at any width: %i', columns => {
    const matches = chunk
      ?.layout({ columns, sideways: 0, highlights: /kettle|rope/gu })
      .flatMap(({ spans }) => spans.flatMap(({ matchIndex, column }) => (column === undefined ? [matchIndex] : [])));
    expect(new Set(matches?.filter(index => index !== undefined))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(chunk?.count(/kettle|rope/gu)).toBe(6);
  });
});

test('a row that begins with a number aligned to the right hangs below its text', () => {
  const row: Row = [
    { text: trusted('   4  '), styles: ['dim'] },
    { text: trusted('cat post/moss-/-on.md'), styles: [] },
  ];
  const rowsAt = (columns: number): readonly string[] =>
    outputDocument([row]).flatMap(({ layout }) =>
      layout({ columns, sideways: null }).map(({ spans }) => textOf(spans)),
    );
  expect(rowsAt(22)).toEqual(['   4  cat post/moss-/', '      -on.md']);
  expect(rowsAt(40)).toEqual(['   4  cat post/moss-/-on.md']);
});
