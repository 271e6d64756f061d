import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Chunk,
  coloredSourceDocument,
  type Document,
  postDocument,
  sourceDocument,
} from '../../src/layout/document.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { type Line, type StyleName, textOf } from '../../src/text/span.ts';
import { graphemes, spansWidth, width } from '../../src/text/width.ts';
import { bodies } from '../support/bodies.ts';
import { codePoint } from '../support/code-point.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';

const linesOf = (page: Document, columns = 40): readonly Line[] =>
  page.flatMap(({ layout }) => layout({ columns, sideways: null }));
const sourcesOf = async (content: string, columns = 40): Promise<readonly (readonly [string, number])[]> =>
  linesOf(await postDocument(refOf('s'), content, false), columns)
    .slice(2)
    .map(({ spans, source }) => [textOf(spans).trim(), source]);

test.each<readonly [content: string, rows: readonly (readonly [row: string, source: number])[]]>([
  [
    'a\n\nb\nc\n\n\nd',
    [
      ['a', 1],
      ['', 3],
      ['b c', 3],
      ['', 7],
      ['d', 7],
    ],
  ],
  [
    'a / b / c\n\n# T\n\nx\n',
    [
      ['a /', 1],
      ['b /', 1],
      ['c', 1],
      ['', 3],
      ['T', 3],
      ['─', 3],
      ['', 5],
      ['x', 5],
    ],
  ],
  [
    '\uFEFF\r\na / b / c\r\n\r\nx\r\n',
    [
      ['a /', 2],
      ['b /', 2],
      ['c', 2],
      ['', 4],
      ['x', 4],
      ['─', 4],
    ],
  ],
  [
    '---\ntitle: T\n---\n\nx\n',
    [
      ['T', 1],
      ['─', 1],
      ['', 5],
      ['x', 5],
    ],
  ],
  [
    '---\ntags: [tin]\n---\na / b / c\n\n# T\n\nx\n',
    [
      ['a /', 4],
      ['b /', 4],
      ['c', 4],
      ['', 6],
      ['T', 6],
      ['─', 6],
      ['#tin', 6],
      ['', 8],
      ['x', 8],
    ],
  ],
  [
    'x\n\n```sh\nmake\n\nrun\n```\n',
    [
      ['x', 1],
      ['', 4],
      ['sh', 4],
      ['│ make', 4],
      ['│', 5],
      ['│ run', 6],
    ],
  ],
  [
    'x\n\n```',
    [
      ['x', 1],
      ['', 3],
      ['│', 3],
    ],
  ],
  [
    'x\n\n    make\n    run\n',
    [
      ['x', 1],
      ['', 3],
      ['│ make', 3],
      ['│ run', 4],
    ],
  ],
  [
    'x\n\n<div>\ny\n</div>\n',
    [
      ['x', 1],
      ['', 4],
      ['y', 4],
    ],
  ],
  [
    'x\n\n- a\n- b\n  - c\n-\n- d\n',
    [
      ['x', 1],
      ['', 3],
      ['• a', 3],
      ['• b', 4],
      ['• c', 5],
      ['•', 6],
      ['• d', 7],
    ],
  ],
  [
    'x\n\n- a\n\n- b\n\n  c\n',
    [
      ['x', 1],
      ['', 3],
      ['• a', 3],
      ['', 5],
      ['• b', 5],
      ['', 7],
      ['c', 7],
    ],
  ],
  [
    '> a\n>\n> ```\n> b\n> c\n> ```\n',
    [
      ['▎ a', 1],
      ['▎', 4],
      ['▎ │ b', 4],
      ['▎ │ c', 5],
    ],
  ],
  [
    'x\n\n| a |\n|---|\n| b |\n| c |\n',
    [
      ['x', 1],
      ['', 3],
      ['a', 3],
      ['─', 3],
      ['b', 5],
      ['c', 6],
    ],
  ],
  [
    'a[^n]\n\n[^n]: b\n[^m]: c\n',
    [
      ['a[n]', 1],
      ['', 3],
      ['[n] b', 3],
      ['[m] c', 4],
    ],
  ],
  [
    'a\n\n[r]: http://x.y\n\nb\n---\n\n***\n',
    [
      ['a', 1],
      ['', 5],
      ['b', 5],
      ['', 8],
      ['─'.repeat(24), 8],
    ],
  ],
  [
    'One Line\nIt hums.\nAnd on.\nAnd off.\n',
    [
      ['One Line', 1],
      ['', 2],
      ['It hums.', 2],
      ['', 3],
      ['And on.', 3],
      ['', 4],
      ['And off.', 4],
    ],
  ],
  ['It hums.\r\nOn.\rAnd on.\n', [['It hums. On.^MAnd on.', 1]]],
  [
    'a\rb\n\nc\n',
    [
      ['a^Mb', 1],
      ['', 3],
      ['c', 3],
    ],
  ],
])('the rows of %j begin at %j', async (content, rows) => {
  expect(await sourcesOf(content)).toEqual(rows);
});

test('the command line has no source line', async () => {
  expect((await postDocument(refOf('s'), 'x', false))[0]).toMatchObject({ source: 0 });
  expect(linesOf(await postDocument(refOf('s'), 'x', false))[0]?.source).toBe(0);
});

// Every line has a word of its own, which identifies the line of a row.

const shapes: readonly ((word: () => string) => string)[] = [
  word => `${word()}, and\n${word()} more\n`,
  word => `## ${word()}\n`,
  word => `${word()}\n===\n`,
  word => `- ${word()}\n- ${word()}\n  ${word()}\n  - ${word()}\n\n    ${word()}\n`,
  word => `1. ${word()}\n2. > ${word()}\n   >\n   > - ${word()}\n`,
  word => `> ${word()}\n${word()}\n>\n> ${word()}\n`,
  word => `\`\`\`sh\n${word()}\n\n${word()}\n\`\`\`\n`,
  word => `- ${word()}\n\n  ~~~\n  ${word()}\n    ${word()}\n  ~~~\n`,
  word => `    ${word()}\n\n      ${word()}\n`,
  word => `<div>\n${word()}\n<b>${word()}</b>\n</div>\n`,
  word => `| ${word()} | b |\n|---|---|\n| ${word()} | c |\n| ${word()} | d |\n`,
  word => `[^${word()}]: ${word()}\n`,
  word => `***\n\n${word()}\n`,
  word => `[${word()}]: http://a.b\n\n[${word()}](http://a.b)\n`,
];
const long: readonly ((word: () => string) => string)[] = [
  word => Array.from({ length: 400 }, () => `${word()} is about a disk that is full.\n`).join(''),
  word => Array.from({ length: 400 }, () => `${word()} is about a disk that is full.\n\n`).join(''),
  word => Array.from({ length: 400 }, () => `- ${word()} is about a disk that is full\n`).join(''),
  word => `\`\`\`sh\n${Array.from({ length: 900 }, () => `make ${word()} again\n`).join('\n')}\`\`\`\n`,
  word => `| a | b |\n|---|---|\n${Array.from({ length: 400 }, () => `| ${word()} is full | and so on |\n`).join('')}`,
  word => `<pre>\n${Array.from({ length: 900 }, () => `make ${word()} again\n`).join('\n')}</pre>\n`,
];

/** Returns content whose words are the numbers of their lines: `w12`. */
function numbered(parts: readonly ((word: () => string) => string)[], ending: string, before: string): string {
  const text = parts.map(part => part(() => '@')).join('\n');
  const lines = (before + text).split('\n').map((line, index) => line.replaceAll('@', `w${index + 1}`));
  return lines.join(ending);
}

/** Returns the faults of a document: rows with words of other lines, and source lines that decrease. */
function faultsOf(lines: readonly Line[]): readonly string[] {
  let last = { block: -1, source: 0 };
  return lines.flatMap(({ spans, block, source }) => {
    const text = textOf(spans);
    const word = Number(/w(\d+)/.exec(text)?.[1] ?? source);
    const goesOn = last.source === source;
    const isBack = source < last.source;
    last = { block, source };
    // A paragraph of several rows or source lines has words of later lines.
    const isWrong = goesOn ? word < source : word !== source;
    return isBack || isWrong ? [`${source}: ${text}`] : [];
  });
}

const contents = (parts: fc.Arbitrary<readonly ((word: () => string) => string)[]>): fc.Arbitrary<string> =>
  fc
    .tuple(
      parts,
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF', '\n\n', 'a / b / c\n\n# T\n', '---\ntitle: "T"\n---\n'),
    )
    .map(([parts, ending, before]) => numbered(parts, ending, before));

test('a row has a word of its source line, and source lines never decrease', async () => {
  const parts = fc.array(fc.constantFrom(...shapes), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(contents(parts), fc.integer({ min: 12, max: 80 }), async (content, columns) => {
      expect(faultsOf(linesOf(await postDocument(refOf('s'), content, false), columns).slice(1))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('the same holds over several chunks', async () => {
  const some = fc.array(fc.constantFrom(...shapes), { maxLength: 3 });
  const parts = fc
    .tuple(some, fc.constantFrom(...long), some)
    .map(([before, one, after]) => [...before, one, ...after]);
  await fc.assert(
    fc.asyncProperty(contents(parts), async content => {
      const page = await postDocument(refOf('s'), content, false);
      expect(faultsOf(linesOf(page, 80).slice(2))).toEqual([]);
      for (const chunk of page.slice(2)) {
        const [first] = chunk.layout({ columns: 80, sideways: null }).filter(({ spans }) => spans.length > 0);
        expect(chunk.source).toBeLessThanOrEqual(first?.source ?? chunk.source);
      }
    }),
    { numRuns: 40 },
  );
});

const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

test.each(posts)('each row of $slug has the source line of its first word', async ({ slug, content }) => {
  const lines = content.split('\n').map(lettersOf);
  // A field of the front matter has the first line of the front matter.
  const frontMatter = /^(---|\+{3})\n[\s\S]*?\n\1\n/.exec(content)?.[0];
  if (frontMatter) lines[0] = lettersOf(frontMatter);
  for (const hasLinks of [true, false]) {
    let last = 0;
    for (const { spans, source } of linesOf(await postDocument(refOf(slug), content, hasLinks), 80).slice(1)) {
      expect(source).toBeGreaterThanOrEqual(last);
      const word = /[\p{L}\p{N}]+/u.exec(textOf(spans))?.[0] ?? '';
      // The number of an item may differ from the source.
      if (source > last && !/^\d+$/.test(word)) expect(lines[source - 1]).toContain(word);
      last = source;
    }
  }
});

// The source itself.

const rowsOf = (page: Document, columns: number) =>
  page
    .slice(2)
    .flatMap(({ layout }) => layout({ columns, sideways: null }).map(({ spans, source }) => [textOf(spans), source]));

test.each<readonly [content: string, rows: readonly (readonly [row: string, source: number])[]]>([
  ['', []],
  ['a', [['a', 1]]],
  ['a\n', [['a', 1]]],
  [
    '\n\n',
    [
      ['', 1],
      ['', 2],
    ],
  ],
  [
    '# a *b*\r\n\r\n12345678901\r\n',
    [
      ['# a *b*', 1],
      ['', 2],
      ['1234567890', 3],
      ['1', 3],
    ],
  ],
  ['a\rb', [['a^Mb', 1]]],
  [
    'a\tb\u001b\u202e',
    [
      ['a', 1],
      ['b^[<U+202E', 1],
      ['>', 1],
    ],
  ],
])('the source of %j is %j', (content, rows) => {
  expect(rowsOf(sourceDocument(refOf('s'), content), 10)).toEqual(rows);
});

test('a source document has every line of the content, in chunks with their first lines', () => {
  const line = fc.oneof(
    fc.constant('a line of it'),
    fc.string({ unit: codePoint }),
    fc.nat(40_000).map(length => '静x'.repeat(length)),
  );
  const text = fc.array(fc.tuple(line, fc.nat(300), fc.constantFrom('\n', '\r\n')), { maxLength: 4 });
  fc.assert(
    fc.property(text, parts => {
      const content = parts
        .map(([line, times, end]) => (line.length > 100 ? line : `${line}${end}`.repeat(times)))
        .join('');
      const page = sourceDocument(refOf('s'), content);
      const lines = content.split(/\r?\n/);
      const found: string[] = [];
      for (const chunk of page.slice(2)) {
        expect(chunk.length).toBeLessThanOrEqual(16_000);
        const rows = chunk.layout({ columns: 80, sideways: null });
        expect(chunk.source).toBe(rows[0]?.source);
        for (const { spans, source } of rows) found[source - 1] = (found[source - 1] ?? '') + textOf(spans);
      }
      const shown = lines.map(each => sanitize(each, 'code').replaceAll(/\s/g, ''));
      expect(found.map(each => each.replaceAll(/\s/g, ''))).toEqual(
        content.endsWith('\n') || content === '' ? shown.slice(0, -1) : shown,
      );
      expect(page.slice(2).reduce((sum, { length }) => sum + length, 0)).toBe(content.length);
    }),
    { numRuns: 60 },
  );
});

const gutterOf = ({ spans: [, first] }: Line): string | null => (first?.styles[0] === 'gutter' ? first.text : null);

test('the source has line numbers from 100 columns on, on the first row of each line', () => {
  const content = `${'a\n'.repeat(8)}${'word '.repeat(30)}\n\nb\n`;
  const rows = linesOf(sourceDocument(refOf('s'), content), 100).slice(2);
  const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '10', '11'];
  expect(rows.map(gutterOf)).toEqual(numbers.map(number => `${number.padStart(2)}  `));
  expect(rows.map(({ spans }) => spansWidth(spans)).every(width => width <= 100)).toBe(true);
  expect(linesOf(sourceDocument(refOf('s'), content), 99).map(gutterOf)).toEqual(Array(14).fill(null));
});

test('the source has a margin from 60 columns on', () => {
  const source = sourceDocument(refOf('s'), 'a\n');
  expect(rowsOf(source, 59)).toEqual([['a', 1]]);
  expect(rowsOf(source, 60)).toEqual([['  a', 1]]);
});

test('a line that is cut into two parts has one number', () => {
  const rows = linesOf(sourceDocument(refOf('s'), `${'word '.repeat(4000)}\nb`), 120).slice(2);
  expect(rows.map(gutterOf).filter(gutter => gutter?.trim() !== '')).toEqual(['1  ', '2  ']);
});

test('the source keeps blanks at the end of a line, if they fit', () => {
  const rows = linesOf(sourceDocument(refOf('s'), 'twelve  \nnine9    \n   \n'), 10).map(({ spans }) => textOf(spans));
  expect(rows.slice(-3)).toEqual(['twelve  ', 'nine9    ', '   ']);
  expect(
    linesOf(sourceDocument(refOf('s'), 'eight888  x  \n'), 9)
      .map(({ spans }) => textOf(spans))
      .slice(-2),
  ).toEqual(['eight888', 'x  ']);
});

test('the colors of the source change no row, at any width', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom(1, 7, 40, 130), async (body, columns) => {
      const texts = (page: Document): readonly string[] => linesOf(page, columns).map(({ spans }) => textOf(spans));
      const colored = texts(await coloredSourceDocument(refOf('s'), body));
      expect(colored.join('').replaceAll(' ', '')).toBe(
        texts(sourceDocument(refOf('s'), body))
          .join('')
          .replaceAll(' ', ''),
      );
      // A grapheme that is wider than the columns has a row of its own.
      expect(colored.filter(row => width(row) > columns && graphemes(row).length > 1)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('code that begins in one part of the source ends in another', async () => {
  const content = `\`\`\`\n${'*a*\n'.repeat(10_000)}\`\`\`\n*b*`;
  const page = await coloredSourceDocument(refOf('s'), content);
  const stylesOf = (chunk: Chunk | undefined): readonly StyleName[] =>
    chunk?.layout({ columns: 80, sideways: 0 }).flatMap(({ spans }) => spans.flatMap(({ styles }) => styles)) ?? [];
  expect(new Set(stylesOf(page.at(-1)))).toEqual(new Set(['margin', 'dim', 'emphasis']));
  expect(new Set(stylesOf(page.at(-2)))).toEqual(new Set(['margin']));
});

test('the source is plain if it cannot be colored', () => {
  const fail = (): never => {
    throw new Error('bug');
  };
  const page = sourceDocument(refOf('s'), 'a\n', { firstRegion: null, regionAfter: fail, color: fail });
  expect(rowsOf(page, 10)).toEqual([['a', 1]]);
});

test('every row has an existing source line, and source lines never decrease', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, async body => {
      const sources = linesOf(await postDocument(refOf('s'), body, true)).map(({ source }) => source);
      expect(sources).toEqual(sources.toSorted((a, b) => a - b));
      expect(sources.at(-1)).toBeLessThanOrEqual(body.split(/\r\n?|\n/).length);
    }),
    { numRuns: 300, examples: [['lead\n\n````']] },
  );
});
