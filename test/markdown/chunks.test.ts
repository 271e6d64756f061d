import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { layout } from '../../src/layout/layout.ts';
import { readBlocks } from '../../src/markdown/blocks.ts';
import * as html from '../../src/markdown/html.ts';
import { localLinks } from '../../src/markdown/local-links.ts';
import { parse, parseTokens } from '../../src/markdown/parser.ts';
import { type Line, textOf } from '../../src/text/span.ts';
import { refOf } from '../support/library.ts';
import { isSlow, many, sample } from '../support/sample.ts';

const options = { hasLinks: false, highlight: null, html };
const CHUNK_LENGTH = 8_000;

/** Returns numbered lines, so that no two are the same. */
const numbered = (line: string, count: number): string =>
  Array.from({ length: count }, (_, index) => line.replaceAll('#', String(index))).join('');

const shapes = {
  paragraph: 'Line # hums all night, and nobody is there to hear it hum.\n',
  paragraphs: 'Line # hums all night, and nobody is there to hear it hum.\n\n',
  headings: 'The fans hum\n\nLine # hums.\n\n',
  'a tight list': '- item # of the list, which is there for its length\n',
  'a loose list': '- item # of the list, which is there for its length\n\n',
  'a nested list': '- item #\n  - item # within it\n\n    a paragraph of item #\n',
  'an ordered list': '1. item # of the list, which is there for its length\n',
  'an item of many paragraphs': '  paragraph # of the item, if there is one above it\n\n',
  'an item of many items': '  - item # of a list that is in another\n',
  'a list in a quote': '> - item # of a list in a quote\n',
  'a quote': '> line # of a quote\n>\n> - and # more\n',
  notes: '[^n#]: note #\n\n',
  'a long note': '    paragraph # of a note, if there is one above it\n\n',
  definitions: '[d#]: http://a.b/#\n',
  'blank lines': '\n',
  rules: '---\n\n',
  'indented code': '    line # of code\n\n',
};
const enclosed = {
  'a fence': ['```sh\n', 'make #\n\n', '```\n'],
  'a fence of tildes': ['~~~~ sh\n', '```\n\n~~~ #\n', '~~~~\n'],
  'a comment': ['<!-- so\n', 'line # of a comment\n\n', '-->\n'],
  HTML: ['<pre>\n', 'line # of it\n\n', '</pre>\n'],
  'a table': ['| a | b |\n|---|---|\n', '| cell # | and # |\n', ''],
  'a table in an item': ['- | a | b |\n  |---|---|\n', '  | cell # | and # |\n', ''],
  'a fence in a quote': ['> ```\n', '> make #\n>\n', '> ```\n'],
  'an item': ['7. first\n\n', '   paragraph # of the item\n\n', '8. last\n'],
  'an item of items': ['- first\n', '  - item # in the item\n', '- last\n'],
  'a note of paragraphs': ['[^n]: first\n\n', '    paragraph # of the note\n\n', '[^m]: last\n'],
} as const;
const count = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 300, max: 500 }) },
  { weight: 1, arbitrary: fc.integer({ min: 900, max: 1500 }) },
);
const block = fc.oneof(
  fc
    .tuple(fc.constantFrom(...Object.values(shapes)), count)
    .map(([line, count]) => numbered(line, line === shapes.paragraph ? Math.min(count, 500) : count)),
  fc
    .tuple(fc.constantFrom(...Object.values(enclosed)), count, fc.boolean())
    .map(([[start, line, end], count, isClosed]) => start + numbered(line, count) + (isClosed ? end : '')),
  fc.constant(`${'one line '.repeat(3_000)}\n`),
);
const bodies = fc
  .tuple(
    fc.array(fc.tuple(block, fc.constantFrom('\n', '\n\n', '')), { maxLength: isSlow ? 25 : 5 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([blocks, isDos, isOpen]) => {
    const body = blocks.flatMap(([text, gap], index) => [`${index}. part.\n\n`, text, gap]).join('');
    const ended = isOpen ? body.trimEnd() : body;
    return isDos ? ended.replaceAll('\n', '\r\n') : ended;
  });

const setting = { columns: 59, sideways: 0 };

/** Returns rows without column widths, which may differ between the chunks of a list or a table. */
const rowsOf = (lines: readonly Line[]): readonly string[] =>
  lines.map(({ spans }) => textOf(spans).replace(/─+/g, '─').replace(/\s+/g, ' ').trim());

/** Returns the rows of a body that is parsed and laid out in one piece. */
function wholeRows(body: string): readonly string[] {
  const tokens = [...parseTokens(body, Number.POSITIVE_INFINITY, 'markdown', html)];
  return rowsOf(
    layout(
      readBlocks(tokens, options, line => line, 0),
      setting,
    ),
  );
}

/** Returns the rows of each chunk of a body. */
async function chunkRows(body: string): Promise<readonly (readonly string[])[]> {
  const [, , ...chunks] = await postDocument(refOf('s'), `a / b / c\n\n# T\n\n${body}`, false);
  return chunks.map(({ layout }) => rowsOf(layout(setting)));
}

async function compare(body: string): Promise<void> {
  // The haiku and the title come first, with a rule below the title, and a blank row below each.
  const rows = (await chunkRows(body)).flat().slice(body.trim() === '' ? 6 : 7);
  expect(rows.join('\n')).toBe(wholeRows(body).join('\n'));
}

test('the chunks of a body are laid out like the whole', async () => {
  await fc.assert(fc.asyncProperty(bodies, compare), { numRuns: 150 });
});

/** Several chunks in the quick run, and more than twenty in the slow run. */
const LONG_LENGTH = isSlow ? 100_000 : 52_000;
const long = (lines: string): string => `Before.\n\n${lines}`;
const longBodies = [
  ...Object.entries(shapes).map(([name, line]) => [name, long(numbered(line, LONG_LENGTH / line.length))] as const),
  ...Object.entries(enclosed).map(
    ([name, [start, line, end]]) => [name, long(start + numbered(line, LONG_LENGTH / line.length) + end)] as const,
  ),
];

test.each(
  sample(
    longBodies.filter(([name]) => name !== 'paragraph'),
    13,
  ),
)('a long body of %s is laid out like the whole', async (_, body) => {
  await compare(body);
});

test.each(longBodies)('a long body of %s has short chunks', (name, body) => {
  const chunks = parse(body, options);
  for (const { length } of chunks) expect(length).toBeLessThan(5 * CHUNK_LENGTH);
  if (!['definitions', 'blank lines', 'a comment'].includes(name)) expect(chunks.length).toBeGreaterThan(2);
});

test.each([
  ['words', 'fans '.repeat(40_000), / $/],
  ['Chinese', '静'.repeat(200_000), /静$/],
  ['one word', 'x'.repeat(200_000), /x$/],
  ['emoji', 'x👨‍👩‍👧‍👦y'.repeat(20_000), /[xy]$/],
  ['letters with accents', 'e\u0301'.repeat(100_000), /\u0301$/],
])('a paragraph of %s that is too long is cut between two graphemes', (_, text, end) => {
  const pieces = parse(`a.\n\n${text}\n\nb.`, options)
    .flatMap(({ blocks }) => blocks())
    .slice(1, -1)
    .map(block => (block.kind === 'paragraph' ? textOf(block.spans) : ''));
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.join('')).toBe(text.trimEnd());
  for (const piece of pieces) expect(piece.length).toBeLessThan(5 * CHUNK_LENGTH);
  for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(end);
});

test.each([
  ['a fence', '```sh\nmake\n\nmake\n```\n'],
  ['a list', '- so\n\n  it\n\n- hums\n\n      code\n'],
  ['a quote', '> so\n>\n> it\n>\n> hums\n'],
  ['a bare heading and its paragraph', 'The Setup\n\nIt hums.\n'],
])('%s looks the same wherever a chunk ends', async (_, whole) => {
  for (let before = 7_980; before < 8_020; before++) await compare(`${'x'.repeat(before)}.\n\n${whole}\nAfter.\n`);
});

test('a long comment that does not end is laid out like the whole', async () => {
  await compare(`Before.\n\n<!-- so\n${numbered(shapes.paragraph, 800)}`);
});

test('long code has no syntax colors in any piece', () => {
  const highlight = () => {
    throw new Error('long code is not highlighted');
  };
  const body = `\`\`\`sh\n${numbered('make #\n', 5_000)}\`\`\`\n`;
  const texts = parse(body, { hasLinks: false, highlight, html }).flatMap(({ blocks }) => blocks());
  expect(texts.length).toBeGreaterThan(2);
});

test('a task list over several chunks keeps its marks', () => {
  const items = parse(numbered('- [x] task # is done\n', 2_000), options)
    .flatMap(({ blocks }) => blocks())
    .flatMap(block => (block.kind === 'list' ? block.items : []));
  expect(items.map(({ checked }) => checked)).toEqual(Array(2_000).fill(true));
});

test.each([
  ['a definition far below', `[disk][d]\n\n${numbered('Line # hums.\n\n', 2_000)}[d]: http://a.b/\n`],
  ['a definition in a quote', `[disk][d]\n\n${numbered('Line # hums.\n\n', 2_000)}> [d]: http://a.b/\n`],
  ['a definition in an item', `[disk][d]\n\n${numbered('Line # hums.\n\n', 2_000)}- [d]: http://a.b/\n`],
])('a link resolves %s', (_, body) => {
  expect(parse(body, options)[0]?.links()).toMatchObject([{ text: 'disk', address: 'http://a.b/' }]);
});

test('the relative links of a long paragraph are found, with their lines', () => {
  const links = localLinks(`[a](b.md)\n${'word '.repeat(10_000)}\n[c](d.md)\n`, 1, 'markdown');
  expect(links).toEqual([
    { address: 'b.md', line: 1 },
    { address: 'd.md', line: 3 },
  ]);
});

const vast = many(2_000_000);
test.each([
  ['marks of quotes', '>'.repeat(100_000)],
  ['more marks of quotes', '> '.repeat(vast / 2)],
  ['newlines', '\n'.repeat(200_000)],
  ['lines of brackets', '[\n'.repeat(vast / 20)],
  ['one line', 'x'.repeat(vast)],
  ['blanks', ' '.repeat(vast)],
  ['backticks', '`'.repeat(vast)],
  ['fences', '```\n'.repeat(vast / 40)],
  ['rules of tables', '|-'.repeat(vast / 2)],
  ['a cell', `| a | b |\n|---|---|\n| ${'*['.repeat(vast / 2)} | b |\n`],
  ['rows of a table', `| a\n|-\n${'| b\n'.repeat(vast / 40)}`],
  ['list items', '- a\n'.repeat(many(100_000))],
  ['definitions', '[a]: x\n'.repeat(vast / 70)],
  ['notes', '[^a]: x\n'.repeat(vast / 80)],
])('a huge body of %s is parsed in time', (_, body) => {
  const chunks = parse(body, options);
  for (const { blocks } of chunks.slice(0, 10)) expect(blocks().length).toBeGreaterThanOrEqual(0);
});
