import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** How deep a block may stand in others, as in markdown-it's own preset for CommonMark; a list counts as two. */
const deepest = 20;

/** The type of the token that holds a text which stands deeper, as it is in the source. */
export const tooDeep = 'too_deep';

/** As long as a label of a footnote may be; CommonMark (4.7) has that limit for those of links. */
const longestLabel = 999;

/**
 * Makes a parser hand on what it would drop, and give up where it would look through the same text again and again.
 * Where nesting ends markdown-it passes over all that is left of the block.
 */
export function withBounds(parser: MarkdownIt): void {
  parser.block.ruler.before('table', tooDeep, takeTooDeep);
  parser.inline.ruler.before('footnote_ref', 'no_footnote_ref', passNoLabel);
}

/** Takes the lines of a block that stands too deep, up to a blank one, or to one that is outside of what is around. */
function takeTooDeep(state: StateBlock, first: number, end: number, isAsked: boolean): boolean {
  if (isAsked || state.level <= deepest) return false;
  let line = first + 1;
  // A line that only goes on with the paragraph above it has an indent of -1.
  const goesOn = (indent: number): boolean => indent < 0 || indent >= state.blkIndent;
  while (line < end && !state.isEmpty(line) && goesOn(state.sCount[line] ?? 0)) line++;
  const token = state.push(tooDeep, '', 0);
  token.content = state.getLines(first, line, state.blkIndent, false).trimEnd();
  token.map = [first, line];
  state.line = line;
  return true;
}

/** Takes the bracket of a `[^` that no label follows: the plugin would look for its end in all that follows. */
function passNoLabel(state: StateInline, isAsked: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  if (state.src.slice(state.pos, state.pos + '[^'.length + longestLabel + ']'.length).includes(']')) return false;
  if (!isAsked) state.pending += '[';
  state.pos++;
  return true;
}
