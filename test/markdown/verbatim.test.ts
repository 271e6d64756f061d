import { expect, test } from 'vitest';
import { parsePostBody } from '../../src/layout/post-blocks.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import { parse } from '../../src/markdown/parser.ts';
import type { Span } from '../../src/text/span.ts';
import { treeOf, trimmedRowsOf } from '../support/tree.ts';

test.each([
  // Templates
  [
    '{% highlight ruby %}\n# one\nputs  *a\n\n# two\n{% endhighlight %}\n\nEnd.',
    ['ruby', '│ # one', '│ puts  *a', '│', '│ # two', '', 'End.'],
  ],
  ['{% highlight js linenos %} a * b * c {% endhighlight %}', ['js', '│ a * b * c']],
  ['Run:\n{%- highlight sh -%}\n  ls *\n{%- endhighlight -%}\nthen', ['Run:', '', 'sh', '│   ls *', '', 'then']],
  ['{% codeblock Say it lang:js %}\n- a\n{% endcodeblock %}', ['js', '│ - a']],
  ['{% raw %}\n{{ a }} *b*\n- c\n{% endraw %}', ['│ {{ a }} *b*', '│ - c']],
  ['{% raw %}\n```liquid\n{% if a %}\n```\n{% endraw %}\n\nb', ['liquid', '│ {% if a %}', '', 'b']],
  ['{% comment %}\na\n\nb\n{% endcomment %}\n\nc', ['c']],
  ['{{< highlight go "linenos=table" >}}\nx  :=  *y\n\n# z\n{{< /highlight >}}', ['go', '│ x  :=  *y', '│', '│ # z']],
  ['{{% highlight go %}}\na\n{{% /highlight %}}', ['go', '│ a']],
  ['- a\n\n  {% highlight sh %}\n  b  *\n  {% endhighlight %}\n\n  c', ['• a', '', '  sh', '  │ b  *', '', '  c']],
  ['> {% highlight sh %}\n> b  *\n> {% endhighlight %}\n\nc', ['▎ sh', '▎ │ b  *', '', 'c']],
  ['{% highlight sh %}\nno end *here*', ['{% highlight sh %}', '', 'no end here']],
  ['A {% include x.html a="*b*" c="_d_" %} e', ['A {% include x.html a="*b*" c="_d_" %} e']],
  ['{{< card src="a_b_c.png"\n   title="*d*" >}}', ['{{< card src="a_b_c.png" title="*d*" >}}']],
  // Pictures
  ['{{< figure src="a_b_c.png"\n   title="A *d*" >}}', ['[A d] <a_b_c.png>']],
  ["See {{% figure alt='e' src=a.png width=3 %}} now", ['See [e] <a.png> now']],
  ['{% include figure image_path="/a b.png" caption="D" credit="E" alt="f" class="g h" %}', ['[D, E] </a b.png>']],
  ['{%- include x/image-wide.html path="a.png" -%}', ['[image] <a.png>']],
  // Nothing of these may be lost.
  ...[
    '{{< figure "a.png" "B" >}}',
    '{{< figure src="a.png" caption=`B` >}}',
    '{{< figure src="a.png" caption="\\"B\\"" >}}',
    '{{< figure caption="B" >}}',
    '{% include image.html src=page.a caption=b | upcase %}',
  ].map((tag): [string, string[]] => [tag, [tag]]),
  ['At {{ site.a_b | c: "*" }} and *d*', ['At {{ site.a_b | c: "*" }} and d']],
  ['Say {% raw %}{{ a_b_c }}{% endraw %} now', ['Say {{ a_b_c }} now']],
  ['- a\n- b\n{% endfor %}\n{% endif %}', ['• a', '• b', '', '{% endfor %} {% endif %}']],
  ['a\n{{< gallery\n  - b\n\n  - *c*\n>}}\nd', ['a', '', '{{< gallery - b  - *c* >}}', '', 'd']],
  ['{% if a %}{% b %}\nc {% d %}', ['{% if a %}{% b %}', '', 'c {% d %}']],
  ['{{ no end *a*', ['{{ no end a']],
  // A table of Pandoc
  [
    'a\n\n+---+----+\n| b | c  |\n+===+====+\n| d | *e |\n+---+----+\nf',
    ['a', '', '│ +---+----+', '│ | b | c  |', '│ +===+====+', '│ | d | *e |', '│ +---+----+', '', 'f'],
  ],
  // MDX
  ["import A from './a'\nimport {\n  b,\n} from 'c';\n\nText", ['Text']],
  ['export const meta = {\n  a: 1,\n\n  b: [2],\n};\n\nText', ['Text']],
  ['import taxes rose\n\nexport of tea', ['import taxes rose', '', 'export of tea']],
  ['- import "a"', ['• import "a"']],
  ['A {/* hidden */}b', ['A b']],
  // Math
  ['Let $a_i*b*c$ be', ['Let $a_i*b*c$ be']],
  ['Tea is $4 and cake $6, or 9$ for *both*', ['Tea is $4 and cake $6, or 9$ for both']],
  ['Between US$5 and CA$7, *not* $ 3 $', ['Between US$5 and CA$7, not $ 3 $']],
  ['A \\$5 bill and \\$6', ['A $5 bill and $6']],
  ['So $$x_{1} \\to y_{1}$$ too', ['So $$x_{1} \\to y_{1}$$ too']],
  ['By\n$$\na \\\\\n=\n\n*b*\n$$\nwe see', ['By', '', '│ $$', '│ a \\\\', '│ =', '│', '│ *b*', '│ $$', '', 'we see']],
  ['$$a = *b*$$\n\nc', ['│ $$a = *b*$$', '', 'c']],
  ['$$a\n  b$$ {#eq-c}', ['│ $$a', '│   b$$ {#eq-c}']],
  ['\\[\nx * y\n\\]', ['│ \\[', '│ x * y', '│ \\]']],
  ['\\[ e = m*c*2 \\]', ['│ \\[ e = m*c*2 \\]']],
  ['With \\(n\\), \\(a*b*_1\\) and \\[x^*2*\\]', ['With \\(n\\), \\(a*b*_1\\) and \\[x^*2*\\]']],
  ['\\[not a link\\] \\(see *below*\\)', ['[not a link] (see below)']],
  ['\\[a\\_b\\] \\[\\\\\\] \\[x\\] done', ['[a_b] [\\] [x] done']],
  ['\\\\(a_1 * b_1\\\\)', ['\\\\(a_1 * b_1\\\\)']],
  [
    '\\begin{align*}\na &= *b* \\\\\n\n# c\n\\end{align*}\n\nd',
    ['│ \\begin{align*}', '│ a &= *b* \\\\', '│', '│ # c', '│ \\end{align*}', '', 'd'],
  ],
  ['$$ no end *a*\n\nb', ['$$ no end a', '', 'b']],
  ['$$ a *b*\n\nc $$', ['$$ a b', '', 'c $$']],
  ['`$a$` and ``{% b %}``', ['$a$ and {% b %}']],
  ['a\n\n    $$\n    b\n    $$', ['a', '', '│ $$', '│ b', '│ $$']],
])('%j is laid out as %j', (body, rows) => {
  expect(trimmedRowsOf(body, 60)).toEqual(rows);
});

test('math has the style of code, and tags of templates are dim', () => {
  const [block] = treeOf('a $b$ {{ c }}\n\nd');
  expect(block && 'spans' in block && block.spans).toEqual([
    { text: 'a ', styles: [] },
    { text: '$b$', styles: ['code'] },
    { text: ' ', styles: [] },
    { text: '{{ c }}', styles: ['dim'] },
  ]);
});

test.each([
  '{% highlight ruby %}\nreturn 42\n{% endhighlight %}',
  '{% codeblock lang:ruby %}\nreturn 42\n{% endcodeblock %}',
  '{{< highlight ruby >}}\nreturn 42\n{{< /highlight >}}',
  '```{r, echo=FALSE}\nrepeat 42\n```',
  '```{.ruby .numbers}\nreturn 42\n```',
  '```rust,ignore\nreturn 42\n```',
  '```js{1,3}\nreturn 42\n```',
])('the code of %j has the colors of its language', async body => {
  const spans = (chunks: ReturnType<typeof parse>): readonly Span[] =>
    chunks.flatMap(chunk => chunk.blocks()).flatMap(block => ('spans' in block ? block.spans : []));
  for (const chunks of [
    parse(body, { hasLinks: false, highlight }),
    await parsePostBody({ slug: 'x', path: 'x.md' }, body, { hasLinks: false }),
  ])
    expect(spans(chunks).map(({ styles }) => styles[0])).toEqual(['keyword', undefined, 'number']);
});

test.each([
  ['a\n\n{% highlight sh %}\n\nb\nc\n{% endhighlight %}\n\nd', [1, 5, 5, 5, 6, 9, 9]],
  ['a\n$$\nb\n$$', [1, 2, 2, 3, 4]],
])('the rows of %j have the source lines %j', async (body, lines) => {
  const { layout } = await import('../../src/layout/layout.ts');
  expect(layout(treeOf(body), { columns: 40, sideways: null }).map(({ source }) => source)).toEqual(lines);
});
