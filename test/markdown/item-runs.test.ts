import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { expect, test } from 'vitest';
import { joinItems, splitItems } from '../../src/markdown/item-runs.ts';
import { limitBlocks } from '../../src/markdown/limits.ts';
import { addGenerators } from '../../src/markdown/site-generators.ts';

const createParser = () => new MarkdownIt({ html: true }).use(footnotes).use(limitBlocks).use(addGenerators);
const whole = createParser();
const joining = createParser().use(joinItems);
const { Token: BlockToken } = new whole.core.State('', whole, {});

const blockTokens = (parser: typeof whole, body: string): readonly Token[] => {
  const tokens: Token[] = [];
  parser.block.parse(body, parser, {}, tokens);
  return tokens;
};

const split = (body: string): readonly Token[] =>
  splitItems(blockTokens(joining, body), (...token) => new BlockToken(...token));

/** Returns what is read of tokens. The line of a paragraph is that of its text. */
const summary = (tokens: readonly Token[]): readonly unknown[] =>
  tokens.map(({ type, content, hidden, map }) => [
    type,
    content,
    type === 'paragraph_open' && hidden,
    type !== 'paragraph_open' && map?.[0],
  ]);

const indents = ['', '', '', '', ' ', '  ', '    ', '> ', '\t'];
const markers = ['- ', '- ', '- ', '- ', '* ', '+ ', '-   ', '-     ', '1. ', '- - ', '-', ''];
const texts = [
  ...['kettle', 'kettle', 'kettle', 'kettle', '**Lid**', '`lid`', '[lid](a.md)', '[ ] fill', '[x] fill', 'a  ', 'é'],
  ...['', '[lid]: a.md', '[^lid]: b', '[toc]', '[toc] ', '[a\\](b]: c', '``` sh', '***', '---', '===', '# a', '<p>'],
  ...[
    '| a | b |',
    '|---|---|',
    ': a',
    ':::note',
    '2. lid',
    '> lid',
    '{: .tip }',
    'import a from "a"',
    '!!! note',
    '\\[',
  ],
];
const lines = fc.tuple(fc.constantFrom(...indents), fc.constantFrom(...markers), fc.constantFrom(...texts));
const bodies = fc
  .array(fc.oneof({ weight: 3, arbitrary: lines }, { weight: 2, arbitrary: fc.constant(['', '- ', 'kettle']) }))
  .map(lines => lines.map(parts => parts.join('')).join('\n'));

test('joined items are split into the tokens that markdown-it makes of them', () => {
  fc.assert(
    fc.property(bodies, body => {
      expect(summary(split(body))).toEqual(summary(blockTokens(whole, body)));
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ['of words', '- a\n'.repeat(5_000)],
  ['of links', '* [Kettle](https://a.example/kettle) - boils water\n'.repeat(500)],
  ['within an item', `- a\n${'  - b\n'.repeat(5_000)}`],
])('a tight list %s takes a token for many items', (_, body) => {
  const tokens = blockTokens(joining, body);
  expect(tokens.length).toBeLessThan(summary(split(body)).length / 20);
});
