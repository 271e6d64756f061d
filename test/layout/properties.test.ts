import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { expect, test } from 'vitest';
import { postDocument } from '../../src/layout/document.ts';
import { type LayoutOptions, layout } from '../../src/layout/layout.ts';
import { parsePostBody } from '../../src/layout/post-blocks.ts';
import type { Block } from '../../src/markdown/ast.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import * as html from '../../src/markdown/html.ts';
import { parse } from '../../src/markdown/parser.ts';
import { parsePost } from '../../src/posts/parse-post.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { type Line, textOf, withoutDrawing } from '../../src/text/span.ts';
import { graphemes, width } from '../../src/text/width.ts';
import type { ColorLevel } from '../../src/theme/color.ts';
import { createPainter } from '../../src/theme/paint.ts';
import { themes } from '../../src/theme/themes.ts';
import { bodies, piece, words } from '../support/bodies.ts';
import { codePoint } from '../support/code-point.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';
import { sample } from '../support/sample.ts';
import { treeOf } from '../support/tree.ts';

const widths = [20, 40, 80, 120, 200];

const linesOfPost = async (slug: string, content: string, setting: LayoutOptions): Promise<readonly Line[]> =>
  (await postDocument(refOf(slug), content, false)).flatMap(({ layout }) => layout(setting));

const still = (columns: number): LayoutOptions => ({ columns, sideways: null });

/** Returns the letters of lines, without the marks and rules that depend on the width. */
const lettersOf = (lines: readonly Line[]): string =>
  lines
    .flatMap(({ spans }) => withoutDrawing(spans).filter(({ styles }) => !styles.includes('cut')))
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');

/** Returns the first of the letters that does not follow the others in `text`; undefined if all do. */
function firstMissing(letters: string, text: string): string | undefined {
  let at = 0;
  return [...letters].find(letter => {
    const found = text.indexOf(letter, at);
    at = found + letter.length;
    return found === -1;
  });
}

/** The same for the cells of a table, whose order may not be that of the source. */
const firstMissingInAnyOrder = (letters: string, text: string): string | undefined =>
  firstMissing([...letters].sort().join(''), [...text].sort().join(''));

const distinct = (letters: string): ReadonlySet<string> => new Set([...letters.replaceAll(':', '')].sort());

const wider = (lines: readonly Line[], columns: number): readonly string[] =>
  lines.map(line => textOf(line.spans)).filter(row => width(row) > columns);

// Any body.

/** Terminals differ in the width of some characters, which cannot be compared. */
const hasKnownWidths = (rows: readonly string[]): boolean =>
  rows.every(row => graphemes(row).every(grapheme => width(grapheme) <= 2));

// An entity in a bare address is part of the address.
const parser = new MarkdownIt({ html: true, linkify: true }).use(footnotes);
parser.linkify.set({ fuzzyLink: false });
parser.core.ruler.at('normalize', state => {
  state.src = state.src.replaceAll('\r\n', '\n').replaceAll('\0', '^@');
});
parser.core.ruler.disable('footnote_tail');
parser.inline.ruler.disable('footnote_inline');
parser.normalizeLinkText = text => text;

/** Returns all text that markdown-it finds in a body. */
function textOfTokens(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children, meta }) => {
      if (type === 'inline') return textOfTokens(children ?? []);
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      if (type === 'footnote_ref' || type === 'footnote_reference_open')
        return sanitize((meta as { label: string }).label, 'code');
      if (type.startsWith('html_')) return sanitize(content.replace(/<!--.*?-->|<[^>]*>|&#?\w+;/gs, ''), 'prose');
      return sanitize(content, type === 'text' || type === 'image' ? 'prose' : 'code');
    })
    .join('');
}

const check = (body: fc.Arbitrary<string>, numRuns: number, holds: (body: string) => void): void =>
  fc.assert(fc.property(body, holds), { numRuns });

test('no line is wider than the width, whether code wraps or scrolls', () => {
  check(bodies, 150, body => {
    const tree = treeOf(body);
    for (const columns of widths) {
      for (const sideways of [null, 0, 8, 20]) {
        const lines = layout(tree, { columns, sideways });
        if (hasKnownWidths(lines.map(line => textOf(line.spans)))) expect(wider(lines, columns)).toEqual([]);
      }
    }
  });
});

const isWide = (block: Block): boolean =>
  block.kind === 'code' ||
  block.kind === 'table' ||
  ('blocks' in block && block.blocks.some(isWide)) ||
  (block.kind === 'list' && block.items.some(({ blocks }) => blocks.some(isWide)));

test('without code and tables, a screen wider than 80 columns changes nothing', () => {
  check(bodies, 150, body => {
    const prose = treeOf(body).filter(block => !isWide(block));
    for (const columns of [81, 120, 200]) expect(layout(prose, still(columns))).toEqual(layout(prose, still(80)));
  });
});

test('the headings are those of the blocks, although no other text is parsed', () => {
  check(bodies, 150, body => {
    for (const chunk of parse(body, { hasLinks: false, highlight: null, html })) {
      const headings = chunk.blocks(false).filter(({ kind }) => kind === 'heading');
      expect(chunk.headings()).toEqual(headings);
    }
  });
});

test.each([
  '<h2>A</h2>\n\n## B',
  '<div>\n\n## A\n\n</div>\n\n## B',
  '<details><summary>S</summary>\n\n## A\n\n</details>\n\n## B',
  '> ## A\n\n## B',
  ':::note\n## A\n:::\n\n## B',
  'term\n: ## A\n\n## B',
  '- ## A\n- x\n\nB\n---\n',
  '[^n]: x\n\n    ## A\n\n## [B](http://a.example) `c` [^n]',
])('the headings are those of the blocks: %j', body => {
  for (const chunk of parse(body, { hasLinks: true, highlight: null, html }))
    expect(chunk.headings()).toEqual(chunk.blocks(false).filter(({ kind }) => kind === 'heading'));
});

test('keeps every letter of a body in order', () => {
  check(bodies, 150, body => {
    const tokens = parser.parse(body, {});
    // The box of a task is drawn.
    const letters = textOfTokens(tokens).replace(/\[[ xX]\](?=\s)|\s/g, '');
    const missing = tokens.some(({ type }) => type === 'table_open') ? firstMissingInAnyOrder : firstMissing;
    for (const columns of widths)
      expect(missing(letters, lettersOf(layout(treeOf(body), still(columns))))).toBeUndefined();
  });
});

/** Starts of nested blocks and spans, and text that only looks like them. */
const opening = fc.oneof(
  fc.constantFrom('> ', '>', '- ', '1. ', '* - ', '> - ', '>\t', '[^n]: ', '  - '),
  fc.constantFrom('[', '![', '*_', '**', 'x~~', 'x`', '<', '&', '|', '(', '[^', '「', '<a ', '](', '\\'),
);
const nesting = fc.tuple(opening, fc.integer({ min: 1, max: 400 })).map(([mark, times]) => mark.repeat(times));
const nested = fc
  .array(fc.oneof(nesting, fc.constantFrom('静かな犬', 'abc', 'x y', '7q', '\n', '\n\n', '\n  ', '\n> ')), {
    maxLength: 12,
  })
  .map(pieces => `lead\n\n${pieces.join('')} end`);

test('keeps every letter and digit of a deeply nested body', () => {
  const letters = (text: string): readonly string[] => (text.match(/[\p{L}\p{N}]/gu) ?? []).sort();
  check(nested, 200, body => {
    // The number of an item and the label of a note may differ from the source. Tags are not shown.
    const source = letters(body.replace(/1\. |\[\^n\]: |<a\s[^<>]*>/g, ''));
    const rows = layout(treeOf(body), still(80)).map(({ spans }) => textOf(spans));
    expect(firstMissing(source.join(''), letters(rows.join('')).join(''))).toBeUndefined();
  });
});

test('the letters of a body do not depend on the width', () => {
  fc.assert(
    fc.property(bodies, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (body, one, other) => {
      const tree = treeOf(body);
      const [first, second] = [one, other].map(columns => lettersOf(layout(tree, still(columns)))) as [string, string];
      // A narrow table repeats its head in every row.
      if (parser.parse(body, {}).some(({ type }) => type === 'table_open'))
        expect(distinct(first)).toEqual(distinct(second));
      else expect(first).toBe(second);
    }),
    { numRuns: 300 },
  );
});

test('verse keeps every letter in order, and each line begins a row', () => {
  const line = fc.array(fc.constantFrom(...words, 'rollback', 'so'), { minLength: 1, maxLength: 9 });
  const text = fc.array(
    line.map(words => words.join(' ')),
    { minLength: 2, maxLength: 9 },
  );
  check(
    text.map(lines => lines.join('\n')),
    100,
    body => {
      for (const columns of widths)
        expect(lettersOf(layout(treeOf(body, 'gemini'), still(columns)))).toBe(
          sanitize(body, 'prose').replace(/\s/g, ''),
        );
      const lines = new Set(layout(treeOf(body, 'gemini'), still(200)).map(({ source }) => source));
      expect(lines.size).toBe(body.split('\n').length);
    },
  );
});

test('code has a row for each line at any width and scroll position', () => {
  const codeLine = fc.string({ unit: codePoint, maxLength: 60 }).map(line => line.replace(/[\r\n`]/g, ' '));
  const code = fc.array(fc.oneof(codeLine, fc.constantFrom(...words, '\tx', '')), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(code, fc.constantFrom('', 'sh', 'sql'), (lines, language) => {
      const [, block] = parse(`x\n\n\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`, {
        hasLinks: false,
        highlight,
      }).flatMap(chunk => chunk.blocks());
      for (const columns of [1, 2, 3, 10, ...widths])
        for (const sideways of [0, 8, 20, 1000])
          expect(layout(block?.kind === 'code' ? [{ ...block, label: null }] : [], { columns, sideways }).length).toBe(
            lines.length,
          );
    }),
    { numRuns: 60 },
  );
});

// Painted.

const hostile = [
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](data:text/html,x)',
  '[a](file:///etc/passwd)',
  '[a](ssh://a.example)',
  '[a](http://a.example/\u001b]8;;http://b.example\u001b\\)',
  '[a](http://a.example/\u0007b)',
  '[a](<http://a.example/b c;d\u009c>)',
  '[a](http://a.example/é\u202e犬)',
  '[a](HTTPS://a.example/&#27;&#7;)',
  '[a](mailto:a@b.example?subject=\u009b31m)',
  '[a](mailto:a@b.example?x=&#10;&#13;)',
  '[a](http://a.example/%1b%5d%07)',
  '[a](http://a.example/\ud800)',
  '<http://a.example/\u001b\\>',
  '![\u001b[2J](http://a.example/\u001b[2J)',
  'https://a.example/\u001b[31mb',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://b.example\u0007b\u001b]8;;\u0007',
  '\u009b31m \u009d8;;x\u009c',
  '&#27;[31m &#155;31m',
  "```sql\nSELECT '\u001b[31m' -- \u0007\n```\n",
  '[^\u001b[31m]\n\n[^\u001b[31m]: \u0000',
];

const esc = '\u001b';
const color = new RegExp(`${esc}\\[[\\d;]*m`, 'g');
const link = new RegExp(
  `${esc}\\]8;id=[\\da-z]+;(?:https?|mailto):[\\x21-\\x7e]*${esc}\\\\([^${esc}]*)${esc}\\]8;;${esc}\\\\`,
  'gi',
);
const controls = /[^\P{Cc}\n]/u;

test('only escapes for colors and for links to safe addresses are painted', () => {
  const body = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...hostile) }, piece), { maxLength: 12 });
  const painters = Object.values(themes).flatMap(theme =>
    ([0, 1, 2, 3] as const).map((level: ColorLevel) => ({ level, paint: createPainter(theme, level) })),
  );
  check(
    body.map(pieces => `lead\n\n${pieces.join(' ')}`),
    60,
    body => {
      for (const hasLinks of [true, false]) {
        const tree = parse(body, { hasLinks, highlight, html }).flatMap(chunk => chunk.blocks());
        const lines = layout(tree, still(40));
        const plain = lines.map(line => textOf(line.spans)).join('\n');
        expect(plain).not.toMatch(controls);
        for (const { level, paint } of painters) {
          const painted = lines.map(({ spans }) => paint(spans)).join('\n');
          const withoutColors = level === 0 ? painted : painted.replace(color, '');
          expect(hasLinks && level > 0 ? withoutColors.replace(link, '$1') : withoutColors).toBe(plain);
        }
      }
    },
  );
});

test('links are painted only if they are live', () => {
  const paint = createPainter(themes.dark, 3);
  const painted = (hasLinks: boolean): string =>
    layout(
      parse('[a](http://b.example)', { hasLinks, highlight, html }).flatMap(chunk => chunk.blocks()),
      still(40),
    )
      .map(({ spans }) => paint(spans))
      .join('');
  expect(painted(true).replace(color, '')).toMatch(link);
  expect(painted(false)).not.toContain(`${esc}]`);
});

// The posts.

/** The syntax of Markdown; words of prose and code are between. */
const syntax = /[\s*_`#>|~\\[\]()<!^•☐☑-]/g;

/**
 * Returns the letters of a post's source, found in a simpler way than by parsing: its lines without syntax. Those of tables
 * are apart, because cells are side by side.
 */
function wordsOfSource(content: string): { readonly text: string; readonly tables: string } {
  let isCode = false;
  const withoutFrontMatter = content.replace(/^(---|\+{3})\n[\s\S]*?\n\1\n/, '');
  const kept = withoutFrontMatter.split('\n').flatMap(line => {
    if (/^\s*```/.test(line)) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line];
    if (/^\[[^\]^]+\]: /.test(line) || /^\|[\s:|-]+\|$/.test(line)) return [];
    return [line.replace(/^\s*- \[[ x]\]|\]\([^)\s]*\)|\]\[\w*\]|^(\[\^\w+)\]:/g, '$1]')];
  });
  const letters = (isTable: boolean): string =>
    kept
      .filter(line => line.startsWith('| ') === isTable)
      .join('')
      .replace(syntax, '');
  return { text: letters(false), tables: letters(true) };
}

test('there are more than 30 posts', () => expect(posts.length).toBeGreaterThan(30));

test.each(sample(posts, 5))('$slug fits every width, whether code wraps or scrolls', async ({ slug, content }) => {
  for (const columns of widths)
    for (const sideways of [null, 0, 8, 20])
      expect(wider(await linesOfPost(slug, content, { columns, sideways }), columns)).toEqual([]);
});

test.each(sample(posts, 5))('$slug has the headings of its blocks', async ({ slug, content }) => {
  for (const chunk of await parsePostBody(refOf(slug), content, { hasLinks: false })) {
    const headings = chunk.blocks(false).filter(({ kind }) => kind === 'heading' || kind === 'title');
    expect(chunk.headings().filter(({ kind }) => kind === 'heading' || kind === 'title')).toEqual(headings);
  }
});

test.each(posts)('$slug keeps every word of its source, in order', async ({ slug, content }) => {
  const { text, tables } = wordsOfSource(content);
  for (const columns of widths) {
    const letters = lettersOf((await linesOfPost(slug, content, still(columns))).slice(1)).replace(syntax, '');
    expect(firstMissing(text, letters)).toBeUndefined();
    expect(firstMissingInAnyOrder(text + tables, letters)).toBeUndefined();
  }
});

test.each(sample(posts, 10))('$slug has the same letters at every width', async ({ slug, content }) => {
  const each = await Promise.all(
    widths.map(async columns => lettersOf(await linesOfPost(slug, content, still(columns)))),
  );
  const hasTable = wordsOfSource(content).tables !== '';
  const compared = each.map(letters => (hasTable ? [...distinct(letters)].join('') : letters));
  expect(new Set(compared).size).toBe(1);
});

test.each(posts)('$slug has a row for each line of code at any width', ({ content }) => {
  const code = treeOf(parsePost(content).body).filter(block => block.kind === 'code');
  for (const block of code)
    for (const columns of widths)
      for (const sideways of [0, 8, 20])
        expect(layout([{ ...block, label: null }], { columns, sideways }).length).toBe(
          textOf(block.spans).split('\n').length,
        );
});
