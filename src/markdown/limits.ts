import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { lineStart } from './rule-helpers.ts';

/** Maximum nesting of blocks, as in markdown-it's preset for CommonMark. A list counts twice. */
export const MAX_DEPTH = 20;

/** Maximum number of block tokens: about 200 MB of memory, and ten times what 5 MB of prose need. */
export const MAX_TOKENS = 1_000_000;

/** In characters. A longer block is cut into several: paragraphs between words, code between lines. */
export const MAX_BLOCK_LENGTH = 32_000;

/** The text of further cells of a row is appended to the last cell. */
export const MAX_COLUMNS = 64;

/** The maximum length of link labels in CommonMark (4.7). Here it also limits the labels of footnotes. */
const MAX_LABEL_LENGTH = 999;

/** The type of the token for lines that are shown as source: too deep, too long for a tag, or beyond the last token. */
export const TOO_DEEP = 'too_deep';

/** Plugin for markdown-it: keeps the lines that markdown-it drops at its nesting limit, and limits work for hostile input. */
export function limitBlocks(parser: MarkdownIt): void {
  parser.block.ruler.before('table', TOO_DEEP, takeSource, { alt: ['blockquote', 'list'] });
  parser.inline.ruler.before('footnote_ref', 'no_footnote_ref', skipUnlabeled);
}

/**
 * Block rule: takes the rest of the block at the nesting limit, the rest of the body at the token limit, and a line that
 * begins with a long tag. V8's stack overflows in an expression that matches a tag of megabytes.
 */
function takeSource(state: StateBlock, first: number, end: number, silent: boolean): boolean {
  const isFull = state.tokens.length >= MAX_TOKENS;
  const start = lineStart(state, first);
  const isLongTag = (state.eMarks[first] ?? 0) - start > MAX_BLOCK_LENGTH && state.src.charAt(start) === '<';
  if (silent) return isFull || isLongTag;
  if (state.level <= MAX_DEPTH && !isFull && !isLongTag) return false;
  let line = first + 1;
  // A lazy continuation line has an indent of -1.
  const isInside = (indent: number): boolean => indent < 0 || indent >= state.blkIndent;
  while (line < end && !isLongTag && (isFull || (!state.isEmpty(line) && isInside(state.sCount[line] ?? 0)))) line++;
  const token = state.push(TOO_DEEP, '', 0);
  token.content = state.getLines(first, line, state.blkIndent, false).trimEnd();
  token.map = [first, line];
  state.line = line;
  return true;
}

/** Inline rule: the bracket of a `[^` without a label is text. The footnote plugin would search the whole text for its end. */
function skipUnlabeled(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  if (state.src.slice(state.pos, state.pos + '[^'.length + MAX_LABEL_LENGTH + ']'.length).includes(']')) return false;
  if (!silent) state.pending += '[';
  state.pos++;
  return true;
}
