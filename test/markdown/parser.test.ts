import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../../src/markdown/ast.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import * as html from '../../src/markdown/html.ts';
import { nestsTooDeep, parse } from '../../src/markdown/parser.ts';
import { type Span, type StyleName, textOf } from '../../src/text/span.ts';
import { many } from '../support/sample.ts';
import { rowsOf, treeOf, treeOfPost } from '../support/tree.ts';

/** Returns a line for each block: `heading: The Setup`. */
const outline = (blocks: readonly Block[]): readonly string[] =>
  blocks.map(block => {
    if (block.kind === 'haiku') return `haiku: ${block.lines.map(textOf).join(' / ')}`;
    return 'spans' in block ? `${block.kind}: ${textOf(block.spans)}` : block.kind;
  });

test.each([
  ['tight', 'The Setup\nThe fans hum.\nAll night, they hum.\nWrapping Up\nThey stopped.\n'],
  ['spaced', 'The Setup\n\nThe fans hum.\n\nAll night, they\nhum.\n\nWrapping Up\n\nThey stopped.\n'],
  ['tight with CRLF', 'The Setup\r\nThe fans hum.\r\nAll night, they hum.\r\nWrapping Up\r\nThey stopped.\r\n'],
])('bare lines of %s plain text are headings', (_, body) => {
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
  ['The Setup\n\n{% end %}', ['paragraph: The Setup', 'paragraph: {% end %}'], 'a tag of a template is below it'],
  ['The Setup\n\n- it hums', ['paragraph: The Setup', 'list'], 'no paragraph is below it'],
  [`${'long '.repeat(12)}line\n\nx.`, [`paragraph: ${'long '.repeat(12)}line`, 'paragraph: x.'], 'it is long'],
])('%j has no bare heading: %j, because %s', (body, blocks) => {
  expect(outline(treeOf(body))).toEqual(blocks);
});

test.each([
  ['- a\n- b', ['list']],
  ['    make\n    install', ['code: make\ninstall']],
  ['It ran:\n```sh\nmake\ninstall\n```', ['paragraph: It ran:', 'code: make\ninstall']],
  ['one line', ['paragraph: one line']],
])('the body %j is Markdown although it has no blank line', (body, blocks) => {
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
  ['![ ](c.png)', [span('[image]', 'emphasis'), span(' '), span('<c.png>', 'dim')]],
  ['a<br>b', [span('a'), span('\n'), span('b')]],
  ['&#x202e;&#8203;z', [span('<U+202E>z')]],
])('the paragraph %j has these spans', (body, spans) => {
  expect(treeOf(body)).toEqual([{ kind: 'paragraph', spans, line: 1 }]);
});

test.each([
  [
    'a / b / c\n\nTitle: May 3, 2021 - Fans\n\nHum.',
    ['haiku: a / b / c', 'title: Title: May 3, 2021 - Fans', 'paragraph: Hum.'],
  ],
  ['---\nhaiku: a / b / c\ntitle: Fans\n---\nHum.', ['haiku: a / b / c', 'title: Fans', 'paragraph: Hum.']],
  [
    '---\ntitle: Else\n---\na fan / b / c\n# Fans\nHum.',
    ['haiku: a fan / b / c', 'title: Else', 'heading: Fans', 'paragraph: Hum.'],
  ],
  ['---\ntitle: "a\\e[31m"\n---\nHum.', ['title: a^[[31m', 'paragraph: Hum.']],
  ['a\u001b / b / c\n', ['haiku: a^[ / b / c']],
  ['Hum.', ['paragraph: Hum.']],
  ['', []],
])('the content %j is the tree %j', async (content, blocks) => {
  expect(outline(await treeOfPost(content))).toEqual(blocks);
});

test('nesting past the limit is text, and takes little time', () => {
  expect(new Set(outline(treeOf('>'.repeat(100_000))))).toEqual(new Set(['quote']));
});

test.each([
  ['> '.repeat(20), false],
  ['> '.repeat(21), true],
  ['- '.repeat(10), false],
  ['- '.repeat(11), true],
  [`${'\t'.repeat(30)}`, false],
  ['\t\t\t\t\t\t\t\t\t\t\t', false],
])('whether a body with %j nests too deep: %j', (marks, isDeep) => {
  expect(nestsTooDeep(`lead\n\n${marks}x`)).toBe(isDeep);
});

test('text that is nested too deep ends with its block', () => {
  const rows = rowsOf(`${'> '.repeat(30)}*a*\n${'> '.repeat(30)}b\n\nafter`, 80).map(row =>
    row.replace(/^(?:▎ )+/, ''),
  );
  expect(rows).toEqual([`${'> '.repeat(9)}*a*`, `${'> '.repeat(9)}b`, '', 'after']);
});

/** Returns the spans of a body's paragraphs and code, with live links and syntax colors. */
const liveSpans = (body: string): readonly Span[] =>
  parse(body, { hasLinks: true, highlight, html })
    .flatMap(chunk => chunk.blocks())
    .flatMap(block => ('spans' in block ? block.spans : []));
const linked = (text: string, href: string, ...styles: readonly StyleName[]): Span =>
  ({ text, styles, href }) as unknown as Span;

test.each([
  ['```go\nreturn 42\n```', [span('return', 'keyword'), span(' '), span('42', 'number')]],
  ['```yaml\na: 1\n```', [span('a:', 'name'), span(' '), span('1', 'number')]],
  ['~~~bash title="x"\n# why\n~~~', [span('# why', 'comment')]],
  ['```diff\n-a\n+b\n```', [span('-a', 'removed'), span('\n'), span('+b', 'added')]],
  ['```klingon\nif\n```', [span('if')]],
  ['```\nif\n```', [span('if')]],
  ['a\n\n    if', [span('a'), span('if')]],
  ['```python\nx = "\u001b[31m\u202e"\n```', [span('x = '), span('"^[[31m<U+202E>"', 'string')]],
  ['```python\n# a\u2066b\u200b\u0007\n```', [span('# a<U+2066>b<U+200B>^G', 'comment')]],
  ['```bash\n\tif true\n```', [span('    '), span('if', 'keyword'), span(' '), span('true', 'keyword')]],
  ['```python\n"a\tb"\n```', [span('"a  b"', 'string')]],
])('the code %j has these spans', (body, spans) => {
  const found = liveSpans(body);
  expect(found.filter(({ text }) => text !== '')).toEqual(spans);
});

test.each(['go', 'bash', 'python', 'json', 'yaml', 'css', 'html', 'klingon'])(
  'the spans of code in %s are the code, sanitized',
  language => {
    const scrap = fc.constantFrom(
      '[',
      '{',
      '"',
      "'",
      '#',
      '\n',
      ' ',
      '\t',
      'if',
      'a',
      ':',
      '/*',
      '<b',
      '\u001b',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 30 }), parts => {
        const body = `~~~${language}\n${parts.join('')}|\n~~~`;
        const plain = treeOf(body).flatMap(block => ('spans' in block ? block.spans : []));
        expect(textOf(liveSpans(body))).toBe(textOf(plain));
      }),
      { numRuns: 50 },
    );
  },
);

test('endlessly nested code is shown', () => {
  expect(
    textOf(liveSpans(`\`\`\`rust\n${'/*'.repeat(900)}\n${'/*'.repeat(900)}\n${'/*'.repeat(900)}\n\`\`\``)),
  ).toHaveLength(5_402);
});

const address = 'http://a.b/c';

test.each([
  [`[t](${address})`, [linked('t', address, 'link')]],
  [`[t](${address} "title")`, [linked('t', address, 'link')]],
  [`<${address}>`, [linked(address, address, 'link')]],
  [`see ${address}.`, [span('see '), linked(address, address, 'link'), span('.')]],
  ['[a.b](http://a.b)', [linked('a.b', 'http://a.b', 'link')]],
  ['[http://a.b](http://a.b/)', [linked('http://a.b', 'http://a.b/', 'link')]],
  [`[d]\n\n[d]: ${address}`, [linked('d', address, 'link')]],
  ['[t](http://a.b/日?q=ü)', [linked('t', 'http://a.b/%E6%97%A5?q=%C3%BC', 'link')]],
  ['[t](mailto:a@b.org)', [linked('t', 'mailto:a@b.org', 'link')]],
  ['<a@b.org>', [linked('a@b.org', 'mailto:a@b.org', 'link')]],
  ['a@b.org', [linked('a@b.org', 'mailto:a@b.org', 'link')]],
  [`*a [b](${address}) c*`, [span('a ', 'emphasis'), linked('b', address, 'emphasis', 'link'), span(' c', 'emphasis')]],
  [
    `[*a* \`b\`](${address})`,
    [linked('a', address, 'link', 'emphasis'), linked(' ', address, 'link'), linked('b', address, 'link', 'code')],
  ],
  [`[a](${address}) [b](${address})`, [linked('a', address, 'link'), span(' '), linked('b', address, 'link')]],
  [`![alt](${address})`, [linked('[alt]', address, 'emphasis')]],
  [`[![alt](http://i.j)](${address})`, [linked('[alt]', address, 'link', 'emphasis')]],
])('a live link has no address after it: %j', (body, spans) => {
  expect(liveSpans(body)).toEqual(spans);
});

const evil = 'http://evil.c';

test.each([
  ['http://a.b'],
  ['HTTPS://A.B'],
  ['www.a.b'],
  ['a.org'],
  [' a.org '],
  ['a.org/b'],
  ['a.org:80'],
  ['http\u200b://a.b'],
  ['mailto:a@b.org'],
  ['a.org?b'],
  ['a.org.'],
  ['(a.org)'],
  ['10.0.0.1'],
  ['日本.jp'],
  ['\u0430pple.com'],
  ['a@b.org'],
])('a live link has its address after it if its text %j is misleading', text => {
  const spans = liveSpans(`[${text}](${evil})`);
  expect(spans.filter(({ styles }) => styles.includes('link')).map(({ href }) => href)).toEqual([evil]);
  expect(spans.slice(1)).toEqual([span(' '), span(`<${evil}>`, 'dim')]);
});

test('an address that is too long for a live link is shown once', () => {
  const long = `http://a.example/${'b'.repeat(2083)}`;
  const spans = liveSpans(`[*a* **b**](${long}) ![c](${long}/d)`);
  expect(spans.filter(({ href }) => href !== undefined)).toEqual([]);
  expect(spans).toContainEqual(span(`<${long}>`, 'dim'));
  expect(spans).toContainEqual(span(`<${long}/d>`, 'dim'));
});

test('a live link with a long text has its address after it', () => {
  const spans = liveSpans(`[${'word '.repeat(200)}end](http://a.example)`);
  expect(spans.slice(1)).toEqual([span(' '), span('<http://a.example>', 'dim')]);
  expect(liveSpans(`[${'word '.repeat(100)}end](http://a.example)`)).toHaveLength(1);
});

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  'data:image/png;base64,AA',
  'file:///etc/passwd',
  'ftp://a.b/c',
  'ssh://a.b',
  'tel:1',
  '/etc/passwd',
  './a.md',
  'a.md',
  '#a',
  '?a',
  '//evil.c',
  'java&#10;script:x',
])('a link or an image to %j is not live', address => {
  for (const body of [`[t](${address})`, `![t](${address})`, `<${address}>`, `[t][d]\n\n[d]: ${address}`, address])
    expect(liveSpans(body).filter(({ href }) => href !== undefined)).toEqual([]);
});

test.each([
  ['[t](b.md)', [span('t', 'link'), span(' '), span('<b.md>', 'dim')]],
  ['![alt](c.png)', [span('[alt]', 'emphasis'), span(' '), span('<c.png>', 'dim')]],
  [
    '[t](b.md#a) [u](b.md#c) [Ü b](a/%C3%9C%20b/)',
    [span('t', 'link'), span(' '), span('<b.md>', 'dim'), span(' '), span('u', 'link'), span(' '), span('Ü b', 'link')],
  ],
])('an address that cannot be opened follows even live links: %j', (body, spans) => {
  expect(liveSpans(body)).toEqual(spans);
});

test.each([
  ['[t](#a)', [span('t', 'link')]],
  ['[Boats](boats.md) [Boats](/boats/) [Boats](a/boats.html#b)', 'Boats Boats Boats'],
  ['<tea::how> [a.md#b](a.md#b)', 'tea::how a.md#b'],
  ['[[a]] [[b|c]] [[d#E f]] ![[g]] ![[h.png|300]]', 'a c d > E f g h.png'],
  ['[[a|b *c*]] *[[d]]*', 'b *c* d'],
  ['[t]({{< ref "a" >}}) [u]({% post_url 2020-01-02-b %}#c "d") [v]({{ site.url }}/e)', 't u v'],
  ['![alt]({{ site.url }}/a.png)', '[alt] <%7B%7B%20site.url%20%7D%7D/a.png>'],
  // These are no links between posts.
  ['[[ -f a ]] [[]] [[a] b]', '[[ -f a ]] [[]] [[a] b]'],
  ['`[[a]]` \\[[a]]', '[[a]] [[a]]'],
  ['[[1]](http://c.d)', '[1] <http://c.d>'],
  ['[[a]]\n\n[a]: notes/a.md "A"', 'a'],
  ['[[1]] [[1|one]]\n\n[1]: http://c.d', '[1 <http://c.d>] one'],
  ['[t]({{ a', '[t]({{ a'],
])('of a link between posts only a path is shown that is not in the text: %j', (body, spans) => {
  const shown = parse(body, { hasLinks: false, highlight: null, html })[0]?.blocks()[0];
  const found = shown?.kind === 'paragraph' ? shown.spans : [];
  expect(typeof spans === 'string' ? textOf(found) : found).toEqual(spans);
});

test('where links between posts can be followed, their paths are not shown', () => {
  const [chunk] = parse('[t](b.md) [[c]] [c.com](d.md) ![alt](e.png)', {
    hasLinks: false,
    canFollow: true,
    highlight: null,
  });
  expect(chunk?.blocks()).toMatchObject([
    {
      spans: [
        span('t', 'link'),
        span(' '),
        span('c', 'link'),
        span(' '),
        span('c.com', 'link'),
        span(' '),
        span('<d.md>', 'dim'),
        span(' '),
        span('[alt]', 'emphasis'),
        span(' '),
        span('<e.png>', 'dim'),
      ],
    },
  ]);
});

test.each(['[[a', '[[a|', '![[a|b]', '[t]({{', '[t]({{a', '[t]({%a%}', '[t]({{a}}', '[[[[a]]', '[t]({{a}}{{'])(
  'many times %j takes linear time',
  text => {
    // In quadratic time it would be minutes.
    const chunks = parse(text.repeat(many(100_000)), { hasLinks: false, highlight: null, html });
    expect(chunks.flatMap(({ blocks }) => blocks()).length).toBeGreaterThan(0);
  },
);

test.each([
  [
    '[a](http://c.d) [b](http://c.d)',
    [span('a', 'link'), span(' '), span('<http://c.d>', 'dim'), span(' '), span('b', 'link')],
  ],
  ['*[b](http://c.d)*', [span('b', 'emphasis', 'link'), span(' '), span('<http://c.d>', 'dim')]],
  ['![alt](http://c.d)', [span('[alt]', 'emphasis'), span(' '), span('<http://c.d>', 'dim')]],
  ['a@b.org', [span('a@b.org', 'link')]],
  ['[http://c.d](http://c.d/)', [span('http://c.d', 'link')]],
])('without live links an address follows once in a paragraph: %j', (body, spans) => {
  expect(treeOf(body)).toEqual([{ kind: 'paragraph', spans, line: 1 }]);
});

test('the next paragraph shows the address again', () => {
  expect(outline(treeOf('[a](http://c.d)\n\n[b](http://c.d)'))).toEqual([
    'paragraph: a <http://c.d>',
    'paragraph: b <http://c.d>',
  ]);
});

test.each([['www.a.org'], ['a.org'], ['a/b.md']])('%j is not a link', body => {
  expect(liveSpans(body)).toEqual([span(body)]);
});

test.each([
  ['A[^1].', ['paragraph: A[^1].'], 'nothing defines it'],
  ['A[^1].\n\n[^1]: Note.', ['paragraph: A[1].', 'note'], 'it is defined below'],
  ['[^1]: Note.\n\nA[^1].', ['note', 'paragraph: A[1].'], 'it is defined above'],
  ['A[^n] and B[^n].\n\n[^n]: Note.', ['paragraph: A[n] and B[n].', 'note'], 'it is cited twice'],
  ['A^[note].', ['paragraph: A[note].'], 'it is within the line'],
  ['A.\n\n[^1]: Note.', ['paragraph: A.', 'note'], 'nobody cites it'],
])('the footnote in %j is %j, because %s', (body, blocks) => {
  expect(outline(treeOf(body))).toEqual(blocks);
});

test('a note has its label, its blocks and a mark in the text', () => {
  expect(treeOf('A[^x\u202e].\n\n[^x\u202e]: One *note*.\n\n    - and more\n')).toMatchObject([
    { kind: 'paragraph', spans: [span('A'), span('[x<U+202E>]', 'note'), span('.')] },
    {
      kind: 'note',
      label: 'x<U+202E>',
      blocks: [{ kind: 'paragraph', spans: [span('One '), span('note', 'emphasis'), span('.')] }, { kind: 'list' }],
    },
  ]);
});
