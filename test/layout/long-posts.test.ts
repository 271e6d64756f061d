import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { type LayoutOptions, layout } from '../../src/layout/layout.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import { parsePost } from '../../src/posts/parse-post.ts';
import { textOf } from '../../src/text/span.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';
import { isSlow, sample } from '../support/sample.ts';
import { rowsOf, treeOf } from '../support/tree.ts';

const still = (columns: number): LayoutOptions => ({ columns, sideways: null });

const range = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const apart = (rows: readonly string[]): readonly string[] =>
  rows.flatMap((row, index) => (index === 0 ? [row] : ['', row]));

/** Enough for several chunks. */
const sentences = range(800, index => `Sentence ${index} is about a disk that is full.`);
const filler = sentences.join('\n\n');
const notes = range(200, index => `The note ${index} says where the disk was bought.`);

/** Returns the rows of a body in a post, and the number of its chunks. */
async function sectionsOf(body: string): Promise<{ readonly rows: readonly string[]; readonly count: number }> {
  const [, , ...chunks] = await postDocument(refOf('s'), `a / b / c\n\n# T\n\n${body}`, false);
  for (const { length } of chunks) expect(length).toBeLessThan(70_000);
  const rows = chunks.flatMap(({ layout }) => layout(still(59)).map(line => textOf(line.spans).trimEnd()));
  expect(rows.slice(0, 7)).toEqual(['a /', 'b /', 'c', '', 'T', '─', '']);
  return { rows: rows.slice(7), count: chunks.length };
}

const ordered = (index: number): string => `${index + 1}. the disk`;

test.each<readonly [what: string, body: string, rows: readonly string[]]>([
  ['paragraphs', filler, apart(sentences)],
  [
    'a link defined at the end',
    `a [disk][ref]\n\n${filler}\n\n[ref]: http://a.example/b\n`,
    apart(['a disk <http://a.example/b>', ...sentences]),
  ],
  [
    'a link defined at the end in three lines',
    `a [disk][ref]\n\n${filler}\n\n[ref]:\n  http://a.example/b\n  "Disk"\n`,
    apart(['a disk <http://a.example/b>', ...sentences]),
  ],
  [
    'a link defined at the beginning',
    `[ref]: http://a.example/b\n\n${filler}\n\na [disk][ref]\n`,
    apart([...sentences, 'a disk <http://a.example/b>']),
  ],
  ['a note at the end', `a[^n]\n\n${filler}\n\n[^n]: b\n`, apart(['a[n]', ...sentences, '[n] b'])],
  [
    'many notes at the end',
    `${filler}\n\n${notes.map((note, index) => `[^${index}]: ${note}`).join('\n')}`,
    [...apart(sentences), '', ...notes.map((note, index) => `[${index}] ${note}`)],
  ],
  [
    'many notes apart at the end',
    `${filler}\n\n${notes.map((note, index) => `[^${index}]: ${note}`).join('\n\n')}`,
    [...apart(sentences), '', ...notes.map((note, index) => `[${index}] ${note}`)],
  ],
  ['a fence', `\`\`\`\n${sentences.join('\n')}\n\`\`\``, sentences.map(row => `│ ${row}`)],
  [
    'a fence with blank lines in it',
    `\`\`\`sh title="a.sh"\n${filler}\n\`\`\`\n\nend`,
    ['sh · a.sh', ...apart(sentences).map(row => `│ ${row}`.trimEnd()), '', 'end'],
  ],
  [
    'indented code',
    `x\n\n${[...sentences, ...sentences].map(row => `    ${row}`).join('\n')}`,
    ['x', '', ...[...sentences, ...sentences].map(row => `│ ${row}`)],
  ],
  ['a list', range(1500, index => `- item ${index}`).join('\n'), range(1500, index => `• item ${index}`)],
  [
    'a loose list',
    range(1500, index => `- item ${index}`).join('\n\n'),
    apart(range(1500, index => `• item ${index}`)),
  ],
  [
    'a list in a list',
    range(800, index => `- item ${index}\n  - part`).join('\n'),
    range(800, index => [`• item ${index}`, '  • part']).flat(),
  ],
  [
    'tight plain text',
    range(1000, index => `Line ${index}. It is one.`).join('\n'),
    apart(range(1000, index => `Line ${index}. It is one.`)),
  ],
  [
    'a table with a wide cell at its end',
    `| a | b |\n|--:|---|\n${range(800, index => `| ${index} | the \`disk\` is full |\n`).join('')}| | ${'the disk '.repeat(9)}|\n`,
    [
      '  a  b',
      `───  ${'─'.repeat(54)}`,
      ...apart([
        ...range(800, index => `${String(index).padStart(3)}  the disk is full`),
        `     ${'the disk '.repeat(6).trimEnd()}`,
      ]),
      `     ${'the disk '.repeat(3).trimEnd()}`,
    ],
  ],
  [
    'a table without wide cells',
    `| a | b |\n|---|---|\n${range(800, index => `| ${index} | the **disk** is full |\n`).join('')}`,
    ['a    b', '───  ────────────────', ...range(800, index => `${String(index).padEnd(3)}  the disk is full`)],
  ],
  ['quotes', sentences.map(row => `> ${row}`).join('\n\n'), apart(sentences.map(row => `▎ ${row}`))],
  ['rules', range(800, () => 'a disk\n\n---').join('\n\n'), apart(range(800, () => ['a disk', '─'.repeat(24)]).flat())],
  [
    'small headings',
    sentences.map(row => `### Part\n\n${row}`).join('\n\n'),
    apart(sentences.flatMap(row => ['Part', row])),
  ],
  [
    'large headings',
    `x\n\n${sentences.map(row => `## Part\n\n${row}`).join('\n\n')}`,
    ['x', ...sentences.flatMap(row => ['', 'Part', '', row])],
  ],
  [
    'bare headings',
    `x.\n\n${sentences.map(row => `Part\n\n${row}`).join('\n\n')}`,
    ['x.', ...sentences.flatMap(row => ['', 'Part', '', row])],
  ],
])('%s in several chunks are laid out like the whole', async (_, body, rows) => {
  const set = await sectionsOf(body);
  expect(set.count).toBeGreaterThan(1);
  expect(set.rows).toEqual(rows);
});

test.each([
  ['1. 2. 3.', range(1500, ordered).join('\n')],
  ['1. 1. 1.', range(1500, () => '1. the disk').join('\n')],
])('the numbers %s of a long list continue', async (_, body) => {
  const { rows, count } = await sectionsOf(body);
  expect(count).toBeGreaterThan(1);
  expect(rows.map(row => row.trim())).toEqual(range(1500, ordered));
});

test('a long table has its head and each row once', async () => {
  const body = range(1000, index => `| disk ${index} | ${'full '.repeat(8)} |`).join('\n');
  const { rows, count } = await sectionsOf(`| disk | state |\n|---|---|\n${body}`);
  expect(count).toBeGreaterThan(1);
  expect(rows.filter(row => row.startsWith('disk  '))).toHaveLength(1);
  expect(rows.filter(row => /^disk \d/.test(row)).map(row => /\d+/.exec(row)?.[0])).toEqual(range(1000, String));
  expect(rows).not.toContain('');
});

const befores = [
  ['a list whose item begins with a fence', '- ```\n  x\n  ```'],
  ['a fence that its list ends', '- x\n\n  ```\n  y'],
  ['a fence that its quote ends', '> ```\n> x'],
  ['marks of a fence in HTML', '<div>\n```\n</div>'],
  ['marks of a fence in code', '    ```'],
  ['a comment in HTML', '<div>\n<!--\n</div>'],
  ['a comment that its list ends', '- x\n\n  <!-- y'],
  ['a comment in a fence', '```\n<!--\n```'],
  ['a fence that is shorter', '````\n```\n````'],
  ['a fence of tildes', '~~~ `x`\n```\n~~~'],
  ['code with backticks in its line', '``` `x` ```'],
  ['HTML that ends where it begins', '<pre>x</pre>'],
  ['a comment', '<!--\n\nx\n\n-->'],
] as const;

test.each(sample(befores, 6))('long text after %s is laid out as paragraphs', async (_, before) => {
  const { rows } = await sectionsOf(`${before}\n\n${filler}`);
  const expected = apart(sentences);
  expect(rows.slice(-expected.length)).toEqual(expected);
});

test.each([
  ['code', 'a [disk]\n\n    [disk]: http://a.example', ['a [disk]', '', '│ [disk]: http://a.example']],
  ['a paragraph', 'a [disk]\n\nand\n[disk]: http://a.example', ['a [disk]', '', 'and [disk]: http://a.example']],
  ['HTML', 'a [disk]\n\n<div>\n[disk]: http://a.example\n</div>', ['a [disk]', '', '[disk]: http://a.example']],
])('a link definition in %s is text, however long the body is', async (_, before, rows) => {
  expect(rowsOf(before, 80)).toEqual(rows);
  expect((await sectionsOf(`${before}\n\n${filler}`)).rows.slice(0, rows.length)).toEqual(rows);
});

test('all posts in one body are laid out like one after the other', async () => {
  // Bare headings depend on the whole body: with a heading there are none.
  const bodies = posts.map(({ content }) => `### Post\n\n${parsePost(content).body.trim()}`);
  expect(bodies.join('').length).toBeGreaterThan(60_000);
  const { rows, count } = await sectionsOf(bodies.join('\n\n'));
  expect(count).toBeGreaterThan(5);
  const whole = layout(
    bodies.flatMap(body => treeOf(body)),
    still(59),
  ).map(line => textOf(line.spans).trimEnd());
  expect(rows).toEqual(whole);
});

const BRACKETS = isSlow ? 300_000 : 30_000;

// In quadratic time these would take minutes.
test.each([
  ['tight lines that open a bracket', '[a. It is.\n'.repeat(BRACKETS), BRACKETS],
  ['a paragraph below a long indent', `a\n${' '.repeat(30_000)}x\n${'b\n'.repeat(50_000)}`, 3],
])('%s are cut and parsed in one pass', (_, body, least) => {
  const blocks = parse(body, { hasLinks: true, highlight: null, html }).flatMap(chunk => chunk.blocks());
  expect(blocks.length).toBeGreaterThanOrEqual(least);
});

test('a chunk returns the same blocks each time', () => {
  const chunks = parse(`a[^n] [b][r]\n\n${filler}\n\n[^n]: c\n\n[r]: http://a.example\n`, {
    hasLinks: false,
    highlight,
  });
  expect(chunks.map(({ blocks }) => blocks())).toEqual(chunks.map(({ blocks }) => blocks()));
  expect(chunks.toReversed().map(({ blocks }) => blocks())).toEqual(chunks.map(({ blocks }) => blocks()).toReversed());
});
