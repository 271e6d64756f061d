import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import type { CreateToken } from './html-inline.ts';
import { lineStart, matchAt, pushText } from './rule-helpers.ts';

/** Blanks, and the start of a text that can begin no block but a paragraph. */
const TEXT = / {0,3}(?:\p{L}|\*\*\p{L}|`[^`\n]|\[[^^\\\]\n][^\\\]\n]{0,200}\](?:\(| \S))/uy;
const MARKER = /^[ \t]*[-*+] +/;

/** In characters. A chunk can end only between two runs of joined items. */
const MAX_LENGTH = 2_000;

/** Plugin for markdown-it: joins the items of a long list, which would take five tokens each, until {@link splitItems}. */
export const joinItems = (parser: MarkdownIt): void =>
  parser.block.ruler.after('too_deep', 'joined_items', (state, line, end, isSilent) => {
    const item = state.tokens.at(-1);
    const indent = state.sCount[line + 1] ?? 0;
    const start = lineStart(state, line);
    if (isSilent || item?.type !== 'list_item_open' || !matchAt(state.src, TEXT, start)) return false;
    // More indented text is code.
    if (state.sCount[line] !== state.blkIndent || indent < state.listIndent) return false;
    if (indent >= Math.min(state.blkIndent, state.listIndent + 4)) return false;
    let next = line + 1;
    while (next < end && (state.eMarks[next] ?? 0) < start + MAX_LENGTH && isSibling(state, next, indent, item.markup))
      next++;
    // The last item may have further lines.
    const last = next - 2;
    if (last <= line) return false;
    item.meta = { joined: last - line };
    pushText(state, 'paragraph', state.src.slice(start, state.eMarks[last]), [line, last + 1]);
    state.line = last + 1;
    return true;
  });

/** Whether an item begins at a line, directly below the line above it. In a quote, its mark is between the lines. */
function isSibling(state: StateBlock, line: number, indent: number, marker: string): boolean {
  const start = lineStart(state, line);
  return (
    state.sCount[line] === indent &&
    state.bMarks[line] === (state.eMarks[line - 1] ?? 0) + 1 &&
    state.src[start] === marker &&
    state.src[start + 1] === ' ' &&
    matchAt(state.src, TEXT, start + 2) !== null
  );
}

/** Returns the tokens of a chunk with those of the joined items. */
export const splitItems = (tokens: readonly Token[], create: CreateToken): readonly Token[] =>
  tokens.flatMap((inline, at) => {
    const [item, paragraph] = [tokens[at - 2], tokens[at - 1]];
    if (!item?.meta?.joined || !paragraph) return inline;
    const open = Object.assign(create('paragraph_open', 'p', 1), { hidden: paragraph.hidden });
    return inline.content.split('\n').flatMap((line, index) => {
      const first = (inline.map?.[0] ?? 0) + index;
      const map: [number, number] = [first, first + 1];
      const content = line.replace(MARKER, '').replace(/[ \t\r]+$/, '');
      const text = Object.assign(create('inline', '', 0), { content, map });
      const above = [...tokens.slice(at + 1, at + 3), Object.assign(create('list_item_open', 'li', 1), { map }), open];
      return index === 0 ? text : [...above, text];
    });
  });
