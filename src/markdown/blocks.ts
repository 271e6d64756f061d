import type { Token } from 'markdown-it';
import { type Safe, sanitize, sliceSafe } from '../text/sanitize.ts';
import type { Row, Span, StyleName } from '../text/span.ts';
import { appendSpans } from '../text/style-runs.ts';
import { expandTabs } from '../text/tabs.ts';
import { maximum } from '../util/functions.ts';
import type { Alignment, Block, Item, TableRow } from './ast.ts';
import { isContinued } from './chunks.ts';
import type { Highlight } from './highlight.ts';
import { footnoteLabel, type LinkOptions, toSpans } from './inline.ts';
import { TOO_DEEP } from './limits.ts';
import { keepsLines } from './paragraph-lines.ts';

/** How to show links and how to color code. `highlight`: null for no colors. */
export type BlockOptions = LinkOptions & {
  readonly highlight: Highlight | null;
  /** The reader of HTML, which is loaded only if a body may have HTML. Without it, HTML is shown as source. */
  readonly html?: typeof import('./html.ts') | null;
};

type Cursor = BlockOptions & {
  readonly tokens: readonly Token[];
  at: number;
  /** The line of the content at which the last token with a line began. */
  line: number;
  readonly lineOf: (line: number) => number;
};

/**
 * Converts block tokens, with their inline tokens, to blocks. `lineOf` converts a line of the tokens to a line of the
 * content. `line`: the line of the content at which the tokens begin.
 */
export const readBlocks = (
  tokens: readonly Token[],
  options: BlockOptions,
  lineOf: (line: number) => number,
  line: number,
): readonly Block[] => readUntil({ ...options, tokens, at: 0, line, lineOf }, null);

/** Reads blocks up to and including the token `close`, or to the end of the tokens. */
function readUntil(cursor: Cursor, close: string | null): readonly Block[] {
  const blocks: Block[] = [];
  for (let token = next(cursor); token && token.type !== close; token = next(cursor)) {
    const block = READERS[token.type]?.(token, cursor, lineAt(cursor, token));
    // Of a paragraph all HTML may be hidden.
    const isEmpty = block?.kind === 'paragraph' && block.spans.length === 0;
    if (block && !isEmpty) blocks.push(isContinued(token) ? { ...block, continues: true } : block);
  }
  return blocks;
}

const next = (cursor: Cursor): Token | undefined => cursor.tokens[cursor.at++];

function lineAt(cursor: Cursor, { map }: Token): number {
  if (map) cursor.line = cursor.lineOf(map[0]);
  return cursor.line;
}

/** Reads the inline token and the closing token of a block. */
function readSpans(cursor: Cursor, ...base: readonly StyleName[]): Row {
  const spans = toSpans(cursor.tokens[cursor.at]?.children ?? [], cursor, base);
  cursor.at += 2;
  return spans;
}

const sourceText = (text: string): Safe => expandTabs(sanitize(text.replace(/\n$/, ''), 'code'));

const sourceSpans = (text: string): Row => [{ text: sourceText(text), styles: ['dim'] }];

const HEADING_STYLES = ['heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6'] as const;

const READERS: Readonly<Record<string, (token: Token, cursor: Cursor, line: number) => Block>> = {
  heading_open: ({ tag }, cursor, line) => {
    const level = Number(tag[1]);
    return { kind: 'heading', level, spans: readSpans(cursor, HEADING_STYLES[level - 1] ?? 'heading6'), line };
  },
  paragraph_open: (token, cursor, line) => ({
    kind: 'paragraph',
    spans: readSpans(cursor),
    line,
    ...(keepsLines(token) && { keepsLines: true }),
  }),
  callout_title_open: (_, cursor, line) => ({ kind: 'caption', spans: readSpans(cursor, 'callout'), line }),
  dt_open: (_, cursor, line) => ({ kind: 'caption', spans: readSpans(cursor, 'strong'), line }),
  dd_open: (_, cursor, line) => ({ kind: 'definition', blocks: readUntil(cursor, 'dd_close'), line }),
  footnote_reference_open: (token, cursor, line) => {
    const blocks = readUntil(cursor, 'footnote_reference_close');
    // The token has no line, but its blocks have.
    return { kind: 'note', label: sanitize(footnoteLabel(token), 'code'), blocks, line: blocks[0]?.line ?? line };
  },
  // The text begins below the fence, unless the fence opens at the very end.
  fence: (token, cursor, line) =>
    readCode(token, cursor, token.map && token.map[1] - token.map[0] > 1 ? line + 1 : line),
  code_block: readCode,
  html_block: ({ content }, _, line) => ({ kind: 'paragraph', spans: sourceSpans(content.trimEnd()), line }),
  [TOO_DEEP]: ({ content }, _, line) => ({ kind: 'paragraph', spans: sourceSpans(content), line }),
  hr: (_token, _cursor, line) => ({ kind: 'rule', line }),
  blockquote_open: (_, cursor, line) => ({ kind: 'quote', blocks: readUntil(cursor, 'blockquote_close'), line }),
  bullet_list_open: (_, cursor, line) => readList(cursor, null, line),
  ordered_list_open: (token, cursor, line) =>
    readList(cursor, Number(token.attrGet('start') ?? 1) + Number(token.meta?.items ?? 0), line),
  table_open: readTable,
};

/** `rust,ignore` (mdBook), `{r, echo=FALSE}` (R Markdown), `{.python}` (Pandoc), `js{1,3}` (Gatsby) */
const languageOf = (info: string): string => /^[\s{.]*([\w+#-]+)(?![\w+#=-])/.exec(info)?.[1] ?? '';

/** `title="main.go"` (Docusaurus), `{filename="main.go"}` (Hugo), `name=main.rs` (Zola), `js:main.js` (Zenn) */
const titleOf = (info: string): string =>
  /[\s{,:](?:title|file(?:name)?|name)=(?:"([^"]+)|'([^']+)|([^\s,}"']+))|^\w+:([^\s=]+\.\w+)/
    .exec(info)
    ?.slice(1)
    .join('') ?? '';

/** Names of no language. */
const PLAIN_TEXT = /^(?:none|no-?highlight|plain|plain-?text|te?xt)$/i;

function readCode(token: Token, { highlight }: Cursor, line: number): Block {
  const text = sourceText(token.content);
  const language = languageOf(token.info);
  // The first piece of long code has no colors, but a label.
  const info = String(token.meta?.info ?? token.info);
  const label = [languageOf(info).replace(PLAIN_TEXT, ''), titleOf(info)].filter(Boolean).join(' · ');
  const code = { kind: 'code', line, label: label === '' ? null : sanitize(label, 'name') } as const;
  const pieces = language === '' ? null : highlight?.(language, text);
  if (!pieces) return { ...code, spans: [{ text, styles: [] }] };
  const spans: Span[] = [];
  let at = 0;
  for (const { text: piece, style } of pieces) {
    appendSpans(spans, [{ text: sliceSafe(text, at, at + piece.length), styles: style === null ? [] : [style] }]);
    at += piece.length;
  }
  return { ...code, spans };
}

function readList(cursor: Cursor, start: number | null, line: number): Block {
  const items: Item[] = [];
  let tight = true;
  for (let open = next(cursor); open?.type === 'list_item_open'; open = next(cursor)) {
    const line = lineAt(cursor, open);
    const continues = isContinued(open);
    const [first, inline] = cursor.tokens.slice(cursor.at, cursor.at + 2);
    const isParagraph = first?.type === 'paragraph_open';
    if (isParagraph && !first.hidden) tight = false;
    // The source is tested, because a mark that is escaped or in code does not count.
    const mark = isParagraph && !continues ? /^\[([ xX])\]\s/.exec(inline?.content ?? '')?.[1] : undefined;
    const blocks = readUntil(cursor, 'list_item_close');
    if (mark === undefined) items.push({ checked: null, blocks, line, continues });
    else items.push({ checked: mark !== ' ', blocks: withoutMark(blocks), line, continues });
  }
  return { kind: 'list', start, tight, items, line };
}

/** Removes the `[ ] ` or `[x] ` of a task (GFM) from the blocks of an item. */
function withoutMark([first, ...rest]: readonly Block[]): readonly Block[] {
  if (first?.kind !== 'paragraph') return first ? [first, ...rest] : rest;
  const spans = first.spans.map((span, at) =>
    at === 0 ? { ...span, text: sliceSafe(span.text, '[ ] '.length) } : span,
  );
  return [{ ...first, spans: spans.filter(span => span.text !== '') }, ...rest];
}

function readTable({ meta }: Token, cursor: Cursor, line: number): Block {
  const rows: (TableRow & { readonly cells: Row[] })[] = [];
  const alignments: Alignment[] = [];
  for (let token = next(cursor); token && token.type !== 'table_close'; token = next(cursor)) {
    if (token.type === 'tr_open') rows.push({ cells: [], line: lineAt(cursor, token) });
    if (token.type === 'th_open') {
      const style = /(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      alignments.push((style as Alignment | undefined) ?? 'left');
      rows.at(-1)?.cells.push(readSpans(cursor, 'strong'));
    } else if (token.type === 'td_open') rows.at(-1)?.cells.push(readSpans(cursor));
  }
  const columns = maximum(rows.map(({ cells }) => cells.length));
  while (alignments.length < columns) alignments.push('left');
  const [head, ...body] = rows;
  const table = { kind: 'table', alignments, head: head?.cells ?? [], rows: body, line } as const;
  return meta ? { ...table, widths: meta.widths as readonly number[] } : table;
}
