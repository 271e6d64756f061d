import type { Token } from 'markdown-it';
import { sanitize, sliceSafe } from '../text/sanitize.ts';
import type { Span, StyleName } from '../text/span.ts';
import { expandTabs } from '../text/tabs.ts';
import type { Alignment, Block, Item, TableRow } from './ast.ts';
import { isContinued } from './chunks.ts';
import type { Highlight } from './highlight.ts';
import { footnoteLabel, spansOf } from './inline.ts';
import { TOO_DEEP } from './limits.ts';

/** What the output can show, and how to color code, if it is to be colored. */
export type BlockOptions = { readonly hasLinks: boolean; readonly highlight: Highlight | null };

type Cursor = BlockOptions & {
  readonly tokens: readonly Token[];
  at: number;
  /** The line at which the last token with a line began. */
  line: number;
  readonly lineOf: (line: number) => number;
};

/**
 * Returns tokens, with their inline tokens, as blocks. `lineOf` returns the line of the content for one of the tokens;
 * `line` is that of the first token.
 */
export const readBlocks = (
  tokens: readonly Token[],
  options: BlockOptions,
  lineOf: (line: number) => number,
  line: number,
): readonly Block[] => blocks({ ...options, tokens, at: 0, line: lineOf(line), lineOf }, null);

/** Reads blocks up to and including the token `end`, or to the end of the tokens. */
function blocks(cursor: Cursor, end: string | null): readonly Block[] {
  const found: Block[] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at] as Token;
    cursor.at++;
    if (token.type === end) break;
    const block = readers[token.type]?.(token, cursor, lineAt(cursor, token));
    if (block) found.push(isContinued(token) ? { ...block, continues: true } : block);
  }
  return found;
}

function lineAt(cursor: Cursor, { map }: Token): number {
  if (map) cursor.line = cursor.lineOf(map[0]);
  return cursor.line;
}

const inline = (cursor: Cursor, base: readonly StyleName[] = []): readonly Span[] => {
  const spans = spansOf(cursor.tokens[cursor.at]?.children ?? [], cursor.hasLinks, base);
  cursor.at += 2; // the inline token and the close
  return spans;
};

/** What is shown as it is in the source. */
const asWritten = (text: string): readonly Span[] => [
  { text: expandTabs(sanitize(text.replace(/\n$/, ''), 'code')), styles: ['dim'] },
];

function code(token: Token, { highlight }: Cursor, line: number): Block {
  const text = expandTabs(sanitize(token.content.replace(/\n$/, ''), 'code'));
  const language = token.info.trim().split(/\s/)[0] ?? '';
  const pieces = language === '' ? null : highlight?.(language, text);
  if (!pieces) return { kind: 'code', spans: [{ text, styles: ['code'] }], line };
  let at = 0;
  const spans = pieces.map(({ text: { length }, style }): Span => {
    at += length;
    return { text: sliceSafe(text, at - length, at), styles: style === null ? [] : [style] };
  });
  return { kind: 'code', spans, line };
}

const readers: Readonly<Record<string, (token: Token, cursor: Cursor, line: number) => Block>> = {
  heading_open: (token, cursor, line) => heading(cursor, Number(token.tag[1]), line),
  paragraph_open: (_, cursor, line) => ({ kind: 'paragraph', spans: inline(cursor), line }),
  footnote_reference_open: (token, cursor, line) => {
    const inside = blocks(cursor, 'footnote_reference_close');
    // The plugin does not say where a note begins; its text does.
    return {
      kind: 'note',
      label: sanitize(footnoteLabel(token), 'code'),
      blocks: inside,
      line: inside[0]?.line ?? line,
    };
  },
  // The text of one that opens at the very end has no line of its own.
  fence: (token, cursor, line) => code(token, cursor, token.map && token.map[1] - token.map[0] > 1 ? line + 1 : line),
  code_block: code,
  html_block: ({ content }, _, line) => ({ kind: 'html', spans: asWritten(content), line }),
  [TOO_DEEP]: ({ content }, _, line) => ({ kind: 'paragraph', spans: asWritten(content), line }),
  hr: (_token, _cursor, line) => ({ kind: 'rule', line }),
  blockquote_open: (_, cursor, line) => ({ kind: 'quote', blocks: blocks(cursor, 'blockquote_close'), line }),
  bullet_list_open: (_, cursor, line) => list(cursor, null, line),
  ordered_list_open: (token, cursor, line) =>
    list(cursor, Number(token.attrGet('start') ?? 1) + Number(token.meta?.items ?? 0), line),
  table_open: (_, cursor, line) => table(cursor, line),
};

const headingStyles = ['heading1', 'heading2', 'heading3', 'heading4'] as const;
const heading = (cursor: Cursor, level: number, line: number): Block => ({
  kind: 'heading',
  level,
  spans: inline(cursor, [headingStyles[level - 1] ?? 'heading4']),
  line,
});

function list(cursor: Cursor, start: number | null, line: number): Block {
  const items: Item[] = [];
  let tight = true;
  for (let open = cursor.tokens[cursor.at]; open?.type === 'list_item_open'; open = cursor.tokens[cursor.at]) {
    const line = lineAt(cursor, open);
    const continues = isContinued(open);
    cursor.at++;
    const [first, source] = cursor.tokens.slice(cursor.at, cursor.at + 2);
    const isParagraph = first?.type === 'paragraph_open';
    if (isParagraph && !first.hidden) tight = false;
    // The mark is one as it is written, not as it looks: neither escaped nor in code.
    const mark = isParagraph && !continues ? /^\[([ xX])\]\s/.exec(source?.content ?? '')?.[1] : undefined;
    const item = blocks(cursor, 'list_item_close');
    const isTask = mark !== undefined;
    items.push({ checked: isTask ? mark !== ' ' : null, blocks: isTask ? withoutBox(item) : item, line, continues });
  }
  cursor.at++; // the close
  return { kind: 'list', start, tight, items, line };
}

/** An item of GFM's task list, without the `[ ] ` or `[x] ` before its text. */
function withoutBox(item: readonly Block[]): readonly Block[] {
  const [first, ...rest] = item;
  if (first?.kind !== 'paragraph') return item;
  const [box, ...spans] = first.spans;
  if (!box) return item;
  const text = sliceSafe(box.text, '[ ] '.length);
  return [{ ...first, spans: text === '' ? spans : [{ ...box, text }, ...spans] }, ...rest];
}

function table(cursor: Cursor, line: number): Block {
  const rows: TableRow[] = [];
  const alignments: Alignment[] = [];
  for (let token = cursor.tokens[cursor.at]; token && token.type !== 'table_close'; token = cursor.tokens[cursor.at]) {
    cursor.at++;
    if (token.type === 'tr_open') rows.push({ cells: [], line: lineAt(cursor, token) });
    if (token.type === 'th_open') {
      const style = /(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      alignments.push((style as Alignment | undefined) ?? 'left');
    }
    if (token.type === 'th_open' || token.type === 'td_open')
      rows.at(-1)?.cells.push(inline(cursor, token.type === 'th_open' ? ['strong'] : []));
  }
  cursor.at++;
  const [head, ...body] = rows;
  return { kind: 'table', alignments, head: head?.cells ?? [], rows: body, line };
}
