import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import marks from 'markdown-it-mark';
import { readAdmonition, readAlert, readContainer, readSlashes } from './callouts.ts';
import {
  hideBlockId,
  readAttributeLine,
  readAttributes,
  readBlockId,
  readContents,
  readEndOfRaw,
  readModuleLines,
  readSpan,
} from './hidden-syntax.ts';
import { readComponent } from './mdx-components.ts';
import {
  type BlockRule,
  byCharacterCode,
  type InlineRule,
  lineStart,
  lineText,
  matchAt,
  tokenizeText,
} from './rule-helpers.ts';
import { readTagLines } from './template-tag-lines.ts';
import { readGridTable, readVerbatim } from './verbatim.ts';
import { readInlineVerbatim } from './verbatim-inline.ts';

const BLOCK_RULES = byCharacterCode<readonly BlockRule[]>({
  ':': [readContainer],
  '!': [readAdmonition],
  '?': [readAdmonition],
  '=': [readAdmonition],
  $: [readVerbatim, readContents],
  '\\': [readVerbatim],
  '%': [readVerbatim],
  '{': [readVerbatim, readEndOfRaw, readContents, readTagLines, readAttributeLine],
  '[': [readAlert, readContents],
  '*': [readAlert],
  _: [readAlert],
  '/': [readSlashes],
  '^': [readBlockId],
  '@': [readContents],
  '+': [readGridTable],
  '<': [readComponent],
  i: [readModuleLines],
  e: [readModuleLines],
});

/** Whether a line is a term, with a definition below it. */
function isTerm(state: StateBlock, line: number, end: number): boolean {
  const next = line + 1;
  if (next >= end || state.src.charCodeAt(lineStart(state, next)) !== COLON) return false;
  const indent = state.sCount[next] ?? 0;
  // A term that is indented less than its paragraph is not in the same list item.
  const own = Math.min(state.sCount[line] ?? 0, state.blkIndent);
  return /^:[ \t]/.test(lineText(state, next)) && indent >= own && indent < own + 4;
}

const COLON = ':'.charCodeAt(0);
const EQUALS = /=+/y;

/** Inline rule: `=` that is not a mark is text: in `a==b`, in an arrow, in the rule of a table. */
const readEquals: InlineRule = (state, isSilent) => {
  const [run = ''] = matchAt(state.src, EQUALS, state.pos) ?? [];
  const end = state.pos + run.length;
  const isOperator = /\w/.test(state.src[state.pos - 1] ?? '') && /\w/.test(state.src[end] ?? '');
  if (run.length === 2 && !isOperator) return false;
  if (!isSilent) state.pending += run;
  state.pos = end;
  return true;
};

/** Inline rule: `^[text]`, a footnote that is shown in its place. */
const readInlineNote: InlineRule = (state, isSilent) => {
  const start = state.pos + '^['.length;
  const end = state.src[state.pos + 1] === '[' ? endOfNote(state, start) : -1;
  if (end < 0) return false;
  if (!isSilent) {
    state.push('note_open', 'sup', 1);
    state.push('text', '', 0).content = '[';
    tokenizeText(state, start, end);
    state.push('text', '', 0).content = ']';
    state.push('note_close', 'sup', -1);
  }
  state.pos = end + 1;
  return true;
};

/** Returns the index of the bracket that closes a note. -1 if there is none before the next note. */
function endOfNote({ src, posMax }: StateInline, start: number): number {
  let depth = 0;
  for (let at = start; at < posMax; at++) {
    const character = src[at];
    if (character === '\\') at++;
    else if (character === ']' && depth-- === 0) return at;
    else if (character === '[') {
      if (src[at - 1] === '^') return -1;
      depth++;
    }
  }
  return -1;
}

const INLINE_RULES = byCharacterCode<readonly InlineRule[]>({
  $: [readInlineVerbatim],
  '\\': [readInlineVerbatim],
  '%': [readInlineVerbatim],
  '{': [readInlineVerbatim, readAttributes],
  '^': [readInlineNote, hideBlockId],
  '[': [readSpan],
  '=': [readEquals],
});

/** Plugin for markdown-it: the additions of site generators and note programs to Markdown. */
export function addGenerators(parser: MarkdownIt): void {
  const readBlock: BlockRule = (state, line, end, isSilent) => {
    if (isSilent && isTerm(state, line, end)) return true;
    const rules = BLOCK_RULES[state.src.charCodeAt(lineStart(state, line))];
    // More indented lines are code.
    if (!rules || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
    return rules.some(rule => rule(state, line, end, isSilent));
  };
  const readInline: InlineRule = (state, isSilent) =>
    INLINE_RULES[state.src.charCodeAt(state.pos)]?.some(rule => rule(state, isSilent)) ?? false;
  parser.use(definitionLists).use(marks);
  parser.block.ruler.before('table', 'generators', readBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  parser.inline.ruler.before('escape', 'generators', readInline);
}
