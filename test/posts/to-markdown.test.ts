import { expect, test } from 'vitest';
import { parsePost } from '../../src/posts/parse-post.ts';
import { metadata } from '../../src/posts/read-post.ts';
import type { Syntax } from '../../src/posts/syntax.ts';
import { toMarkdown } from '../../src/posts/to-markdown.ts';
import { many } from '../support/sample.ts';

const FENCE = '``````';

const gemini = [
  ['=> gemini://fog.example/a The fog', '[The fog](<gemini://fog.example/a>)'],
  ['=>fog.gmi', '[fog.gmi](<fog.gmi>)'],
  ['=> a b [c] d', 'b [c] d <a>'],
  ['##Lines', '## Lines'],
  ['* four', '* four'],
  ['```sh it\n=> a b\n```', `${FENCE}sh\n=> a b\n${FENCE}`],
];
const org = [
  ['** TODO It hums   :hall:', '## TODO It hums'],
  ['a /b/ *c* +d+', 'a *b* **c** ~~d~~'],
  ['=*x*= and ~/y/~', '`*x*` and `/y/`'],
  ['/usr/bin and a/b/c, 2*3*4', '/usr/bin and a/b/c, 2*3*4'],
  ['see https://a.example/b/c/ now', 'see https://a.example/b/c/ now'],
  ['[[file:b.org][/b/]] [[https://a.example]]', '[/b/](<b.org>) [https://a.example](<https://a.example>)'],
  ['a *b\nc* [[https://a.example][d\ne]]', 'a **b\nc** [d\ne](<https://a.example>)'],
  ['#+BEGIN_SRC sh :x y\n* a\n#+end_src', `${FENCE}sh\n* a\n${FENCE}`],
  ['#+begin_quote\n*a*\n\nb\n#+end_quote\nc', '\n> **a**\n> \n> b\n\nc'],
  [':PROPERTIES:\n:ID: 1\n:END:\na', '\n\n\na'],
  ['# so\n#+CAPTION: b', '\n'],
  ['| a | b |\n|---+---|', '| a | b |\n|---|---|'],
];
const asciidoc = [
  ['== It _hums_', '## It *hums*'],
  ['a *b* and `c*d*`', 'a **b** and `c*d*`'],
  ['https://a.example/b_c_d[the b], link:e.adoc[]', '[the b](<https://a.example/b_c_d>), [e.adoc](<e.adoc>)'],
  ['[source,sh]\n----\n*a*\n----', `\n${FENCE}sh\n*a*\n${FENCE}`],
  ['----\n[NOTE]\n----', `${FENCE}\n[NOTE]\n${FENCE}`],
  ['____\na\n____', '\n> a\n'],
  ['* a\n** b\n. c', '- a\n   - b\n1. c'],
  ['// so\n:x: y\n.Title', '\n\n**Title**'],
  ['|===\n|a |b\n|===', '|  |  |\n|---|---|\n| a | b |'],
  ['[cols="1,1"]\n|===\n|A |B\n\n|a\n2+|b\nc *d*\n|===', '\n| A | B |\n|---|---|\n| a | b c **d** |\n\n\n\n'],
  ['|===\n|a |b\n|c\n|===', `${FENCE}\n|a |b\n|c\n${FENCE}`],
  ['[NOTE]\n.Heat\n====\nIt is *hot*.\n\nb\n====\nc', '> **Note: Heat**\n>\n>\n> It is **hot**.\n> \n> b\n\nc'],
  ['[TIP]\na\nb\n\nc', '> **Tip**\n> a\n> b\n\nc'],
  ['WARNING: It is _hot_,\nvery.\n\nc', '> **Warning:** It is *hot*,\n> very.\n\nc'],
  ['[[the-fan]]\n== Fan\n(((fan,hum)))\na((b)) [[c]]d(((e)))', '\n## Fan\n\nab d'],
  ["include::parts/a.adoc[]\nifdef::x[]\ntoc::[]\n'''", '- [parts/a.adoc](<parts/a.adoc>)\n\n\n***'],
  ["Press kbd:[Esc] in ``vi``'s window", "Press Esc in `vi`'s window"],
];
const rst = [
  ['It hums\n=======\n\nLines\n-----\n\nAll\n===', '# It hums\n\n\n## Lines\n\n\n# All\n'],
  ['=====\n Hum\n=====\n\na', '\n# Hum\n\n\na'],
  ['see `the b <https://a.example/b>`_ and ``c``', 'see [the b](<https://a.example/b>) and ``c``'],
  [':ref:`the b <b>` :doc:`c` `d`_', 'the b c d'],
  ['a::\n\n   b\n     c\n\nd', `a:\n${FENCE}\nb\n  c\n${FENCE}\nd`],
  ['.. code-block:: sh\n   :x:\n\n   a\n\nb', `\n\n${FENCE}sh\na\n${FENCE}\nb`],
  ['.. note::\n\n   a\n\nb', '> **Note**\n>\n> a\n\nb'],
  ['see `the\nb <https://a.example/b>`_', 'see [the\nb](<https://a.example/b>)'],
  [
    '`The b`_ and c_ and d_e\n\n.. _the b: https://a.example/b\n.. _c: d.rst',
    '[The b](<https://a.example/b>) and [c](<d.rst>) and d_e\n\n\n',
  ],
  ['.. image:: a.png', '![a.png](<a.png>)'],
  ['.. _b:\n\n.. toctree::', '\n\n'],
  ['.. figure:: a.png\n   :alt: A *fan*\n   :width: 9\n\n   It hums.', '![A *fan*](<a.png>)\n\n\n\n   It hums.'],
  ['.. toctree::\n   :maxdepth: 2\n\n   b', '\n\n\n   b'],
  ['.. to do\n   later\n\na\n\n..\n   b\n\n..\n\n   c', '\n\n\na\n\n\n\n\n\n\n   c'],
  ['a [1]_ b\n\n.. [1] See *c*.', 'a [1] b\n\n[1] See *c*.'],
  ['| a\n| b', 'a\nb'],
];
const text = [
  ['It hums\n=======\n\nLines\n-----', '# It hums\n\n\n## Lines\n'],
  ['a\nb\n---', 'a\nb\n---'],
  ['a   b\n-----', 'a   b\n-----'],
  ['```\na\n---\n```', '```\na\n---\n```'],
];

const cases = Object.entries({ gemini, org, asciidoc, rst, text }).flatMap(([syntax, pairs]) =>
  pairs.map(([source = '', markdown = '']) => [syntax as Syntax, source, markdown] as const),
);

test.each(cases)('%s: %j is %j', (syntax, source, markdown) => {
  expect(toMarkdown(`x\n\n${source}`, syntax)).toBe(`x\n\n${markdown}`);
});

test.each([
  ['a.org', '#+TITLE: The Fog\n#+DATE: <2021-05-06 Thu>\n#+FILETAGS: :a:b:\n\n** Lines\n', 5],
  ['a.adoc', '= The Fog\nAna\nv1, 2021-05-06\n:page-tags: a, b\n\n== Lines\n', 6],
  ['c.adoc', '// so\n:page-tags: a, b\n:revdate: 2021-05-06\n\n= The Fog\n\n== Lines\n', 7],
  ['a.rst', 'The Fog\n=======\n\n:date: 2021-05-06\n:tags: a, b\n\nLines\n-----\n', 7],
  ['b.adoc', '---\ntitle: The Fog\ndate: 2021-05-06\ntags: [a, b]\n---\n// so\n== Lines\n', 7],
])('the fields at the top of %s are front matter', async (path, source, line) => {
  const ref = { slug: 'a', path };
  expect(await metadata(ref, source)).toMatchObject({ title: 'The Fog', date: '2021-05-06', tags: ['a', 'b'] });
  const { body, lines } = parsePost(source, ref);
  expect(lines.body + body.split('\n').indexOf('## Lines')).toBe(line);
});

test.each(['gemini', 'org', 'asciidoc', 'rst', 'text'] as const)('hostile %s takes linear time', syntax => {
  for (const piece of [
    '[[',
    '[[a][',
    '*a ',
    '/',
    '=',
    '`',
    '::',
    ':a:',
    '=> ',
    '<<',
    'a\n=\n',
    '::\n\n  a\n',
    '__',
    '_a',
    'link:',
    '  ',
    '- ',
    '|',
    '|===\n',
    '|a\nb\n',
    '[NOTE]\n',
    '[source]\n----\n',
    '(((a',
  ])
    for (const end of ['', '\n', 'x']) expect(toMarkdown(piece.repeat(many(50_000)) + end, syntax)).toBeDefined();
});
