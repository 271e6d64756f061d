import { expect, test } from 'vitest';
import { layout } from '../../src/layout/layout.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import { many } from '../support/sample.ts';
import { rowsOf, treeOf, trimmedRowsOf } from '../support/tree.ts';

test.each([
  ['paragraphs', '<p>The fans\nhum.</p><p>They stop.</p>', ['The fans hum.', '', 'They stop.']],
  ['text without a tag of its own', '<div>One<div>two</div>three</div>', ['One', '', 'two', '', 'three']],
  ['headings', '<h2 id="x">The <em>rack</em></h2>\n<p>It hums.</p>', ['The rack', '', 'It hums.']],
  ['a line break', '<p>one<br>two<BR/>three</p>', ['one', 'two', 'three']],
  ['lists', '<ul><li>tea</li><li>rice</ul>', ['• tea', '• rice']],
  ['a numbered list', '<ol start="4"><li>tea<li>rice</ol>', ['4. tea', '5. rice']],
  ['a list in a list', '<ul><li>tea<ul><li>green</ul><li>rice</ul>', ['• tea', '  • green', '• rice']],
  ['an item without a list', '<li>tea', ['• tea']],
  ['a quote', '<blockquote><p>It hums.</p><p>Still.</p></blockquote>', ['▎ It hums.', '▎', '▎ Still.']],
  ['code', '<pre><code class="language-sh">\nls -l\n  | wc &lt; x\n</code></pre>', ['sh', '│ ls -l', '│   | wc < x']],
  ['a rule', '<p>a</p><hr><p>b</p>', ['a', '', '────────────────────────', '', 'b']],
  ['an image by its text', '<p><img src="rack.png" alt="The rack"></p>', ['[The rack] <rack.png>']],
  ['a video by its title', '<iframe src="https://v.org/1" title="A fan"></iframe>', ['[A fan] <https://v.org/1>']],
  ['a link', '<p>See <a href="https://a.org/b">the log</a>.</p>', ['See the log <https://a.org/b>.']],
  ['small digits', '<p>10<sup>6</sup> H<sub>2</sub>O, 20<sup>th</sup></p>', ['10⁶ H₂O, 20th']],
  ['a quotation', '<p>He said <q>no</q>.</p>', ['He said “no”.']],
  ['checkboxes', '<p><input type="checkbox" checked> done</p>', ['[x] done']],
  ['entities', '<p>caf&eacute; &lt;b&gt; &amp;amp;</p>', ['café <b> &amp;']],
  [
    'a summary and its details',
    '<details><summary>More</summary>\n\nIt *hums*.\n\n</details>',
    ['More', '', 'It hums.'],
  ],
  ['a term and its definition', '<dl><dt>fan<dd>It hums.</dl>', ['fan', '    It hums.']],
  [
    'terms with several definitions',
    '<dl>\n<dt>fan</dt>\n<dd>It <b>hums</b>.</dd>\n<dd><p>Or not.</p></dd>\n<dt>rack</dt><dd>Full.</dd></dl><p>End.</p>',
    ['fan', '    It hums.', '    Or not.', '', 'rack', '    Full.', '', 'End.'],
  ],
  [
    'cells that span rows and columns',
    '<table><tr><th rowspan="2">a<th colspan="2">b<tr><td>c<td>d<tr><td rowspan="9">e<td>f<td>g<tr><td>h</table>',
    ['a  b', '─  ─  ─', '   c  d', 'e  f  g', '   h'],
  ],
  [
    'a video without its text for old browsers',
    '<video src="f.mp4" title="A fan">Too old.</video>',
    ['[A fan] <f.mp4>'],
  ],
  ['a video by its source', '<div><audio controls>\n<source src="h.mp3">\nNone.</audio></div>', ['[audio] <h.mp3>']],
  ['nothing, where all is hidden', 'a.\n\n<noscript>Old.</noscript>\n\n<span></span>\n\nb.', ['a.', '', 'b.']],
  ['a break at the start', '<p><img src="a.png"><br>The rack</p>', ['The rack']],
  [
    'a figure',
    '<figure><img src="a.png" alt="A"><figcaption>The rack</figcaption></figure>',
    ['[A] <a.png>', '', 'The rack'],
  ],
  ['Markdown between tags', '<div align="center">\n\n**b**\n\n</div>', ['b']],
  [
    'tags within Markdown',
    'Press <kbd>^C</kbd>, <span class="x">then</span> <b>wait<br>a bit</b>.',
    ['Press ^C, then wait', 'a bit.'],
  ],
  [
    'a video within Markdown',
    'A <video>\n<source src="f.mp4">\n<source src="f.webm">\nOld *one*.</video> b',
    ['A [video] <f.mp4> b'],
  ],
  ['a video without an end', '<video src="f.mp4"> It *hums*.', ['[video] <f.mp4> It hums.']],
  ['small digits within Markdown', 'x<sup>2</sup>', ['x²']],
  ['a break in a cell', '| a | b |\n| - | - |\n| x<br>y | z |', ['a  b', '─  ─', 'x  z', 'y']],
])('HTML is read as a text: %s', (_, body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test.each([
  ['comments', '<!-- secret -->\n\nseen <!-- secret --> too', ['seen  too']],
  ['styles', '<style>\n.x { color: red }\n\n.y {}\n</style>\n\nseen', ['seen']],
  ['scripts', '<script>alert(1)</script>\n\nseen', ['seen']],
  ['a script in a paragraph', 'seen <script>alert(1)</script> too', ['seen  too']],
  ['drawings', '<p>seen <svg viewBox="0 0 1 1"><title>t</title><path d="M0"/></svg></p>', ['seen']],
  ['a style with a blank line', '<div>\n<style>\n.x {\n\n}\n</style>\n</div>\n\nseen', ['seen']],
  [
    'a style of a later item',
    '- <div><style>\n\n- a\n\n<div><style>\n\nb\n\n</style></div>\n\nseen',
    ['• <style>', '', '• a', '', 'seen'],
  ],
  ['a drawing with a blank line', '<svg width="1">\n<g>\n\n<path/>\n\n</g>\n</svg>\n\nseen', ['seen']],
  ['a decorative image', '<p><img src="line.gif" alt=""> seen</p>', ['seen']],
  ['an instruction', '<?xml version="1.0"?>\n<p>seen</p>', ['seen']],
  ['an empty wrapper', '<div class="x"></div>\n\nseen', ['seen']],
])('what is no text for a reader is left out: %s', (_, body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test.each([
  ['<table><tr><th>cup<th>spoon</tr><tr><td>1<td>2</table>', ['cup  spoon', '───  ─────', '1    2']],
  ['<table>\n<tr><td>1</td><td>2</td></tr>\n\n<tr><td>3</td><td>4</td></tr>\n</table>', ['1  2', '3  4']],
  ['<table><caption>Cups</caption><tr><td>1<td>2</table>', ['Cups', '', '1  2']],
  ['<table><tr><td colspan="2">wide<td>b</tr><tr><td>1<td>2<td>3</table>', ['wide     b', '1     2  3']],
  ['<table><tr><td>A page</td></tr><tr><td>laid out</td></tr></table>', ['A page', '', 'laid out']],
  ['<table><tr><td><ul><li>a<li>b</ul><td>c</table>', ['• a  c', '• b']],
  ['<tr><td>a</td><td>b</td></tr>', ['a  b']],
])('a table of HTML is a table: %s', (body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test.each([
  ['<!-- begun\n\nseen', ['<!-- begun', '', 'seen']],
  ['<script>\nvar a\n\nseen', ['<script>', 'var a', '', 'seen']],
])('what would hide the rest of a post is shown as source: %j', (body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test.each([
  ['<Chart src="x" /> and <file> stay', ['<Chart src="x" /> and <file> stay']],
  ['<my-card>seen</my-card>', ['<my-card>seen</my-card>']],
  ['<constructor>seen</constructor>', ['<constructor>seen</constructor>']],
])('a tag that HTML does not know is shown as source: %s', (body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test.each([
  ['<b>bold <i>both</b> text</i> end', 'end'],
  ['*a <b>b* c</b> end', 'end'],
  ['a </b> end', 'end'],
  ['<a>no address</a> end', 'end'],
  ['<b>bold end', 'end'],
])('no style goes on beyond a tag without its counterpart: %s', (body, word) => {
  const [block] = treeOf(body);
  const spans = block && 'spans' in block ? block.spans : [];
  expect(spans.map(span => span.text).join('')).toContain(word);
  expect(spans.filter(({ text }) => text.endsWith(word)).map(({ styles }) => styles)).toEqual([[]]);
});

test('blocks of HTML know their source lines', () => {
  const body = 'a\n\n<div>\n<p>one</p>\n<ul>\n<li>two\n<li>three\n</ul>\n</div>';
  const [, one, list] = treeOf(body);
  expect(one?.line).toBe(4);
  expect(list?.kind === 'list' && list.items.map(({ line }) => line)).toEqual([6, 7]);
});

test('links and images of HTML are among the links of a post', () => {
  const body =
    '<p><a href="https://a.org/">A</a> <img src="https://a.org/b.png" alt="B"></p>\n\n<a href="https://c.org/">C</a>';
  const links = parse(body, { hasLinks: true, highlight: null, html }).flatMap(chunk => chunk.links());
  expect(links.map(({ text, address }) => [text, address])).toEqual([
    ['A', 'https://a.org/'],
    ['B', 'https://a.org/b.png'],
    ['C', 'https://c.org/'],
  ]);
});

test.each([
  ['divisions', '<div>'.repeat(many(20_000))],
  ['styles', `<div>${'<b>'.repeat(many(20_000))}</div>`],
  ['tags without counterparts', `<div>${'<b></i>'.repeat(many(20_000))}`],
  ['cells', `<table><tr>${'<td>'.repeat(many(20_000))}x`],
  ['wide cells', `<table>${'<tr><td colspan=9999>x'.repeat(many(2_000))}`],
  ['lines of a cell', `<table><tr><td>${'x<br>'.repeat(many(130_000))}<td>y</table>`],
  ['lists', '<ul>'.repeat(many(20_000))],
  ['angles', `<div>${'<'.repeat(many(200_000))}`],
  ['comments', `<div>${'<!--'.repeat(many(50_000))}`],
  ['styles without an end in a quote', `> <div><style>\n>\n> a\n>\n`.repeat(many(4_000))],
  ['styles in Markdown', `x ${'<b>'.repeat(many(20_000))}${'</i>'.repeat(many(20_000))}`],
  ['cells over all rows', `<table>${'<tr><td rowspan=60000>x<td>y'.repeat(many(4000))}</table>`],
  ['media', `x ${'<video><source>'.repeat(many(20_000))}${'</video>'.repeat(many(20_000))}`],
  ['attributes', `<div ${'a=b '.repeat(many(50_000))}>x</div>`],
])('HTML of many %s is laid out and searched', (_, body) => {
  const blocks = treeOf(body);
  expect(layout(blocks, { columns: 40, sideways: null, highlights: /x$/g }).length).toBeGreaterThan(0);
});

test.each(['<![fern](c.png)', '<!fern', '<?fern', '<![CDATA[ fern', '<!-- fern'])(
  '%j, which never ends, is shown as source',
  opening => {
    expect(rowsOf(`lead\n\n</div>\n${opening} moss`, 60)).toEqual(['lead', '', `${opening} moss`]);
  },
);
