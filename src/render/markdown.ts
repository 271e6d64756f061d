import MarkdownIt, { type Token } from 'markdown-it';
import { spansOf } from './inline.ts';
import type { Span, StyleName } from './line.ts';
import { own, type Safe, sanitize } from './sanitize.ts';
import type { Alignment, Block, Item } from './tree.ts';

// `html` makes tokens of HTML so that it can be set as dimmed source; nothing here ever interprets it.
const parser = new MarkdownIt({ html: true, linkify: false, typographer: false });

/** A body as a tree: CommonMark with tables and strikethrough, or plain text with its bare headings. Total. */
export function parse(body: string): readonly Block[] {
  const text = isTight(body) ? body.replace(/\n/g, '\n\n') : body;
  const tokens = parser.parse(text, {});
  const bare = tokens.some(token => token.type === 'heading_open') ? () => false : bareHeadings(tokens);
  return blocks({ tokens, at: 0, bare }, null);
}

/**
 * In tight plain text every line is a paragraph: no blank line parts them, and no line is Markdown's.
 * A body of a single line is tight and not, to the same effect.
 */
const isTight = (body: string): boolean =>
  !/\n[ \t\r]*\n/.test(body.trim()) &&
  !/^(?: {4}|\t| {0,3}(?:[-*+>|#]|```|~~~|\d+[.)] |\[[^\]]+\]:))/m.test(body.trim());

/** A bare heading: one short line with no final punctuation, and a paragraph below it. */
const longestBareHeading = 60;
function bareHeadings(tokens: readonly Token[]): (at: number) => boolean {
  return at => {
    const [open, inline, , next] = tokens.slice(at, at + 4);
    if (open?.type !== 'paragraph_open' || open.level !== 0 || next?.type !== 'paragraph_open') return false;
    const text = inline?.content ?? '';
    return (
      text.length <= longestBareHeading &&
      /^[\p{L}\p{N}“"‘'(`]/u.test(text) &&
      /[\p{L}\p{N})”"’'`]$/u.test(text) &&
      !text.includes('\n')
    );
  };
}

type Cursor = { readonly tokens: readonly Token[]; at: number; readonly bare: (at: number) => boolean };

/** Reads blocks until the token `end`, which it takes too, or the end of the tokens. */
function blocks(cursor: Cursor, end: string | null): readonly Block[] {
  const found: Block[] = [];
  while (cursor.at < cursor.tokens.length) {
    const at = cursor.at;
    const token = cursor.tokens[at] as Token;
    cursor.at++;
    if (token.type === end) break;
    const block = readers[token.type]?.(token, cursor, at);
    if (block) found.push(block);
  }
  return found;
}

const inline = (cursor: Cursor, base: readonly StyleName[] = []): readonly Span[] => {
  const spans = spansOf(cursor.tokens[cursor.at]?.children ?? [], base);
  cursor.at += 2; // the inline token and the close
  return spans;
};

const code = (token: Token): Block => ({
  kind: 'code',
  language: token.info.trim().split(/\s/)[0] ?? '',
  spans: [{ text: expandTabs(sanitize(token.content.replace(/\n$/, ''), 'code')), styles: ['code'] }],
});

const readers: Readonly<Record<string, (token: Token, cursor: Cursor, at: number) => Block>> = {
  heading_open: (token, cursor) => ({
    kind: 'heading',
    level: Number(token.tag[1]),
    spans: inline(cursor, ['heading']),
  }),
  paragraph_open: (_, cursor, at) =>
    cursor.bare(at)
      ? { kind: 'heading', level: 2, spans: inline(cursor, ['heading']) }
      : { kind: 'paragraph', spans: inline(cursor) },
  fence: code,
  code_block: code,
  html_block: token => ({
    kind: 'html',
    spans: [{ text: expandTabs(sanitize(token.content.trimEnd(), 'code')), styles: ['dim'] }],
  }),
  hr: () => ({ kind: 'rule' }),
  blockquote_open: (_, cursor) => ({ kind: 'quote', blocks: blocks(cursor, 'blockquote_close') }),
  bullet_list_open: (_, cursor) => list(cursor, null, 'bullet_list_close'),
  ordered_list_open: (token, cursor) => list(cursor, Number(token.attrGet('start') ?? 1), 'ordered_list_close'),
  table_open: (_, cursor) => table(cursor),
};

function list(cursor: Cursor, start: number | null, end: string): Block {
  const items: Item[] = [];
  let tight = true;
  while (cursor.tokens[cursor.at]?.type === 'list_item_open') {
    cursor.at++;
    const first = cursor.tokens[cursor.at];
    if (first?.type === 'paragraph_open' && !first.hidden) tight = false;
    items.push(task(blocks(cursor, 'list_item_close')));
  }
  if (cursor.tokens[cursor.at]?.type === end) cursor.at++;
  return { kind: 'list', start, tight, items };
}

/** GFM's task list: an item whose text starts with `[ ] ` or `[x] `. */
function task(item: readonly Block[]): Item {
  const [first, ...rest] = item;
  const mark = first?.kind === 'paragraph' ? /^\[([ xX])\] /.exec(first.spans[0]?.text ?? '') : null;
  if (first?.kind !== 'paragraph' || !mark) return { checked: null, blocks: item };
  const [span, ...spans] = first.spans;
  const text = (span?.text ?? '').slice(mark[0].length) as Safe;
  const paragraph: Block = { kind: 'paragraph', spans: [{ text, styles: span?.styles ?? [] }, ...spans] };
  return { checked: mark[1] !== ' ', blocks: [paragraph, ...rest] };
}

function table(cursor: Cursor): Block {
  const rows: (readonly Span[])[][] = [];
  const alignments: Alignment[] = [];
  for (let token = cursor.tokens[cursor.at]; token && token.type !== 'table_close'; token = cursor.tokens[cursor.at]) {
    cursor.at++;
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'th_open') {
      const style = /(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      alignments.push((style as Alignment | undefined) ?? 'left');
    }
    if (token.type === 'th_open' || token.type === 'td_open')
      rows.at(-1)?.push(inline(cursor, token.type === 'th_open' ? ['strong'] : []));
  }
  cursor.at++;
  return { kind: 'table', alignments, rows };
}

/** Tab stops every four columns, as CommonMark has them. */
function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  const expand = (line: string): string =>
    line.split('\t').reduce((before, after) => before + own(' '.repeat(4 - (before.length % 4))) + after);
  return text.split('\n').map(expand).join('\n') as Safe;
}
