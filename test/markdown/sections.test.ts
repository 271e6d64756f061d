import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Section, sectionsOf } from '../../src/markdown/sections.ts';

const isBare = (line: string): boolean => /^[A-Z][A-Za-z ]{0,40}[a-z]\r?$/.test(line);
const cutUp = (body: string, isTight = false) => sectionsOf(body, isTight, isBare);
const sectionLength = 8_000;
const hugeBlock = 8 * sectionLength;

/** Lines that say which they are, so that two of them are never the same. */
const numbered = (line: string, count: number): string =>
  Array.from({ length: count }, (_, index) => line.replaceAll('#', String(index))).join('');

/** What of the body a section holds: its text less the lines, at most two, that it repeats from above. */
function restored(sections: readonly Section[], body: string): string {
  let at = 0;
  for (const { text, goesOn } of sections) {
    const second = text.indexOf('\n') + 1;
    const third = text.indexOf('\n', second) + 1;
    const heads = goesOn ? [0, second, third] : [0];
    const head = heads.find(head => body.startsWith(text.slice(head), at));
    if (head === undefined) return `${body.slice(0, at)}… then: ${text.slice(0, 80)}`;
    at += text.length - head;
  }
  return body.slice(0, at);
}

test.each([
  [''],
  ['\n'],
  ['The fans hum.'],
  ['The fans hum.\n\nAll night.\n'],
  ['```sh\nmake\n\nmake install\n'],
  ['The fans hum.\r\n\r\nAll night.'],
])('the short body %j is one section', body => {
  expect(cutUp(body).sections).toMatchObject([{ text: body, goesOn: false }]);
});

const count = fc.integer({ min: 1, max: 40 });
const longCount = fc.oneof(
  { weight: 9, arbitrary: count },
  { weight: 1, arbitrary: fc.integer({ min: 500, max: 1500 }) },
);
const shapes = {
  paragraph: 'Line # hums all night, and nobody is there to hear it hum.\n',
  paragraphs: 'Line # hums all night, and nobody is there to hear it hum.\n\n',
  headings: 'The fans hum\n\nLine # hums.\n\n',
  'tight list': '- item # of the list, which is there for its length\n',
  'loose list': '- item # of the list, which is there for its length\n\n',
  'nested list': '- item #\n  - item # within it\n\n    a paragraph of item #\n',
  'ordered list': '#. item of the list, which is there for its length\n',
  quote: '> line # of a quote\n>\n> - and # more\n',
  notes: '[^n#]: note #\n\n',
  definitions: '[d#]: http://a.b/#\n',
  'blank lines': '\n',
  'indented code': '    line # of code\n\n',
};
const enclosed = {
  fence: ['```sh\n', 'make #\n\n', '```\n'],
  'fence of tildes': ['~~~~ sh\n', '```\n\n~~~ #\n', '~~~~\n'],
  comment: ['<!-- so\n', 'line # of a comment\n\n', '-->\n'],
  pre: ['<pre>\n', 'line # of it\n\n', '</pre>\n'],
  table: ['| a | b |\n|---|---|\n', '| cell # | and # |\n', ''],
} as const;
const block = fc.oneof(
  fc.tuple(fc.constantFrom(...Object.values(shapes)), longCount).map(([line, count]) => numbered(line, count)),
  fc
    .tuple(fc.constantFrom(...Object.values(enclosed)), longCount, fc.boolean())
    .map(([[start, line, end], count, isClosed]) => start + numbered(line, count) + (isClosed ? end : '')),
  fc.constant(`${'one line '.repeat(3_000)}\n`),
);
const bodies = fc
  .tuple(fc.array(fc.tuple(block, fc.constantFrom('\n', '\n\n', '')), { maxLength: 25 }), fc.boolean(), fc.boolean())
  .map(([blocks, isDos, isOpen]) => {
    const body = blocks.flatMap(([text, gap], index) => [`${index}. part.\n\n`, text, gap]).join('');
    const ended = isOpen ? body.trimEnd() : body;
    return isDos ? ended.replaceAll('\n', '\r\n') : ended;
  });

test('the sections, less the lines that they repeat, are the body', () => {
  fc.assert(
    fc.property(bodies, fc.boolean(), (body, isTight) => {
      expect(restored(cutUp(body, isTight).sections, body)).toBe(body);
    }),
    { numRuns: 150 },
  );
});

test('a section says at which line of the body it begins, and how many lines it repeats before it', () => {
  fc.assert(
    fc.property(bodies, fc.boolean(), (body, isTight) => {
      const lines = body.split(/\r?\n/);
      for (const { text, line, repeated } of cutUp(body, isTight).sections) {
        const own = text.split(/\r?\n/).slice(repeated);
        const [first = '', last = ''] = [own[0], own.at(-1)];
        // A line that is too long may be cut.
        expect(lines[line]?.endsWith(first) || own.length === 1).toBe(true);
        expect(own.slice(1, -1)).toEqual(lines.slice(line + 1, line + own.length - 1));
        expect(lines[line + own.length - 1]).toContain(last);
      }
    }),
    { numRuns: 100 },
  );
});

test('where no line is too long a section starts where a line does, and only one that goes on repeats any', () => {
  fc.assert(
    fc.property(bodies, body => {
      const { sections } = cutUp(body);
      expect(sections[0]?.goesOn).toBe(false);
      expect(sections.slice(0, -1).filter(({ text }) => !text.endsWith('\n'))).toEqual([]);
      expect(sections.filter(({ text, goesOn }) => !goesOn && !body.includes(text))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const long = (lines: string): string => `Before.\n\n${lines}`;
const large = Object.entries(shapes).map(
  ([name, line]) => [name, long(numbered(line, 200_000 / line.length))] as const,
);
const largeEnclosed = Object.entries(enclosed).map(
  ([name, [start, line]]) => [name, long(start + numbered(line, 200_000 / line.length))] as const,
);

test.each([...large, ...largeEnclosed])('%s that go on and on are in sections of a bearable length', (_, body) => {
  const longest = Math.max(...cutUp(body).sections.map(({ text }) => text.trimEnd().length));
  expect(longest).toBeLessThan(hugeBlock + 1_000);
});

test('text of which every line could be a heading is in sections of a bearable length', () => {
  const { sections } = cutUp('The fans hum\n'.repeat(20_000), true);
  expect(Math.max(...sections.map(({ text }) => text.length))).toBeLessThan(hugeBlock + 1_000);
});

test.each([
  ['words', 'fans '.repeat(40_000), / $/],
  ['Chinese', '静'.repeat(200_000), /静$/],
  ['one word', 'x'.repeat(200_000), /x$/],
  ['emoji', 'x👨‍👩‍👧‍👦y'.repeat(20_000), /[xy]$/],
  ['letters with accents', 'e\u0301'.repeat(100_000), /\u0301$/],
])('a line of %s that is too long is cut between two of its characters, and goes on', (_, line, end) => {
  const { sections } = cutUp(`a.\n\n${line}\n\nb.`);
  expect(sections.map(({ text }) => text).join('')).toBe(`a.\n\n${line}\n\nb.`);
  expect(Math.max(...sections.map(({ text }) => text.length))).toBeLessThan(hugeBlock + 1_000);
  const pieces = sections.filter(({ goesOn }) => goesOn).length;
  expect(pieces).toBeGreaterThan(1);
  expect(sections.slice(0, pieces).filter(({ text }) => !end.test(text.trimStart()) && !text.endsWith('\n'))).toEqual(
    [],
  );
});

const filler = numbered('Line # hums all night.\n\n', 400);

test.each([
  ['```sh', '```'],
  ['~~~~ sh', '~~~~'],
  ['  ````', '  ````'],
  ['```sh\r', '```\r'],
])('a fence %j is not cut while it is short, and a long one goes on in its like', (opening, end) => {
  const short = `${opening}\n${numbered('make #\n\n', 200)}${end}\n`;
  for (let at = 7_000; at < 9_000; at += 100) {
    const { sections } = cutUp(`${filler.slice(0, at)}\n\n${short}\nAfter.\n\n${filler}`);
    expect(sections.filter(({ text }) => text.includes(short))).toHaveLength(1);
    expect(sections.filter(({ goesOn }) => goesOn)).toEqual([]);
  }
  const { sections } = cutUp(`${opening}\n${numbered('make #\n\n', 5_000)}${end}\nAfter.\n\n${filler}`);
  const rest = sections.filter(({ goesOn }) => goesOn);
  expect(rest.length).toBeGreaterThan(1);
  expect(rest.filter(({ text }) => !text.startsWith(`${opening.trimEnd()}\n`))).toEqual([]);
  expect(rest.at(-1)?.text).toContain(`\n${end}\n`);
});

test('a fence that is never closed goes on to the end', () => {
  const { sections } = cutUp(`\`\`\`sh\n${numbered('make #\n\n', 5_000)}`);
  expect(sections.map(({ text }) => text.startsWith('```sh\nmake') || text.startsWith('```sh\n\nmake'))).toEqual(
    sections.map(() => true),
  );
  expect(sections.map(({ goesOn }) => goesOn)).toEqual(sections.map((_, index) => index > 0));
});

test('a long table goes on under its head', () => {
  const { sections } = cutUp(`| a | b |\n|---|---|\n${numbered('| cell # | and # |\n', 8_000)}`);
  expect(sections.length).toBeGreaterThan(1);
  expect(sections.filter(({ text }) => !text.startsWith('| a | b |\n|---|---|\n| cell'))).toEqual([]);
});

test.each([
  ['a comment', '<!--\nso\n\nit\n\nhums\n-->\n'],
  ['pre', '<pre>\nso\n\nit\n\nhums\n</pre>\n'],
  ['a fence', '```\nso\n\nit\n\nhums\n```\n'],
  ['a list', '- so\n\n  it\n\n- hums\n\n      code\n'],
  ['a quote', '> so\n>\n> it\n>\n> hums\n'],
  ['a bare heading and its paragraph', 'The Setup\n\nIt hums.\n'],
  ['a setext heading', 'The Setup\n---\n'],
])('%s is in one section, wherever it stands', (_, whole) => {
  for (let before = 7_900; before < 8_100; before += 1) {
    const { sections } = cutUp(`${'x'.repeat(before)}.\n\n${whole}\nAfter.\n\n${filler}`);
    expect(sections.filter(({ text }) => text.includes(whole))).toHaveLength(1);
  }
});

// The heading as `markdown.ts` knows it, which does not look past a carriage return.
test('where lines end in CRLF a bare heading and its paragraph are in one section too', () => {
  const isBareHeading = (line: string): boolean => /^[A-Z][A-Za-z ]*[a-z]$/.test(line);
  const whole = 'The Setup\r\n\r\nIt hums.\r\n';
  for (let before = 7_900; before < 8_100; before += 1) {
    const body = `${'x'.repeat(before)}.\r\n\r\n${whole}\r\nAfter.\r\n`;
    const { sections } = sectionsOf(body, false, isBareHeading);
    expect(sections.filter(({ text }) => text.includes(whole))).toHaveLength(1);
  }
});

test('in tight text any line may begin a section, but not the one below a bare heading', () => {
  const { sections } = cutUp(numbered('The fans\nLine # hums all night.\n', 2_000), true);
  expect(sections.length).toBeGreaterThan(5);
  expect(sections.filter(({ text }) => !text.startsWith('The fans\n'))).toEqual([]);
});

test.each([
  ['at the start', '[d]: http://a.b\n\nText.'],
  ['at the end', 'Text.\n\n[d]: http://a.b'],
  ['in a quote', 'Text.\n\n> [d]: http://a.b\n'],
  ['in an item', 'Text.\n\n- [d]: http://a.b\n'],
  ['far below', `${filler}${filler}[d]: http://a.b\n`],
  ['where lines end in CRLF', 'Text.\r\n\r\n[d]: http://a.b\r\n'],
])('a definition %s is found', (_, body) => {
  expect(cutUp(body).definitions.trim()).toBe('[d]: http://a.b');
});

test('a definition is found with the lines that belong to it', () => {
  expect(cutUp('Text.\n\n[d]:\n  http://a.b\n  "fans"\n\nMore.').definitions.trim()).toBe('[d]:\nhttp://a.b\n"fans"');
});

test.each([
  ['Text[^1].\n\n[^1]: Note.', ['1']],
  ['[^a]: Note.\n[^b]: Note.\n', ['a', 'b']],
  ['> [^a]: Note.', ['a']],
  [`${filler}[^far]: Note.`, ['far']],
  ['Text[^1].', []],
  ['[a]: http://a.b', []],
])('the notes of %j are %j', (body, notes) => {
  expect(cutUp(body).notes).toEqual(notes);
});

test.each([
  ['```\n[d]: http://a.b\n\n[^n]: Note.\n```\n'],
  ['~~~\n[d]: http://a.b\n\n[^n]: Note.\n'],
  ['<!--\n[d]: http://a.b\n\n[^n]: Note.\n-->\n'],
])('in %j there are neither definitions nor notes', body => {
  const { definitions, notes } = cutUp(body);
  expect([definitions, notes]).toEqual(['', []]);
});

test.each([
  ['# Fans', true],
  ['Text.\n\n###### Fans\n', true],
  ['   # Fans', true],
  ['#', true],
  ['Fans\n====\n', true],
  ['Fans\n---\n', true],
  ['Fans\r\n---\r\n', true],
  [`${filler}# Fans`, true],
  ['', false],
  ['Text.', false],
  ['#fans', false],
  ['####### Fans', false],
  ['    # Fans', false],
  ['Text.\n\n---\n\nText.', false],
  ['```\n# Fans\n```\n', false],
  ['```\nFans\n---\n```\n', false],
  ['~~~\n# Fans', false],
  ['<!--\n# Fans\n-->', false],
  ['- item\n---\n', false],
  ['> quote\n---\n', false],
])('that %j has headings is %j', (body, hasHeadings) => {
  expect(cutUp(body).hasHeadings).toBe(hasHeadings);
});

test('tight text has no headings made by the line below', () => {
  expect(cutUp('Fans\n---\nText.', true).hasHeadings).toBe(false);
});

const vast = 2_000_000;
test.each([
  ['marks of quotes', '>'.repeat(100_000)],
  ['more marks of quotes', '> '.repeat(vast / 2)],
  ['newlines', '\n'.repeat(200_000)],
  ['brackets', '['.repeat(50_000)],
  ['lines of brackets', '[\n'.repeat(vast / 2)],
  ['one line', 'x'.repeat(vast)],
  ['blanks', ' '.repeat(vast)],
  ['backticks', '`'.repeat(vast)],
  ['fences', '```\n'.repeat(vast / 4)],
  ['rules of tables', '|-'.repeat(vast / 2)],
  ['rows of a table', `| a\n|-\n${'| b\n'.repeat(vast / 4)}`],
  ['list items', '- a\n'.repeat(100_000)],
  ['definitions', '[a]: x\n'.repeat(vast / 7)],
  ['notes', '[^a]: x\n'.repeat(vast / 8)],
])('2 MB of %s are cut into sections', (_, body) => {
  const { sections } = cutUp(body);
  expect(sections.reduce((sum, { text }) => sum + text.length, 0)).toBeGreaterThanOrEqual(body.length);
});
