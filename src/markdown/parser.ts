import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { shownAddress } from '../posts/data-addresses.ts';
import type { Syntax } from '../posts/syntax.ts';
import { attempt } from '../util/functions.ts';
import type { Block } from './ast.ts';
import { type BlockOptions, readBlocks } from './blocks.ts';
import { nestContainers } from './callouts.ts';
import { cutLongBlocks, splitTokens } from './chunks.ts';
import { hideCjkBreaks } from './cjk-breaks.ts';
import type { CreateToken } from './html-inline.ts';
import { joinItems, splitItems } from './item-runs.ts';
import { nameCallouts } from './kramdown-callouts.ts';
import { limitBlocks, MAX_BLOCK_LENGTH, TOO_DEEP } from './limits.ts';
import { useLineTable } from './line-table.ts';
import { collectLinks, type Link } from './links.ts';
import { keepLongRows } from './long-rows.ts';
import { keepLineBreaks, keepsLines, markBareHeadings, settleLines } from './paragraph-lines.ts';
import { addGenerators } from './site-generators.ts';
import { wikilinks } from './wikilinks.ts';

/** Rules of Markdown that would drop characters of a plain text, or misread its indentation or its tables. */
const NOT_PLAIN = ['code', 'html_block', 'reference', 'lheading', 'escape', 'entity', 'html_inline'];

type Parser = InstanceType<typeof MarkdownIt>;

function createParser(isPlain: boolean): Parser {
  const parser = new MarkdownIt({ html: true, linkify: true, typographer: false })
    .use(footnotes)
    .use(useLineTable)
    .use(limitBlocks)
    .use(joinItems)
    .use(wikilinks);
  if (!isPlain) parser.use(addGenerators);
  parser.linkify.set({ fuzzyLink: false });
  const { linkify } = parser;
  const mayHaveLink = linkify.test.bind(linkify);
  // Every address has one of these. The search for addresses takes much longer.
  linkify.test = text => /@|\/\//.test(text) && mayHaveLink(text);
  // Unlike in CommonMark 2.1 and 2.3, a lone CR does not end a line, and a NUL is not replaced. `cat` shows both.
  parser.core.ruler.at('normalize', state => {
    state.src = state.src.replaceAll('\r\n', '\n');
  });
  parser.core.ruler.after('block', 'long_rows', state => {
    state.tokens = keepLongRows(state.tokens, state.src, create);
  });
  parser.core.ruler.after('long_rows', 'containers', state => {
    state.tokens = nameCallouts(nestContainers(state.tokens, state.Token), state.Token);
  });
  parser.core.ruler.after('containers', 'html', state => {
    const { html } = state.env as Env;
    if (html) state.tokens = html.expandHtml(state.tokens, create);
  });
  // Footnotes stay in their places and keep their labels.
  parser.inline.ruler.disable('footnote_inline');
  // An autolink is shown as in the source. Decoded, it could hide something.
  parser.normalizeLinkText = shownAddress;
  // An address that is data opens nothing, and its bytes must not be shown as text.
  const { validateLink } = parser;
  parser.validateLink = address => /^data:/i.test(address) || validateLink(address);
  parser.core.ruler.enableOnly(['normalize', 'block', 'long_rows', 'containers', 'html']);
  if (!isPlain) return parser;
  parser.block.ruler.at('hr', takeRule, { alt: ['blockquote', 'list'] });
  parser.block.ruler.before('blockquote', 'end_of_quote', endQuote, { alt: ['blockquote'] });
  parser.block.ruler.before('list', 'end_of_item', endItem, { alt: ['paragraph'] });
  return parser.disable(NOT_PLAIN);
}

/** Block rule: a line of at least three dashes or stars. Unlike in Markdown, it does not end a paragraph: it may be a table. */
function takeRule(state: StateBlock, line: number, _: number, silent: boolean): boolean {
  if (!/^\s*([-*_])\s*(?:\1\s*){2,1000}$/.test(state.getLines(line, line + 1, 0, false))) return false;
  if (silent) return true;
  state.line = line + 1;
  state.push('hr', 'hr', 0).map = [line, state.line];
  return true;
}

/** Block rule: ends a quote at a line without its mark. In Markdown the line would go on with the quote. */
const endQuote = (_state: StateBlock, _line: number, _end: number, silent: boolean): boolean => silent;

/** Block rule: ends an item of Gemini with its line. */
const endItem = (state: StateBlock, line: number, _end: number, silent: boolean): boolean =>
  silent && (state.env as Env).syntax === 'gemini' && (state.sCount[line] ?? 0) < state.blkIndent;

const markdown = createParser(false);
const { Token: BlockToken } = new markdown.core.State('', markdown, {});
const create: CreateToken = (...token) => new BlockToken(...token);
let plainText: Parser | undefined;

function parserFor(syntax: Syntax): Parser {
  if (syntax === 'markdown') return markdown;
  plainText ??= createParser(true);
  return plainText;
}

// The block pass reads the whole body, because a reference may be defined at its end. The inline pass reads one chunk.
const inlinePass = new MarkdownIt().core;
inlinePass.ruler.enableOnly(['inline', 'linkify', 'text_join']);
inlinePass.ruler.push('html_inline', state => {
  const { html } = state.env as Env;
  if (!html) return;
  for (const token of state.tokens)
    if (token.meta?.html) token.children = html.inlineHtml(String(token.meta.html), create);
    else if (token.children?.some(({ type }) => type === 'html_inline'))
      token.children = html.resolveTags(token.children, create);
});
inlinePass.ruler.push('line_breaks', ({ tokens }) => {
  for (const token of tokens)
    if (token.children && keepsLines(token)) keepLineBreaks(token.children);
    else if (token.content.includes('\n')) hideCjkBreaks(token.children ?? []);
});

/** The environment of markdown-it: references and footnotes of a body, and the reader of HTML. */
type Env = Record<string, unknown> & { readonly html: BlockOptions['html']; readonly syntax?: Syntax };

/** Returns copies of block tokens with their inline tokens as children. */
function withInlineTokens(parser: Parser, tokens: readonly Token[], env: Env): readonly Token[] {
  const state = new parser.core.State('', parser, env);
  state.tokens = tokens.map(token => {
    if (token.type !== 'inline') return token;
    const copy = Object.assign(new state.Token('inline', '', 0), token, { children: [] });
    if (token.meta?.html) return Object.assign(copy, { content: '', meta: { html: token.content } });
    if (token.content.length <= MAX_BLOCK_LENGTH) return copy;
    // A cell of a table cannot be cut. Parsing megabytes of inline syntax may never end, so they are plain text.
    const text = Object.assign(new state.Token('text', '', 0), { content: token.content });
    return Object.assign(copy, { type: 'text', children: [text] });
  });
  inlinePass.process(state);
  return state.tokens;
}

/** A part of a body of about 4,000 characters, parsed on demand. */
export type BodyChunk = {
  /** Returns the blocks. Coloring code takes long: pass `false` if only the text is needed. */
  readonly blocks: (isColored?: boolean) => readonly Block[];
  /** Returns the top-level headings. Parses no other text. */
  readonly headings: () => readonly Block[];
  readonly links: () => readonly Link[];
  /** Whether the chunk before ends with a footnote. */
  readonly followsNote: boolean;
  /** The number of characters of its source, approximately. */
  readonly length: number;
  /** The line of the content, from 1, at which its source begins. */
  readonly line: number;
};

/**
 * Parses a body: CommonMark with GFM, footnotes and the additions of site generators, or plain text with bare headings.
 * Never fails. Returns at least one chunk. `firstLine`: the line of the content at which the body begins.
 */
export function parse(
  body: string,
  options: BlockOptions,
  firstLine = 1,
  syntax: Syntax = 'markdown',
): readonly BodyChunk[] {
  const env: Env = { html: options.html, syntax };
  const parser = parserFor(syntax);
  const lineOf = (line: number): number => firstLine + line;
  const tokens = cutLongBlocks(parseBlocks(body, env, syntax), MAX_BLOCK_LENGTH);
  return splitTokens(tokens).map((tokens, index, chunks) => {
    const line = lineOf(tokens.find(({ map }) => map)?.map?.[0] ?? 0);
    const inline = (some: readonly Token[]) => withInlineTokens(parser, splitItems(some, create), env);
    const read = (some: readonly Token[], highlight: BlockOptions['highlight']): readonly Block[] =>
      readBlocks(inline(some), { ...options, highlight }, lineOf, line);
    return {
      blocks: (isColored = true) => read(tokens, isColored ? options.highlight : null),
      headings: () => read(headingTokens(tokens), null),
      links: () => collectLinks(inline(tokens), lineOf),
      line,
      length: tokens.reduce((sum, { content }) => sum + content.length + 1, 0),
      followsNote: chunks[index - 1]?.at(-1)?.type === 'footnote_reference_close',
    };
  });
}

/** Returns the tokens of the headings that are in no other block. */
function headingTokens(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.flatMap((token, at) => {
    depth += token.nesting;
    return depth === 1 && token.type === 'heading_open' ? tokens.slice(at, at + 3) : [];
  });
}

/** Reads the blocks of the whole body at once, because a block may refer to any other. */
function parseBlocks(body: string, env: Env, syntax: Syntax): readonly Token[] {
  const parser = parserFor(syntax);
  const state = new parser.core.State(body, parser, env);
  parser.core.process(state);
  const lines = syntax === 'markdown' ? [] : state.src.split('\n');
  const tokens = settleLines(state.tokens, lines, syntax, create);
  markBareHeadings(tokens, syntax);
  return tokens;
}

const TOKENS_AT_ONCE = 50;

/**
 * Yields the tokens of a body. A block that is longer than `maxLength` characters becomes several blocks. The inline text is
 * parsed as it is consumed. Yields nothing where the parser fails, so that other posts are read.
 */
export function* parseTokens(
  body: string,
  maxLength = MAX_BLOCK_LENGTH,
  syntax: Syntax = 'markdown',
  html?: BlockOptions['html'],
): Generator<Token> {
  const env: Env = { html };
  const tokens = attempt(() => splitItems(cutLongBlocks(parseBlocks(body, env, syntax), maxLength), create)) ?? [];
  for (let at = 0; at < tokens.length; at += TOKENS_AT_ONCE)
    yield* attempt(() => withInlineTokens(parserFor(syntax), tokens.slice(at, at + TOKENS_AT_ONCE), env)) ?? [];
}

/** A cheap test: a deeply nested line begins with many marks and spaces. Hardly any post has such a line. */
export const mayBeDeep = /^(?:[ \t>*+.)\d-]|\[\^[^\]\n]*\]:){10}/m;

/** Whether a block of a body nests too deeply, so that it is shown as source. */
export const nestsTooDeep = (body: string, syntax: Syntax = 'markdown'): boolean =>
  mayBeDeep.test(body) &&
  attempt(() => parserFor(syntax).parse(body, {}))?.some(({ type }) => type === TOO_DEEP) === true;
