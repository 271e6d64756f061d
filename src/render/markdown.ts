import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import type { Highlight } from './highlight.ts';
import { labelOf, spansOf } from './inline.ts';
import type { Span, StyleName } from './line.ts';
import { own, type Safe, sanitize, slice } from './sanitize.ts';
import { type Sections, sectionsOf } from './sections.ts';
import type { Alignment, Block, Item } from './tree.ts';

// `html` makes tokens of HTML so that it can be set as dimmed source; nothing here ever interprets it.
const parser = new MarkdownIt({ html: true, linkify: true, typographer: false }).use(footnotes);
parser.linkify.set({ fuzzyLink: false });
// A note stays where its author put it, under its own label, so that the text keeps its order.
parser.core.ruler.disable('footnote_tail');
parser.inline.ruler.disable('footnote_inline');
// The address of an autolink is shown as it was written, not decoded: nothing can hide in it.
parser.normalizeLinkText = text => text;

/** What the surface can show of a post. */
export type Manner = { readonly hasLinks: boolean; readonly highlight: Highlight | null };

/**
 * A stretch of a post's tree. It is made when it is asked for, so that a long post opens at once wherever one opens
 * it. `goesOn`: its first block is the rest of the last one before. `length`: of its source, in characters.
 */
export type Branch = { readonly blocks: () => readonly Block[]; readonly goesOn: boolean; readonly length: number };

/** A body as a tree: CommonMark with GFM's extensions and footnotes, or plain text with its bare headings. Total. */
export function parse(body: string, { hasLinks, highlight }: Manner): readonly Branch[] {
  const isTightText = isTight(body);
  const whole = sectionsOf(body, isTightText, looksLikeHeading);
  let known: Environment | undefined;
  return whole.sections.map(({ text, goesOn, ordinal }) => ({
    goesOn,
    length: text.length,
    blocks: () => {
      known ??= environment(whole);
      const tokens = parser.parse(isTightText ? text.replace(/\n/g, '\n\n') : text, known);
      const bare = whole.hasHeadings ? () => false : bareHeadings(tokens);
      const tree = blocks({ tokens, at: 0, bare, hasLinks, highlight }, null);
      return goesOn ? continued(tree, ordinal) : tree;
    },
  }));
}

/** A list that was cut counts on from where it was, and a table does not say again what its columns are. */
function continued(tree: readonly Block[], ordinal: number | null): readonly Block[] {
  const [first, ...rest] = tree;
  if (first?.kind === 'list' && first.start !== null) return [{ ...first, start: ordinal ?? first.start }, ...rest];
  return first?.kind === 'table' ? [{ ...first, hasHead: false }, ...rest] : tree;
}

/** What a section must know of the others: the link references and the footnotes that they define. */
type Environment = { readonly footnotes: { readonly refs: Record<string, number> } };

function environment({ sections, definitions, notes }: Sections): Environment {
  // A section alone knows all there is.
  if (sections.length < 2) return { footnotes: { refs: {} } };
  const known = { footnotes: { refs: Object.fromEntries(notes.map(label => [`:${label}`, -1])) } };
  if (definitions !== '') parser.parse(definitions, known);
  return known;
}

/**
 * In tight plain text every line is a paragraph: no blank line parts them, and no line is Markdown's.
 * A body of a single line is tight and not, to the same effect.
 */
const isTight = (body: string): boolean =>
  !/\n[ \t\r]*\n/.test(body.trim()) &&
  !/^(?: {4}|\t| {0,3}(?:[-*+>|#]|```|~~~|\d+[.)] |\[[^\]]+\]:|={2,}\s*$|<(?:!--|\/?(?:div|p|pre|table|script|style|ul|ol|dl|details|section|h[1-6]|img|br|hr)\b)))/im.test(
    body.trim(),
  );

/** A bare heading: one short line with no final punctuation, and a paragraph below it. */
const longestBareHeading = 60;
const looksLikeHeading = (line: string): boolean =>
  line.length <= longestBareHeading && /^[\p{L}\p{N}“"‘'(`]/u.test(line) && /[\p{L}\p{N})”"’'`]$/u.test(line);

function bareHeadings(tokens: readonly Token[]): (at: number) => boolean {
  return at => {
    const [open, inline, , next] = tokens.slice(at, at + 4);
    if (open?.type !== 'paragraph_open' || open.level !== 0 || next?.type !== 'paragraph_open') return false;
    const text = inline?.content ?? '';
    return !text.includes('\n') && looksLikeHeading(text);
  };
}

type Cursor = Manner & { readonly tokens: readonly Token[]; at: number; readonly bare: (at: number) => boolean };

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
  const spans = spansOf(cursor.tokens[cursor.at]?.children ?? [], cursor.hasLinks, base);
  cursor.at += 2; // the inline token and the close
  return spans;
};

function code(token: Token, { highlight }: Cursor): Block {
  const text = expandTabs(sanitize(token.content.replace(/\n$/, ''), 'code'));
  const language = token.info.trim().split(/\s/)[0] ?? '';
  const pieces = highlight?.(language, text);
  if (!pieces) return { kind: 'code', spans: [{ text, styles: ['code'] }] };
  let at = 0;
  const spans = pieces.map(({ text: { length }, style }): Span => {
    at += length;
    return { text: slice(text, at - length, at), styles: style === null ? [] : [style] };
  });
  return { kind: 'code', spans };
}

const readers: Readonly<Record<string, (token: Token, cursor: Cursor, at: number) => Block>> = {
  heading_open: (token, cursor) => heading(cursor, Number(token.tag[1])),
  paragraph_open: (_, cursor, at) =>
    cursor.bare(at) ? heading(cursor, 2) : { kind: 'paragraph', spans: inline(cursor) },
  footnote_reference_open: (token, cursor) => ({
    kind: 'note',
    label: sanitize(labelOf(token), 'code'),
    blocks: blocks(cursor, 'footnote_reference_close'),
  }),
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

const headingStyles = ['heading1', 'heading2', 'heading3', 'heading4'] as const;
const heading = (cursor: Cursor, level: number): Block => ({
  kind: 'heading',
  level,
  spans: inline(cursor, [headingStyles[level - 1] ?? 'heading4']),
});

function list(cursor: Cursor, start: number | null, end: string): Block {
  const items: Item[] = [];
  let tight = true;
  while (cursor.tokens[cursor.at]?.type === 'list_item_open') {
    cursor.at++;
    const [first, source] = cursor.tokens.slice(cursor.at, cursor.at + 2);
    const isParagraph = first?.type === 'paragraph_open';
    if (isParagraph && !first.hidden) tight = false;
    // The mark is one as it is written, not as it looks: neither escaped nor in code.
    const mark = isParagraph ? /^\[([ xX])\]\s/.exec(source?.content ?? '')?.[1] : undefined;
    const item = blocks(cursor, 'list_item_close');
    items.push(mark === undefined ? { checked: null, blocks: item } : task(item, mark !== ' '));
  }
  if (cursor.tokens[cursor.at]?.type === end) cursor.at++;
  return { kind: 'list', start, tight, items };
}

/** An item of GFM's task list, without the `[ ] ` or `[x] ` before its text. */
function task(item: readonly Block[], checked: boolean): Item {
  const [first, ...rest] = item;
  const [mark, ...spans] = first?.kind === 'paragraph' ? first.spans : [];
  if (!mark) return { checked, blocks: item };
  const text = slice(mark.text, '[ ] '.length);
  return {
    checked,
    blocks: [{ kind: 'paragraph', spans: text === '' ? spans : [{ ...mark, text }, ...spans] }, ...rest],
  };
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
  return { kind: 'table', alignments, rows, hasHead: true };
}

/** Tab stops every four columns, as CommonMark has them. */
function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  const expand = (line: string): string =>
    line.split('\t').reduce((before, after) => before + own(' '.repeat(4 - (before.length % 4))) + after);
  return text.split('\n').map(expand).join('\n') as Safe;
}
