import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { countLineEnds } from '../posts/parse-post.ts';
import type { Block } from './ast.ts';
import { type BlockOptions, readBlocks } from './blocks.ts';
import { nestContainers } from './callouts.ts';
import { cutLongBlocks, splitTokens } from './chunks.ts';
import { addGenerators } from './generators.ts';
import { expandHtml } from './html.ts';
import { type CreateToken, inlineHtml, resolveTags } from './html-inline.ts';
import { limitBlocks, MAX_BLOCK_LENGTH, TOO_DEEP } from './limits.ts';
import { collectLinks, type Link } from './links.ts';
import { isTight, markBareHeadings } from './plain-text.ts';

const parser = new MarkdownIt({ html: true, linkify: true, typographer: false })
  .use(footnotes)
  .use(limitBlocks)
  .use(addGenerators);
parser.linkify.set({ fuzzyLink: false });
// Unlike CommonMark 2.1 and 2.3, a lone CR ends no line and a NUL is not replaced: `cat` shows both.
parser.core.ruler.at('normalize', state => {
  state.src = state.src.replaceAll('\r\n', '\n');
});
parser.core.ruler.after('block', 'containers', state => {
  state.tokens = nestContainers(state.tokens, state.Token);
});
parser.core.ruler.after('containers', 'html', state => {
  state.tokens = expandHtml(state.tokens, (type, tag, nesting) => new state.Token(type, tag, nesting));
});
// Notes stay where they are, under their own labels.
parser.inline.ruler.disable('footnote_inline');
// An autolink is shown as it is in the source: decoded, it could hide something.
parser.normalizeLinkText = text => text;

// The block pass reads a whole body, because a reference may be defined at its end. The inline pass reads a chunk.
const inlinePass = new MarkdownIt().core;
parser.core.ruler.enableOnly(['normalize', 'block', 'containers', 'html']);
inlinePass.ruler.enableOnly(['inline', 'linkify', 'text_join']);
inlinePass.ruler.push('html_inline', state => {
  const create: CreateToken = (type, tag, nesting) => new state.Token(type, tag, nesting);
  for (const token of state.tokens)
    if (token.meta?.html) token.children = inlineHtml(String(token.meta.html), create);
    else if (token.children?.some(({ type }) => type === 'html_inline'))
      token.children = resolveTags(token.children, create);
});

/** The references and footnotes of a body, for markdown-it. */
type Env = Record<string, unknown>;

/** Returns block tokens with the inline tokens as their children. The argument stays as it is. */
function withInlineTokens(tokens: readonly Token[], env: Env): readonly Token[] {
  const state = new parser.core.State('', parser, env);
  state.tokens = tokens.map(token => {
    if (token.type !== 'inline') return token;
    const copy = Object.assign(new state.Token('inline', '', 0), token, { children: [] });
    if (token.meta?.html) return Object.assign(copy, { content: '', meta: { html: token.content } });
    if (token.content.length <= MAX_BLOCK_LENGTH) return copy;
    // A table's cell is not cut. The syntax of megabytes may take forever to parse.
    const text = Object.assign(new state.Token('text', '', 0), { content: token.content });
    return Object.assign(copy, { type: 'text', children: [text] });
  });
  inlinePass.process(state);
  return state.tokens;
}

/** A part of a body of about 4,000 characters, parsed when it is asked for. */
export type BodyChunk = {
  /** Returns the blocks. Syntax colors take long: pass `false` if only the text is needed. */
  readonly blocks: (isColored?: boolean) => readonly Block[];
  readonly links: () => readonly Link[];
  /** Whether the chunk before ends with a footnote. */
  readonly followsNote: boolean;
  /** The number of characters of its source, approximately. */
  readonly length: number;
  /** The line of the content, from 1, at which its source begins. */
  readonly line: number;
};

/** The tokens of a chunk, and the lines of the content that theirs are. */
type Part = {
  readonly tokens: () => readonly Token[];
  readonly lineOf: (line: number) => number;
} & Pick<BodyChunk, 'followsNote' | 'length' | 'line'>;

/**
 * Parses a body: CommonMark with GFM's extensions, footnotes and what site generators add, or plain text with bare headings. Never fails.
 * Returns at least one chunk. `firstLine` is the line of the content at which the body begins.
 */
export function parse(body: string, options: BlockOptions, firstLine = 1): readonly BodyChunk[] {
  const env: Env = {};
  const isPlain = isTight(body);
  const parts =
    isPlain && !hasLongLine(body) ? plainParts(body, env, firstLine) : readParts(body, env, firstLine, isPlain);
  return parts.map(({ tokens, lineOf, ...rest }) => ({
    ...rest,
    blocks: (isColored = true) => {
      const highlight = isColored ? options.highlight : null;
      return readBlocks(withInlineTokens(tokens(), env), { ...options, highlight }, lineOf, rest.line);
    },
    links: () => collectLinks(withInlineTokens(tokens(), env), lineOf),
  }));
}

/** Reads the blocks of the whole body at once: any of them may refer to another. */
function readParts(body: string, env: Env, firstLine: number, isPlain: boolean): readonly Part[] {
  const tokens = parser.parse(isPlain ? separateLines(body) : body, env);
  markBareHeadings(tokens);
  const lineOf = (line: number): number => firstLine + (isPlain ? line >> 1 : line);
  return splitTokens(cutLongBlocks(tokens, MAX_BLOCK_LENGTH)).map((tokens, index, chunks) => ({
    tokens: () => tokens,
    lineOf,
    line: lineOf(tokens.find(({ map }) => map)?.map?.[0] ?? 0),
    length: tokens.reduce((sum, { content }) => sum + content.length + 1, 0),
    followsNote: chunks[index - 1]?.at(-1)?.type === 'footnote_reference_close',
  }));
}

const separateLines = (text: string): string => text.replace(/\r?\n/g, '\n\n');

function hasLongLine(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    if ((end === -1 ? text.length : end) - start > MAX_BLOCK_LENGTH) return true;
    start = end === -1 ? text.length : end + 1;
  }
  return false;
}

/** Whole lines of some 4,000 characters, and the next line. */
const PLAIN_PARTS = /([\s\S]{1,4000}\n|[^\n]+\n?|\n+)(?=([^\n]*))/g;

/** Reads a few lines of plain text when they are asked for. Each line is a block, and refers to no other. */
function plainParts(body: string, env: Env, firstLine: number): readonly Part[] {
  let line = firstLine;
  const parts = Array.from(body.matchAll(PLAIN_PARTS), ([, text = '', next = '']): Part => {
    const start = line;
    line += countLineEnds(text);
    return {
      tokens: () => {
        // A short line is a heading if another follows.
        const tokens = parser.parse(separateLines(text + next), env);
        markBareHeadings(tokens);
        return next.trim() === ''
          ? tokens
          : tokens.slice(
              0,
              tokens.findLastIndex(({ level, nesting }) => level === 0 && nesting >= 0),
            );
      },
      lineOf: at => start + (at >> 1),
      line: start,
      length: text.length,
      followsNote: false,
    };
  });
  return parts.length > 0 ? parts : readParts(body, env, firstLine, true);
}

/** Returns a body's tokens, those of blocks that are longer than `maxLength` characters as several blocks. */
export function parseTokens(body: string, maxLength = MAX_BLOCK_LENGTH): readonly Token[] {
  const env: Env = {};
  return withInlineTokens(cutLongBlocks(parser.parse(body, env), maxLength), env);
}

/** A deeply nested line begins with many marks and spaces. Hardly any post has one. */
const mayBeDeep = /^(?:[ \t>*+.)\d-]|\[\^[^\]\n]*\]:){10}/m;

/** Whether a block of a body nests too deep, and is therefore shown as source. */
export const nestsTooDeep = (body: string): boolean =>
  mayBeDeep.test(body) && parser.parse(body, {}).some(({ type }) => type === TOO_DEEP);
