import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { layout } from '../../src/layout/layout.ts';
import { textOf } from '../../src/text/span.ts';
import { graphemes, width } from '../../src/text/width.ts';
import { refOf } from '../support/library.ts';
import { rowsOf, rowsOfDocument, treeOf, treeOfPost, trimmedRowsOf } from '../support/tree.ts';

const table = '| host | state |\n|---|--:|\n| web-1 | up |\n| the database | gone |\n';

test.each([
  ['one\ntwo\n\nthree', 40, ['one two', '', 'three']],
  ['one  \ntwo\n\nx', 40, ['one', 'two', '', 'x']],
  ['## A\n\nx\n\n## B\n\n### C\n\ny', 40, ['A', '', 'x', '', 'B', '', 'C', '', 'y']],
  ['- a\n- b\n  - c c c c c c\n    - d\n- e', 14, ['• a', '• b', '  • c c c c', '    c c', '    • d', '• e']],
  ['- a a a a a a\n- b', 10, ['• a a a a', '  a a', '• b']],
  ['- a\n\n- b\n\n  c', 40, ['• a', '', '• b', '', '  c']],
  ['9. a\n10. b', 40, [' 9. a', '10. b']],
  ['- [ ] a\n- [x] b', 40, ['☐ a', '☑ b']],
  ['- a b c\n  - d', 5, ['•', 'a b c', '•', 'd']],
  ['> q q q q q q\n>\n> - a', 12, ['▎ q q q q', '▎ q q', '▎', '▎ • a']],
  ['```sh\nmake all\n\tx\n```', 12, ['sh', '│ make all', '│     x']],
  ['```\nab\tx\n日\tx\ne\u0301\tx\n```', 12, ['│ ab  x', '│ 日  x', '│ e\u0301   x']],
  ['```\nabcdefghijkl\n```', 12, ['│ abcdefghi›', '│   jkl']],
  ['```\nif a { go on }\n```', 12, ['│ if a { ›', '│   go on }']],
  ['```\n  if a { go on }\n```', 15, ['│   if a { go ›', '│     on }']],
  ['```\n      a b  c d\n```', 12, ['│       a ›', '│     b  c ›', '│     d']],
  ['a [log](http://x.y/z), <http://x.y> ![cat](c.png)', 60, ['a log <http://x.y/z>, http://x.y [cat] <c.png>']],
  ['a\n\n---\n\nb', 5, ['a', '', '─────', '', 'b']],
  ['a\n\n---\n\n# B', 9, ['a', '', '', 'B', '─']],
  ['# B\n\n---\n\na', 9, ['B', '─', '', 'a']],
  ['> # B\n>\n> ---\n>\n> a', 20, ['▎ B', '▎ ─', '▎', '▎ a']],
  ['a\n\n---\n\n## B', 5, ['a', '', '─────', '', 'B']],
  ['<div>\nx\n</div>\n\ny', 20, ['x', '', 'y']],
  ['&#27;[31m and &#155;', 40, ['\ufffd[31m and \ufffd']],
  [table, 40, ['host          state', '────────────  ─────', 'web-1            up', 'the database   gone']],
  [table, 12, ['host: web-1', 'state: up', '', 'host: the', '  database', 'state: gone']],
  [
    '| host | task | day |\n|---|---|---|\n| mail | sort it all into two heaps | wednesday |\n',
    24,
    ['host: mail', 'task: sort it all into', '  two heaps', 'day: wednesday'],
  ],
  [
    '| host | task |\n|---|---|\n| mail | sort it all into a big heap |\n',
    28,
    ['host  task', '────  ──────────────────────', 'mail  sort it all into a', '      big heap'],
  ],
  ['| host | state |\n|---|---|\n', 40, ['host  state', '────  ─────']],
  ['| host | state |\n|---|---|\n', 8, ['host', 'state']],
  ['so we turned it off\n\nx', 15, ['so we turned', 'it off', '', 'x']],
  ['so we turned it away\n\nx', 15, ['so we turned it', 'away', '', 'x']],
  ['', 40, []],
])('%j at %i columns is %j', (body, columns, rows) => {
  expect(rowsOf(body, columns)).toEqual(rows);
});

test('a table of medium width wraps its cells, each row as high as its highest cell', () => {
  const rows = trimmedRowsOf(table, 16);
  expect(rows).toEqual([
    'host       state',
    '─────────  ─────',
    'web-1         up',
    '',
    'the         gone',
    'database',
  ]);
});

test('without styles, headings below level 1 have the marks of Markdown, and level 1 its rule', () => {
  const tree = treeOf('# A\n\n## B\n\n###### C c c\n\nx\n');
  const rowsOfTree = (hasMarks: boolean): readonly string[] =>
    layout(tree, { columns: 10, sideways: null, hasMarks }).map(line => textOf(line.spans));
  expect(rowsOfTree(true)).toEqual(['A', '─', '', '## B', '', '###### C', 'c c', '', 'x']);
  expect(rowsOfTree(false)).toEqual(['A', '─', '', 'B', '', 'C c c', '', 'x']);
});

test.each([
  ['sh', 'sh'],
  ['go title="main.go"', 'go · main.go'],
  ["{.python filename='run it.py'}", 'python · run it.py'],
  ['rust,name=main.rs,linenos', 'rust · main.rs'],
  ['js:title=a.js {1}', 'js · a.js'],
  ['ruby:a.rb', 'ruby · a.rb'],
  ['vue:line-numbers', 'vue'],
  ['{r, fig.cap="name=x"}', 'r'],
  ['{filename="a.conf"}', 'a.conf'],
  ['txt title="a.txt"', 'a.txt'],
  ['text', '│ x'],
])('above code that begins with ```%s stands %s', (info, label) => {
  expect(rowsOf(`\`\`\`${info}\nx\n\`\`\``, 40)[0]).toBe(label);
});

test('in a centered column a wrapped cell, and every other, is at the left', () => {
  const centered = (cell: string): readonly string[] =>
    trimmedRowsOf(`| port |\n|:-:|\n| 80 |\n| ${cell} |\n`, 20).slice(2);
  expect(centered('eight thousand')).toEqual(['      80', 'eight thousand']);
  expect(centered('eight thousand and eighty')).toEqual(['80', '', 'eight thousand and', 'eighty']);
});

test.each([
  [59, 0],
  [60, 2],
])('at %i columns a post has a margin of %i', async (columns, margin) => {
  const [command, , ...rows] = rowsOfDocument(
    await postDocument(refOf('s'), '# T\n\na\n\n- b\n\n```\nc\n```\n', false),
    columns,
  );
  expect(command).toBe('$ cat post/s.md');
  expect(rows).toEqual(['T', '─', '', 'a', '', '• b', '', '│ c'].map(row => row && ' '.repeat(margin) + row));
});

test.each([
  ['one\ttwo', 'a paragraph'],
  ['# one\ttwo', 'a heading'],
  ['`one\ttwo`', 'inline code'],
  ['- one\ttwo', 'a list'],
  ['| one\ttwo |\n|---|', 'a table'],
])('the tab in %j (%s) is expanded', body => {
  expect(rowsOf(body, 40).join('\n')).not.toContain('\t');
});

test('a tab in a haiku or a title is expanded', async () => {
  const tree = await treeOfPost('one\ttwo / b / c\n\nTitle: A\tDay\n');
  expect(
    layout(tree, { columns: 40, sideways: null })
      .map(line => textOf(line.spans))
      .join('\n'),
  ).not.toContain('\t');
});

test.each([
  [80, ['the fan /', 'hums /', 'alone']],
  [8, ['the', '  fan /', 'hums /', 'alone']],
  [20, ['the fan above the', '  door /', 'it hums to itself', '  now /', 'it is all alone here']],
])('at %i columns a haiku has three lines, each hangs, and a slash stays at its word: %j', async (columns, rows) => {
  const isWide = columns === 20;
  const haiku = isWide
    ? 'the fan above the door / it hums to itself now / it is all alone here'
    : 'the fan / hums / alone';
  const tree = await treeOfPost(`${haiku}\n`);
  expect(layout(tree, { columns, sideways: null }).map(line => textOf(line.spans))).toEqual(rows);
});

test('every line has the number of its block, blank rows above it too', () => {
  expect(layout(treeOf('a\n\n## B\n\nc c'), { columns: 1, sideways: null }).map(line => line.block)).toEqual([
    0, 1, 1, 2, 2, 2,
  ]);
});

test('a post begins with its command, which is block 0 and breaks after a slash', async () => {
  const page = await postDocument(
    refOf('the-fan-hums-alone-/-in-a-corridor-/-of-the-second-floor'),
    'a / b / c\n\n# T\n\nx\n',
    false,
  );
  const lines = page.map(({ layout }) => layout({ columns: 60, sideways: null }));
  expect(lines.map(chunk => chunk.map(({ spans, block }) => [block, textOf(spans)]))).toEqual([
    [
      [0, '$ cat post/the-fan-hums-alone-/-in-a-corridor-/'],
      [0, '  -of-the-second-floor.md'],
    ],
    [[0, '']],
    [
      [0, '  a /'],
      [0, '  b /'],
      [0, '  c'],
      [1, ''],
      [1, '  T'],
      [1, '  ─'],
      [2, ''],
      [2, '  x'],
    ],
  ]);
});

test('prose is at most 80 columns wide, and the command is not limited', async () => {
  const widest = rowsOfDocument(await postDocument(refOf('s'.repeat(100)), 'word '.repeat(60), false), 200).map(width);
  expect(widest).toEqual([114, 0, 81, 81, 81, 61]);
});

const pieces = fc.oneof(
  fc.constantFrom(
    '\n',
    '\n\n',
    '> ',
    '- ',
    '10. ',
    '    ',
    '# ',
    '```\n',
    '| a | b |\n|---|--:|\n| ',
    ' | ',
    '**',
    '`',
    '\\\n',
  ),
  fc.constantFrom('[x](http://y.z)', '---\n', '<b>', '- [ ] ', '静かな。', '👍🏽', 'rollback ', 'so ', ' / '),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

test('no line of any body is wider than the width', () => {
  const bodies = fc.array(pieces, { maxLength: 25 }).map(parts => parts.join('').replaceAll('\t', ' '));
  fc.assert(
    fc.property(bodies, fc.integer({ min: 1, max: 120 }), (body, columns) => {
      const rows = rowsOf(body, columns);
      fc.pre(rows.every(row => graphemes(row).every(grapheme => width(grapheme) <= 2)));
      const wide = rows.filter(row => width(row) > columns && !(columns === 1 && graphemes(row).length === 1));
      expect(wide).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('code with more lines than a function takes arguments is laid out', () => {
  expect(rowsOf(`> \`\`\`\n${'> x\n'.repeat(200_000)}`, 80)).toHaveLength(200_000);
});

const repeated = (word: string, columns: number): string => `${word} `.repeat(Math.ceil(columns / (word.length + 1)));

test.each([
  ['a paragraph', 76, repeated('kettle', 150)],
  ['a quote', 78, `> ${repeated('kettle', 150)}`],
  ['code', 152, `\`\`\`\n${'k'.repeat(150)}\n\`\`\``],
  ['code in a list', 154, `- x\n\n  \`\`\`\n  ${'k'.repeat(150)}\n  \`\`\``],
  ['a table', 142, `| a | b |\n|---|---|\n| ${'k'.repeat(70)} | ${'b'.repeat(70)} |`],
  ['a cell with prose', 83, `| a | b |\n|---|---|\n| x | ${repeated('kettle', 150)} |`],
])('on 200 columns, the widest row of %s has %i columns', (_, used, body) => {
  expect(Math.max(...rowsOf(body, 200).map(width))).toBe(used);
});
