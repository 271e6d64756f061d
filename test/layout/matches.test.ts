import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandDocument, postDocument, sourceDocument, textDocument } from '../../src/layout/document.ts';
import { type LayoutOptions, layout } from '../../src/layout/layout.ts';
import { highlightBlocks } from '../../src/layout/matches.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import { type Line, type Span, textOf } from '../../src/text/span.ts';
import { bodies } from '../support/bodies.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';
import { asSafe } from '../support/safe.ts';
import { sample } from '../support/sample.ts';
import { treeOf } from '../support/tree.ts';

const wide: LayoutOptions = { columns: 80, sideways: null };

/** Returns the text of each match, whose pieces are in the order of the rows. */
function matchesOf(lines: readonly Line[]): readonly string[] {
  const matches: string[] = [];
  for (const { text, matchIndex } of lines.flatMap(line => line.spans))
    if (matchIndex !== undefined) matches[matchIndex] = (matches[matchIndex] ?? '') + text;
  return matches;
}

test.each<readonly [body: string, highlights: RegExp, matches: readonly string[]]>([
  ['the log is a log', /log/g, ['log', 'log']],
  ['the l**o**g', /log/g, ['log']],
  ['the `l`~~o~~g', /log/g, ['log']],
  ['the\nlog\n\nx', /the log/g, ['the log']],
  ['the  \nlog\n\nx', /the log/g, ['thelog']],
  ['The LOG', /log/gi, ['LOG']],
  ['log', /(?:)/g, []],
  ['a log', /x*/g, []],
  ['a log', / /g, []],
  ['a log', /\s*l/g, [' l']],
  ['loglog', /log/g, ['log', 'log']],
  ['e\u0301 and \u00e9 and e', /e/g, ['e']],
  ['e\u0301 and \u00e9 and e', /\u00e9/g, ['e\u0301', '\u00e9']],
  ['👨‍👩‍👧', /👩/gu, ['👨‍👩‍👧']],
  ['👍', /\ud83d/g, ['👍']],
  ['# A log\n\nlog', /log/g, ['log', 'log']],
  ['> a log\n> - log', /log/g, ['log', 'log']],
  ['- [ ] a log\n- log\n\n  log', /log/g, ['log', 'log', 'log']],
  ['a[^log]\n\n[^log]: log', /log/g, ['log', 'log']],
  ['```\na\nb log\n```', /log/g, ['log']],
  ['```\na\nb\n```', /a\s*b/g, []],
  ['```\na\nb\n```', /^b$/g, ['b']],
  ['<div>\nlog\n</div>', /log/g, ['log']],
  ['| log | b |\n|---|---|\n| c | log |\n', /log/g, ['log', 'log']],
  ['---', /─/g, []],
])('the matches in %j of the pattern %s are %j', (body, highlights, matches) => {
  expect(matchesOf(layout(treeOf(body), { ...wide, highlights }))).toEqual(matches);
  expect(highlightBlocks(treeOf(body), highlights).count).toBe(matches.length);
});

test('each piece of a match has the style of the text, then that of matches, and its index', () => {
  const [line] = layout(treeOf('a *lo*g'), { ...wide, highlights: /log/g });
  expect(line?.spans).toEqual([
    { text: 'a ', styles: [] },
    { text: 'lo', styles: ['emphasis', 'match'], matchIndex: 0 },
    { text: 'g', styles: ['match'], matchIndex: 0 },
  ]);
});

test('a match over two rows is highlighted on both', () => {
  const lines = layout(treeOf('it is in the log'), { columns: 12, sideways: null, highlights: /the log/g });
  expect(lines.map(({ spans }) => spans.map(({ text, matchIndex }) => [text, matchIndex]))).toEqual([
    [
      ['it is in ', undefined],
      ['the', 0],
    ],
    [['log', 0]],
  ]);
});

const table = '| the host | state |\n|---|---|\n| web-1 host | the host is up |\n| web-2 | up |\n';

test.each([10, 12, 20, 80])('the matches in the head of a table of %i columns count once', columns => {
  const lines = layout(treeOf(table), { columns, sideways: null, highlights: /host/g });
  const highlights = lines.flatMap(line =>
    line.spans.flatMap(({ matchIndex }) => (matchIndex === undefined ? [] : [matchIndex])),
  );
  expect(new Set(highlights)).toEqual(new Set([0, 1, 2]));
  expect(highlightBlocks(treeOf(table), /host/g).count).toBe(3);
});

test('the head of a continued table is neither highlighted nor counted', () => {
  const tree = treeOf(table).map(block => (block.kind === 'table' ? { ...block, continues: true } : block));
  for (const columns of [10, 80])
    expect(new Set(matchesOf(layout(tree, { columns, sideways: null, highlights: /host/g }))).size).toBeGreaterThan(0);
  for (const columns of [10, 80])
    expect(matchesOf(layout(tree, { columns, sideways: null, highlights: /host/g }))).toHaveLength(2);
  expect(highlightBlocks(tree, /host/g).count).toBe(2);
});

test.each([
  [0, ['abcd', 'hi', '']],
  [4, ['', 'hi', 'm']],
  [20, ['', 'hi', 'mnop']],
])('in code scrolled by %i columns an invisible match keeps its row: %j', (sideways, matches) => {
  const tree = treeOf('```\nabcdefghijklmnop\n```');
  expect(matchesOf(layout(tree, { columns: 12, sideways, highlights: /abcd|hi|mnop/g }))).toEqual(matches);
});

test('the lastIndex of the pattern is neither used nor changed', () => {
  const highlights = /log/g;
  highlights.lastIndex = 3;
  expect(highlightBlocks(treeOf('log log'), highlights).count).toBe(2);
  expect(matchesOf(layout(treeOf('log log'), { ...wide, highlights }))).toHaveLength(2);
  expect(highlights.lastIndex).toBe(3);
});

const patterns = [
  /./gu,
  /\w+/g,
  /o/gi,
  /[\s\S]{3}/g,
  /\s\S/g,
  /[aeiou]+\W*/g,
  /$|\b/g,
  /[^\x20-\x7e]/g,
  /so rollback/g,
  /-/g,
];

/** Expects as many matches as are counted, and rows with the same text as without them. */
function expectMarks(
  set: (setting: LayoutOptions) => readonly Line[],
  count: (highlights: RegExp) => number,
  setting: LayoutOptions,
  highlights: RegExp,
): void {
  const lines = set({ ...setting, highlights });
  expect(Object.keys(matchesOf(lines))).toHaveLength(count(highlights));
  const rows = (lines: readonly Line[]): string =>
    lines.map(({ spans, block, source }) => `${block} ${source} ${textOf(spans).trimEnd()}`).join('\n');
  expect(rows(lines)).toBe(rows(set(setting)));
}

test('as many matches are highlighted as counted at any width, and the rows stay the same', () => {
  const settings = fc.record({
    columns: fc.integer({ min: 1, max: 100 }),
    sideways: fc.constantFrom(null, 0, 3, 1000),
    highlights: fc.constantFrom(...patterns),
  });
  fc.assert(
    fc.property(bodies, settings, (body, { highlights, ...setting }) => {
      const [trees, plain] = [highlight, null].map(highlight =>
        parse(body, { hasLinks: true, highlight, html }).map(chunk => chunk.blocks()),
      ) as [ReturnType<typeof treeOf>[], ReturnType<typeof treeOf>[]];
      for (const [index, tree] of trees.entries())
        expectMarks(
          setting => layout(tree, setting),
          marks => highlightBlocks(plain[index] ?? [], marks).count,
          setting,
          highlights,
        );
    }),
    { numRuns: 500 },
  );
});

test.each(sample(posts, 3))(
  '$slug highlights as many matches as it counts, at every width',
  async ({ slug, content }) => {
    for (const page of [await postDocument(refOf(slug), content, true), sourceDocument(refOf(slug), content)])
      for (const { layout, count } of page)
        for (const highlights of [/the/gi, /\w+/g, /\S\s+\S/g])
          for (const columns of [8, 20, 40, 120])
            for (const sideways of [null, 0, 12]) expectMarks(layout, count, { columns, sideways }, highlights);
  },
);

const span = (text: string): Span => ({ text: asSafe(text), styles: [] });

test('output is highlighted, and its command line is not', () => {
  const highlights = /log/g;
  const [rows] = textDocument([span('a/lo'), span('g/b\tlog')], [span('log')]);
  const [command] = commandDocument('cat log');
  expect(matchesOf(rows?.layout({ columns: 6, sideways: 0, highlights }) ?? [])).toEqual(['log', 'log', 'log']);
  expect(rows?.count(highlights)).toBe(3);
  expect(matchesOf(command?.layout({ columns: 6, sideways: 0, highlights }) ?? [])).toEqual([]);
  expect(command?.count(highlights)).toBe(0);
});
