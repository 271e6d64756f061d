import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { layout } from '../../src/layout/layout.ts';
import { isSlow, many, sample } from '../support/sample.ts';
import { rowsOf, treeOf, trimmedRowsOf } from '../support/tree.ts';

test.each([
  // Definitions
  ['Ladle\n: A deep spoon', ['Ladle', '    A deep spoon']],
  ['Pan\n:   Flat\n:   Or deep\n\nLid\n\n:   Fits', ['Pan', '    Flat', '    Or deep', '', 'Lid', '    Fits']],
  ['*Jar*\n: a\n\n    b\n\n    - c\n\nafter', ['Jar', '    a', '', '    b', '', '    • c', '', 'after']],
  ['Two\nJug\n: c\n\n- d\nMug\n: e', ['Two', '', 'Jug', '    c', '', '• d', '', 'Mug', '    e']],
  ['> Cup\n> : Small', ['▎ Cup', '▎     Small']],
  ['He said:\n\nNo', ['He said:', '', 'No']],
  // Marks
  ['The ==last **two**== left', ['The last two left']],
  ['a == b and ==c', ['a == b and ==c']],
  ['if a==b or c==d, ===> ====', ['if a==b or c==d, ===> ====']],
  // Attributes
  ['## Tools {#tools .wide}\n\na', ['Tools', '', 'a']],
  ['## Tea（hot）{#tea}\n\na', ['Tea（hot）', '', 'a']],
  ['Tools {#tools}\n===\n\na', ['Tools', '─────', '', 'a']],
  ['## Tools\n{: #tools .wide}\n\na', ['Tools', '', 'a']],
  ['Some text.\n{: .lead}\n\na', ['Some text.', '', 'a']],
  ['{: .small }\nSome text.\n\na', ['Some text.', '', 'a']],
  ['![cat](c.png){width=50%} [x](http://y.z){target="_blank" .b} `c`{.sh}', ['[cat] <c.png> x <http://y.z> c']],
  ['![](c.png){fig-alt="A cat"}', ['[A cat] <c.png>']],
  ['*a*{: .red} **b**{.c} d', ['a b d']],
  ['[Ann *Bo*]{.author} and [a]{x} and [[b]]{#c}', ['Ann Bo and [a]{x} and b']],
  ['![cat|300x200](c.png)', ['[cat] <c.png>']],
  ['Last words {.end}\n\na', ['Last words', '', 'a']],
  ['The set {n=1} and {.x} of {a} and {n=2}', ['The set {n=1} and {.x} of {a} and {n=2}']],
  ['{n=1}\n\na', ['{n=1}', '', 'a']],
  // Comments
  ['a %%b%% c', ['a c']],
  ['%%\nb\n\n- c\n%%\n\nd', ['d']],
  ['%% b %%\n\nd', ['d']],
  ['50%% of *a* and 60%%', ['50%% of a and 60%%']],
  ['{::comment}\nb\n{:/comment}\n\nd', ['d']],
  // Ids of blocks
  ['Boil the *water*. ^boil-it', ['Boil the water.']],
  ['- a ^4f3c2a\n- b\n\n^the-list\n\nc', ['• a', '• b', '', 'c']],
  ['> a\n\n^a1b2c3', ['▎ a']],
  ['It is 10 ^6 or x^abc\n\nsee ^abc there', ['It is 10 ^6 or x^abc', '', 'see ^abc there']],
  // Contents
  ['[TOC]\n\na', ['a']],
  ['[[_TOC_]]\n\na', ['a']],
  ['* TOC\n{:toc}\n\na', ['a']],
  ['1. This will become a table of contents\n{:toc .x}\n\na', ['a']],
  ['* one\n* two\n{:.x}\n\na', ['• one', '• two', '', 'a']],
  ['see [TOC]\n\na', ['see [TOC]', '', 'a']],
  // Notes and text
  ['Rain^[In *May*, [he](http://y.z) said.] fell', ['Rain[In May, he <http://y.z> said.] fell']],
  ['x^2 ^[no end', ['x^2 ^[no end']],
  ['A :white_check_mark: and :tea: #tag_one_two', ['A :white_check_mark: and :tea: #tag_one_two']],
  ['#hashtag\n\na', ['#hashtag', '', 'a']],
])('%j is laid out as %j', (body, rows) => {
  const shown = trimmedRowsOf(body, 60);
  expect(shown.filter((row, at) => row !== '' || shown[at - 1] !== '')).toEqual(rows);
});

test('only marked text has the style', () => {
  const [line] = layout(treeOf('the ==new== disk\n\nx'), { columns: 40, sideways: null });
  expect(line?.spans.filter(span => span.styles.includes('mark')).map(span => span.text)).toEqual(['new']);
});

test('the contents list has headings without attributes, and no place for a table of contents', async () => {
  const content = '# Shed {#shed}\n\n[TOC]\n\n## Nails {.x}\n\na\n\n## Screws\n{: #s}\n\n:::note Oil\n\nb\n\n:::\n';
  const headings = (await postDocument({ slug: 'x', path: 'x.md' }, content, false)).flatMap(chunk => chunk.headings());
  expect(headings.map(({ text }) => text).slice(-2)).toEqual(['Nails', 'Screws']);
});

const openings = [
  ...['$', '$$', '$$ ', '$a', '\\(', '\\[', '\\[ x', '\\\\(', '\\begin{a}', '{%', '{% raw %}', '{% highlight a %}'],
  ...[
    '{{',
    '{{<',
    '{{< highlight a >}}',
    '{{% ',
    '{#',
    '{: .a',
    '[a]{.b}',
    '[',
    '[[a]{.b}',
    '{: .note}\n',
    '> a\n{: .tip}\n',
    'a\n{: .tip}\n',
    '/// note',
    '^abc',
    '{.a ',
    '{#a}',
    '{a="',
    '{/*',
    '{::comment}',
    '%%',
  ],
  ...['==', '==a', '=== "', ':::', ':::a', '::: {.note}', '::: {', '!!! a', '!!! a "b"', '??? a', '[!', '> [!a]'],
  ...[
    '^[',
    '^[a',
    '[TOC]',
    '{:toc}',
    '@[toc]',
    ': ',
    'a\n: ',
    '~ a',
    "import a from 'a'",
    'export const a = {',
    '%% a',
  ],
];

test.each(sample(openings, 6))('many of %j without an end take linear time', opening => {
  for (const separator of isSlow ? ['', '\n', '\n\n', '\n> ', '\n- '] : ['']) {
    const body = `lead\n\n${(opening + separator).repeat(separator === '' ? many(50_000) : 10_000)}\n\nend`;
    // In quadratic time it would be minutes.
    expect(treeOf(body).length).toBeGreaterThan(0);
  }
});

const word = fc.constantFrom('fern', 'moss ', 'reed', 'sedge. ', 'rush');
/** Comments, attributes and statements are not shown. */
const isHidden = /%%|\{[#:.a/]|import|export/;
const shown = openings.filter(opening => !isHidden.test(opening));
const closings = ['$$\n', '\\]', '\\)', '\\end{a}', '%}', '}}', '>}}', '{% endraw %}', '==', ']', '\n:::\n'];
const lines = ['\n', '\n\n', '\n    ', '\n> ', '\n- ', '\n\n: ', '\n{% highlight a %}\n', '\n{% endhighlight %}\n'];
const titles = ['\n!!! a "b"\n\n    ', '\n> [!a] b\n> ', '\n:::note b\n'];
const mark = fc.constantFrom(...shown, ...closings, ...lines, ...titles);

const HIDDEN = [
  /\]:/, // the definition of a link
  /\^abc[a-z]/, // the id of a block
  /\{(?::|\w+=)/, // attributes
  /^[ \t>-]*(?:!!!|\?\?\?) a\w* +\w[\w ]*(?: "b")?$/m, // the second class of an admonition
  /:::(\w+) \1/, // a title that repeats the kind of its container
];

test('all words are there, in order, at every width', () => {
  const bodies = fc
    .array(fc.oneof(word, mark), { maxLength: 40 })
    .map(pieces => `lead\n\n${pieces.join('')}`)
    .filter(body => !HIDDEN.some(pattern => pattern.test(body)));
  // The first letter of a kind is a capital.
  const wordsOf = (text: string): string => (text.toLowerCase().match(/fern|moss|reed|sedge|rush/g) ?? []).join(' ');
  fc.assert(
    fc.property(bodies, body => {
      for (const columns of [40, 80, 120])
        expect(
          wordsOf(
            rowsOf(body, columns)
              .join('')
              .replace(/[\s▎›]/g, ''),
          ),
        ).toBe(wordsOf(body.replace(/\s/g, '')));
    }),
    { numRuns: 300 },
  );
});
