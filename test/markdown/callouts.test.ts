import { expect, test } from 'vitest';
import { layout } from '../../src/layout/layout.ts';
import { highlightBlocks } from '../../src/layout/matches.ts';
import type { Block } from '../../src/markdown/ast.ts';
import { rowsOf, treeOf, trimmedRowsOf } from '../support/tree.ts';

test.each([
  // GitHub and Obsidian
  ['> [!NOTE]\n> Feed the cat.\n> Twice.', ['▎ Note', '▎ Feed the cat. Twice.']],
  ['> [!caution] Wet *paint*\n> Mind the bench.', ['▎ Caution: Wet paint', '▎ Mind the bench.']],
  ['::: {#x} Sweep.', ['::: {#x} Sweep.']],
  ['> [!todo]- Later\n> Sweep.\n>\n> Dust.', ['▎ Todo: Later', '▎ Sweep.', '▎', '▎ Dust.']],
  ['> [!info|left]+\n> - one\n> - two', ['▎ Info', '▎ • one', '▎ • two']],
  [
    '> [!tip]\n> ---\n> below',
    ['▎ Tip', '▎ ──────────────────', '▎', '▎ below'].map(row => row.replace(/─+/, '─'.repeat(24))),
  ],
  [
    '> [!quote] Outer\n> a\n> > [!bug] Inner\n> > b\n>\n> c',
    ['▎ Quote: Outer', '▎ a', '▎', '▎ ▎ Bug: Inner', '▎ ▎ b', '▎', '▎ c'],
  ],
  ['- item\n\n  > [!note]\n  > b', ['• item', '', '  ▎ Note', '  ▎ b']],
  ['> [!note] Note\n> once', ['▎ Note', '▎ once']],
  ['> [!note]\nb\nc\n\nd', ['▎ Note', '▎ b c', '', 'd']],
  ['> [!empty]', ['▎ Empty']],
  ['> [!danger]Thin ice\n> a', ['▎ Danger: Thin ice', '▎ a']],
  ['> **Warning**\n> Mind *it*.', ['▎ Warning', '▎ Mind it.']],
  // kramdown
  ['{: .note }\n> Rinse.\n>\n> Dry.', ['▎ Note', '▎ Rinse.', '▎', '▎ Dry.']],
  ['> Rinse.\n{: .prompt-tip }\n\nb.', ['▎ Tip', '▎ Rinse.', '', 'b.']],
  ['{: .warning-title }\n> The *lid*\n>\n> Shut it.', ['▎ Warning: The lid', '▎ Shut it.']],
  ['Rinse.\nDry.\n{: .important #x}\nb.', ['▎ Important', '▎ Rinse. Dry.', '', 'b.']],
  ['{: .tip }\n- a\n- b\n\nc.', ['▎ Tip', '▎ • a', '▎ • b', '', 'c.']],
  ['- a\n  {: .note}\n- b', ['• ▎ Note', '  ▎ a', '• b']],
  ['a.\n\n{: .note}', ['a.']],
  ['> a\n{: .note}\n{: .tip}\n\nb.', ['▎ Note', '▎ a', '', '▎ Tip', '▎ b.']],
  // PyMdown
  ['/// tip | Sharpen *it*\na\n\n- b\n///\n\nc.', ['▎ Tip: Sharpen it', '▎ a', '▎', '▎ • b', '', 'c.']],
  ['/// details | More\na\n///', ['▎ More', '▎ a']],
  // Not callouts:
  ['/// Adds two numbers.', ['/// Adds two numbers.']],
  ['> **Wait**\n> a', ['▎ Wait a']],
  ['{: .wide }\n> a', ['▎ a']],
  ['> [!x](http://y.z) a', ['▎ !x <http://y.z> a']],
  ['> a\n> [!note]', ['▎ a [!note]']],
  ['[!note]\n\na', ['[!note]', '', 'a']],
  // Docusaurus, VuePress, MyST
  [':::tip\nBring tea.\n:::\nafter', ['▎ Tip', '▎ Bring tea.', '', 'after']],
  ['::: warning Thin ice\n\nWalk around.\n\n:::', ['▎ Warning: Thin ice', '▎ Walk around.']],
  [':::info[Where **we** are]{#id}\na\n:::', ['▎ Info: Where we are', '▎ a']],
  ['::: details Show it\na\n:::', ['▎ Show it', '▎ a']],
  [':::{important} Read\na\n:::', ['▎ Important: Read', '▎ a']],
  [
    '::::note\na\n\n:::danger Hot\nb\n:::\n\nc\n::::\n\nd',
    ['▎ Note', '▎ a', '▎', '▎ ▎ Danger: Hot', '▎ ▎ b', '▎', '▎ c', '', 'd'],
  ],
  [':::tip{.x} {{ b }}\na\n:::', ['▎ Tip: {{ b }}', '▎ a']],
  [':::tip{{ b }}\na\n:::', ['▎ Tip: {{ b }}', '▎ a']],
  [':::note[Oil]the hinge', [':::note[Oil]the hinge']],
  ['::: {% if b %}', ['::: {% if b %}']],
  ['::: {shut it}', ['::: {shut it}']],
  ['text\n:::note\na\n:::', ['text', '', '▎ Note', '▎ a']],
  ['- a\n\n  :::note\n  b\n  :::\n- c', ['• a', '', '  ▎ Note', '  ▎ b', '', '• c']],
  [':::note\n```\n:::\n```\nb\n:::\nc', ['▎ Note', '▎ │ :::', '▎', '▎ b', '', 'c']],
  [':::note\n\n## Head\n\na', ['▎ Note', '▎ Head', '▎', '▎ a']],
  // Pandoc and Quarto
  ['::: {.note #n}\na\n:::', ['▎ Note', '▎ a']],
  ['::: {.callout-tip title="Sharpen it"}\na\n:::', ['▎ Tip: Sharpen it', '▎ a']],
  ['::: {.callout-tip}\n## Sharpen *it*\n\na\n:::', ['▎ Tip: Sharpen it', '▎ a']],
  ['::: {.callout-note}\n## Note: it rains\n:::', ['▎ Note: it rains']],
  [':::: {.columns}\n::: {.column width="50%"}\na\n:::\n::: {.column}\nb\n:::\n::::', ['a', '', 'b']],
  ['::::: {.warning} ::::::\na\n:::', ['▎ Warning', '▎ a']],
  ['a\n\n:::\n\nb', ['a', '', 'b']],
  // Python-Markdown and MkDocs
  [
    '!!! note\n    Rinse first.\n\n    Then dry.\n\nafter',
    ['▎ Note', '▎ Rinse first.', '▎', '▎ Then dry.', '', 'after'],
  ],
  ['!!! warning "The lid"\n    Keep it shut.\nafter', ['▎ Warning: The lid', '▎ Keep it shut.', '', 'after']],
  ['!!! tip inline end ""\n    a', ['▎ a']],
  ['??? example\n    ```sh\n    ls\n    ```', ['▎ Example', '▎ sh', '▎ │ ls']],
  ['???+ success "Done"\n    a\n\n    !!! bug\n        b', ['▎ Success: Done', '▎ a', '▎', '▎ ▎ Bug', '▎ ▎ b']],
  ['=== "Rust"\n\n    a\n\n=== "Go"\n\n    b', ['▎ Rust', '▎ a', '', '▎ Go', '▎ b']],
  ['- a\n\n    !!! note\n        b', ['• a', '', '  ▎ Note', '  ▎ b']],
  ['!!! wow', ['!!! wow']],
  ['!!! What a day !!!\n\na', ['!!! What a day !!!', '', 'a']],
])('the callout %j is laid out as %j', (body, rows) => {
  expect(trimmedRowsOf(body, 40)).toEqual(rows);
});

test('a callout is a quote that begins with its title', () => {
  const [quote] = treeOf('> [!note] A *b*\n> c') as readonly Extract<Block, { kind: 'quote' }>[];
  expect(quote?.blocks).toEqual([
    {
      kind: 'caption',
      spans: [
        { text: 'Note: A ', styles: ['callout'] },
        { text: 'b', styles: ['callout', 'emphasis'] },
      ],
      line: 1,
    },
    { kind: 'paragraph', spans: [{ text: 'c', styles: [] }], line: 2 },
  ]);
});

test.each([
  ['> [!note]\n> a\n>\n> b', [1, 2, 4, 4]],
  ['x\n\n:::tip T\n\na\n\n:::\n\nb', [1, 3, 3, 5, 9, 9]],
  ['x\n\n!!! tip "T"\n\n    a\n\nb', [1, 3, 3, 5, 7, 7]],
])('the rows of %j have the source lines %j', (body, lines) => {
  expect(layout(treeOf(body), { columns: 40, sideways: null }).map(({ source }) => source)).toEqual(lines);
});

test('a callout that is split among chunks has its title once, and no blank row below it', () => {
  const long = Array.from({ length: 900 }, (_, at) => `word${at} `.repeat(8)).join('\n\n');
  for (const body of [
    `:::note Long\n\n${long}\n\n:::\n\nend`,
    `> [!note] Long\n> ${long.replaceAll('\n', '\n> ')}\n\nend`,
  ]) {
    const rows = rowsOf(body, 80);
    expect(rows.slice(0, 2).map(row => row.trim())).toEqual(['▎ Note: Long', `▎ ${'word0 '.repeat(8).trim()}`]);
    expect(rows.filter(row => row.includes('Note: Long'))).toHaveLength(1);
    expect(rows.at(-3)).toContain('word899');
  }
});

test('callouts past the maximum depth are not shown as quotes', () => {
  const rows = rowsOf(`${':::note\n'.repeat(40)}end`, 80);
  expect(rows.some(row => row.endsWith('end'))).toBe(true);
  expect(Math.max(...rows.map(row => row.split('▎').length - 1))).toBeLessThan(25);
});

test('a search finds words in titles and in definitions', () => {
  const tree = treeOf('> [!note] Oil the hinge\n> b\n\nHinge\n: A joint, oiled');
  expect(highlightBlocks(tree, /oil|hinge/gi).count).toBe(4);
});
