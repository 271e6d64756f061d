import { expect, test } from 'vitest';
import { isSlow } from '../support/sample.ts';
import { treeOf, trimmedRowsOf } from '../support/tree.ts';

test.each([
  ['a list', '<Steps>\n1. Peel *it*.\n2. Slice it.\n</Steps>\n\nend', ['1. Peel it.', '2. Slice it.', '', 'end']],
  ['below a paragraph', 'a.\n<Grid>\n\nb.\n\n</Grid>\nc', ['a.', '', 'b.', '', 'c']],
  [
    'code that is indented as the author likes',
    '<Tabs>\n    <Tab label="fish">\n        ```sh\n        ls -a\n        ```\n    </Tab>\n</Tabs>',
    ['fish', 'sh', '│ ls -a'],
  ],
  [
    'a tag over several lines',
    '<Card\n  icon="x"\n  on={() => a > b}\n  title=\'Oats\'\n>\nCook.\n</Card>',
    ['Oats', 'Cook.'],
  ],
  ['in itself', '<Box>\n<Box>\n- a\n</Box>\nb.\n</Box>\nc', ['• a', '', 'b.', '', 'c']],
  ['in a list item', '- a\n\n  <Box>\n  b\n  </Box>\n- c', ['• a', '', '  b', '', '• c']],
  ['in a quote', '> <Box>\n> - a\n> </Box>', ['▎ • a']],
  ['tags that are not indented alike', '<Box>\n  <Row>\n  **a**\n</Row>\n</Box>', ['a']],
  ['a callout by its name', '<Warning>\nHot **pan**.\n</Warning>', ['▎ Warning', '▎ Hot pan.']],
  ['a callout by its kind', '<Aside type="tip" title="Salt">\nLess.\n</Aside>', ['▎ Tip: Salt', '▎ Less.']],
  ['a callout without a kind', '<Callout>\nStir.\n</Callout>', ['▎ Note', '▎ Stir.']],
  ['that is HTML', '<div class="x" markdown="1">\n<div>\n\n*a*.\n\n</div>\n\n- *b*\n</div>', ['a.', '', '• b']],
  ['within a line', 'See <More>the *list*</More> and <Kbd>q</Kbd>.', ['See the list and q.']],
])('the text in a component is Markdown: %s', (_, body, rows) => {
  expect(trimmedRowsOf(body, 40)).toEqual(rows);
});

test.each([
  ['of HTML that is no Markdown', '<div title="markdown=1">\n*a*\n</div>', ['*a*']],
  ['in code', '```\n<Box>\n```\n<Box>\n- a\n</Box>', ['│ <Box>', '', '• a']],
  ['of a component without content', 'a <Chart src="x" /> b', ['a <Chart src="x" /> b']],
  ['that is a type within a line', 'A Map<K, V> of <T> is <Box>b</Row> c.', ['A Map<K, V> of <T> is <Box>b</Row> c.']],
])('a tag is shown as source: %s', (_, body, rows) => {
  expect(trimmedRowsOf(body, 40)).toEqual(rows);
});

test.each(['<A>\n', '<A\n', '<A {\n', '<A "\n', '</A>\n', '<A>\n\n', '> <A>\n'])(
  'many of %j without an end take linear time',
  opening => {
    // In quadratic time it would be minutes.
    for (const end of ['', '</A>\n'.repeat(isSlow ? 20_000 : 2000)])
      expect(treeOf(`lead\n\n${opening.repeat(20_000)}${end}`).length).toBeGreaterThan(0);
  },
);
