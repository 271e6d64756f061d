import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { sanitize, sliceSafe } from '../text/sanitize.ts';
import type { Span, StyleName } from '../text/span.ts';
import { expandTabs } from '../text/tabs.ts';
import { type Alignment, asContinuation, type Block, type Item } from './ast.ts';
import type { Highlight } from './highlight.ts';
import { footnoteLabel, spansOf } from './inline.ts';
import { collectLinks, type Link } from './links.ts';
import { tooDeep, withBounds } from './nesting.ts';
import { isBareHeading, isTight, looksLikeHeading } from './plain-text.ts';
import { type Sections, sectionsOf } from './sections.ts';

// `html` makes tokens of HTML so that it can be set as dimmed source; nothing here ever interprets it.
const parser = new MarkdownIt({ html: true, linkify: true, typographer: false }).use(footnotes).use(withBounds);
parser.linkify.set({ fuzzyLink: false });
// A lone CR and a NUL are shown, as cat shows them: they end no line and are not replaced (against CommonMark 2.1, 2.3).
parser.core.ruler.at('normalize', state => {
  state.src = state.src.replaceAll('\r\n', '\n');
});
// A note stays where its author put it, under its own label, so that the text keeps its order.
parser.core.ruler.disable('footnote_tail');
parser.inline.ruler.disable('footnote_inline');
// The address of an autolink is shown as it was written, not decoded: nothing can hide in it.
parser.normalizeLinkText = text => text;

/** What the surface can show of a post. */
export type ParseOptions = { readonly hasLinks: boolean; readonly highlight: Highlight | null };

/**
 * A stretch of a post's tree. It is made when it is asked for, so that a long post opens at once wherever one opens
 * it. `goesOn`: its first block is the rest of the last one before. `length`: of its source, in characters. `line`: of
 * the content, at which its source begins.
 */
export type ParsedSection = {
  readonly blocks: () => readonly Block[];
  /** The same, but that code has no colors: for who asks what its texts say, and not how they look. */
  readonly plain: () => readonly Block[];
  readonly links: () => readonly Link[];
  readonly continuesPrevious: boolean;
  readonly length: number;
  readonly line: number;
};

/**
 * A body as a tree: CommonMark with GFM's extensions and footnotes, or plain text with its bare headings. `first` is
 * the line of the content at which the body begins. Total.
 */
export function parse(body: string, { hasLinks, highlight }: ParseOptions, first = 1): readonly ParsedSection[] {
  const isTightText = isTight(body);
  const whole = sectionsOf(body, isTightText, looksLikeHeading);
  let known: Record<string, unknown> | undefined;
  const { sections, hasHeadings } = whole;
  return sections.map(({ text, goesOn, ordinal, line, repeated }) => {
    const read = (): readonly Token[] => {
      known ??= environment(whole);
      return parser.parse(isTightText ? text.replace(/\r?\n/g, '\n\n') : text, known);
    };
    const begins = first + line - repeated;
    const lineOf = (at: number): number => begins + (isTightText ? at >> 1 : at);
    const treeWith = (highlight: Highlight | null): readonly Block[] => {
      const tree = blocks({ tokens: read(), at: 0, line: begins, lineOf, hasHeadings, hasLinks, highlight }, null);
      return goesOn ? asContinuation(tree, ordinal, repeated > 0) : tree;
    };
    return {
      continuesPrevious: goesOn,
      length: text.length,
      line: first + line,
      blocks: () => treeWith(highlight),
      plain: () => treeWith(null),
      links: () => collectLinks(read(), lineOf),
    };
  });
}

/** A body as the tokens of markdown-it, all of it at once. */
export const tokensOf = (body: string): readonly Token[] => parser.parse(body, {});

/** A line that may stand deep in others begins with many marks and blanks; nearly no post has one. */
const mayBeDeep = /^(?:[ \t>*+.)\d-]|\[\^[^\]\n]*\]:){10}/m;

/** Whether something in a body is nested too deep to be set as what it is, and is shown as it is in the source. */
export const nestsTooDeep = (body: string): boolean =>
  mayBeDeep.test(body) &&
  sectionsOf(body, isTight(body), looksLikeHeading).sections.some(
    ({ text }) => mayBeDeep.test(text) && tokensOf(text).some(({ type }) => type === tooDeep),
  );

/** What a section must know of the others, for markdown-it: the link references and footnotes that they define. */
function environment({ sections, definitions, notes }: Sections): Record<string, unknown> {
  // A section alone knows all there is.
  if (sections.length < 2) return {};
  const known = { footnotes: { refs: Object.fromEntries(notes.map(label => [`:${label}`, -1])) } };
  if (definitions !== '') parser.parse(definitions, known);
  return known;
}

type Cursor = ParseOptions & {
  readonly tokens: readonly Token[];
  at: number;
  line: number; // at which the last token began that says so
  readonly lineOf: (line: number) => number;
  readonly hasHeadings: boolean;
};

/** Reads blocks until the token `end`, which it takes too, or the end of the tokens. */
function blocks(cursor: Cursor, end: string | null): readonly Block[] {
  const found: Block[] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at] as Token;
    cursor.at++;
    if (token.type === end) break;
    const block = readers[token.type]?.(token, cursor, lineAt(cursor, token));
    if (block) found.push(block);
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
const asWritten = (text: string): readonly Span[] => [{ text: expandTabs(sanitize(text, 'code')), styles: ['dim'] }];

function code(token: Token, { highlight }: Cursor, line: number): Block {
  const text = expandTabs(sanitize(token.content.replace(/\n$/, ''), 'code'));
  const language = token.info.trim().split(/\s/)[0] ?? '';
  const pieces = highlight?.(language, text);
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
  paragraph_open: (_, cursor, line) =>
    !cursor.hasHeadings && isBareHeading(cursor.tokens, cursor.at - 1)
      ? heading(cursor, 2, line)
      : { kind: 'paragraph', spans: inline(cursor), line },
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
  html_block: ({ content }, _, line) => ({ kind: 'html', spans: asWritten(content.trimEnd()), line }),
  [tooDeep]: ({ content }, _, line) => ({ kind: 'paragraph', spans: asWritten(content), line }),
  hr: (_token, _cursor, line) => ({ kind: 'rule', line }),
  blockquote_open: (_, cursor, line) => ({ kind: 'quote', blocks: blocks(cursor, 'blockquote_close'), line }),
  bullet_list_open: (_, cursor, line) => list(cursor, null, line),
  ordered_list_open: (token, cursor, line) => list(cursor, Number(token.attrGet('start') ?? 1), line),
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
    cursor.at++;
    const [first, source] = cursor.tokens.slice(cursor.at, cursor.at + 2);
    const isParagraph = first?.type === 'paragraph_open';
    if (isParagraph && !first.hidden) tight = false;
    // The mark is one as it is written, not as it looks: neither escaped nor in code.
    const mark = isParagraph ? /^\[([ xX])\]\s/.exec(source?.content ?? '')?.[1] : undefined;
    const item = blocks(cursor, 'list_item_close');
    const isTask = mark !== undefined;
    items.push({ checked: isTask ? mark !== ' ' : null, blocks: isTask ? withoutBox(item) : item, line });
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
  return { kind: 'table', alignments, rows, hasHead: true, line };
}
