import type { StateBlock } from 'markdown-it';
import { type BlockRule, LINE_END, lineAtIndex, lineStart, matchAt, nextMatch, pushText } from './rule-helpers.ts';

export const CLOSE_TAG = /%\}/g;
export const CLOSE_SHORTCODE = /[>%]\}\}/g;

const LINE_OF_TAGS =
  /(?:[ \t]*(?:\{%(?:[^%\n]|%(?!\})){0,500}%\}|\{\{[<%](?:[^>%\n]|[>%](?!\}\})){0,500}[>%]\}\})){1,100}[ \t]*(?=\n|$)/y;
const OPEN_TAG = /\{%|\{\{[<%]/y;

/** Block rule: lines that have only template tags. They are a paragraph of their own, also below a list. */
export const readTagLines: BlockRule = (state, line, end, isSilent) => {
  let last = lastLineOfTag(state, line, end);
  if (last < 0 || isSilent) return last >= 0;
  for (let next = last; next >= 0; next = lastLineOfTag(state, last + 1, end)) last = next;
  state.line = last + 1;
  pushText(state, 'paragraph', state.getLines(line, last + 1, state.blkIndent, false).trim(), [line, last + 1]);
  return true;
};

/** Returns the last line of a tag that begins the line `line` and ends with a line. -1 if there is none. */
function lastLineOfTag(state: StateBlock, line: number, end: number): number {
  const start = lineStart(state, line);
  const [opening] = line < end ? (matchAt(state.src, OPEN_TAG, start) ?? []) : [];
  if (opening === undefined) return -1;
  if (matchAt(state.src, LINE_OF_TAGS, start)) return line;
  const closing = nextMatch(state, opening === '{%' ? CLOSE_TAG : CLOSE_SHORTCODE, start + opening.length);
  if (!closing || !matchAt(state.src, LINE_END, closing.end)) return -1;
  const last = lineAtIndex(state, closing.index, line);
  return last > line && last < end ? last : -1;
}
