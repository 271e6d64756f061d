import type { StateBlock, StateInline } from 'markdown-it';
import { calloutClass } from './callouts.ts';
import { CALLOUT_CLASS } from './kramdown-callouts.ts';
import { type BlockRule, type InlineRule, LINE_END, lineText, matchAt, tokenizeText } from './rule-helpers.ts';

const ATTRIBUTE = `(?:[#.][\\w:.%-]+|[\\w:-]+=(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"'{}]+)|-)`;
/** Attributes of kramdown (`{: .lead}`) or Pandoc (`{#id .class key=value}`). */
const ATTRIBUTES = new RegExp(
  `\\{(?::[^{}\\n]{0,500}|[ \\t]*${ATTRIBUTE}(?:[ \\t]+${ATTRIBUTE}){0,100}[ \\t]*)\\}`,
  'y',
);

const TEXT_END = /\s*$/y;

/** Block rule: a line of attributes. In kramdown, `{:toc}` replaces the list above it, which has one item. */
export const readAttributeLine: BlockRule = (state, line, _end, isSilent) => {
  const text = lineText(state, line);
  const [attributes] = matchAt(text, ATTRIBUTES, 0) ?? [];
  if (attributes === undefined || !isUnmistakable(attributes) || !matchAt(text, LINE_END, attributes.length))
    return false;
  if (isSilent) return true;
  if (/^\{:\s*toc\b/.test(attributes)) dropListOfOne(state);
  const kind = attributes.includes('.') ? calloutClass(attributes.replace(/^\{:?|\}$/g, ' ')) : null;
  if (kind !== null) Object.assign(state.push(CALLOUT_CLASS, '', 0), { map: [line, line + 1], meta: { kind } });
  state.line = line + 1;
  return true;
};

/** Whether attributes cannot be text. `{n=1}` may be text, unless it follows a link or other marks. */
const isUnmistakable = (attributes: string): boolean => /^\{\s*[:#.-]/.test(attributes);

/** The tokens of a list with one item of one paragraph. */
const LIST_OF_ONE =
  /^(?:bullet|ordered)_list_open list_item_open paragraph_open inline paragraph_close list_item_close \w+$/;

function dropListOfOne({ tokens }: StateBlock): void {
  const last = tokens.slice(-7);
  if (LIST_OF_ONE.test(last.map(({ type }) => type).join(' '))) tokens.length -= last.length;
}

/** Inline rule: attributes after a link, an image, code or emphasis, or at the end of a heading or another block. */
export const readAttributes: InlineRule = (state, isSilent) => {
  const [attributes] = matchAt(state.src, ATTRIBUTES, state.pos) ?? [];
  if (attributes === undefined) return false;
  const end = state.pos + attributes.length;
  if (end > state.posMax || !((isUnmistakable(attributes) && isAtEnd(state, end)) || isBehindSpan(state))) return false;
  if (!isSilent) {
    state.pending = state.pending.trimEnd();
    describeImage(state, attributes);
  }
  state.pos = end;
  return true;
};

const ATTRIBUTE_START = /\]\{[ :]*[#.]/;

/** Inline rule: `[text]{.class}`, a span of Pandoc and Djot, as its text. */
export const readSpan: InlineRule = (state, isSilent) => {
  if (state.src[state.pos + 1] === '[' || !ATTRIBUTE_START.test(state.src)) return false;
  const start = state.pos + 1;
  const end = state.md.helpers.parseLinkLabel(state, state.pos);
  const [attributes] = end < 0 ? [] : (matchAt(state.src, ATTRIBUTES, end + 1) ?? []);
  const after = end + 1 + (attributes?.length ?? 0);
  if (attributes === undefined || !isUnmistakable(attributes) || after > state.posMax) return false;
  if (!isSilent) tokenizeText(state, start, end);
  state.pos = after;
  return true;
};

/** Sets the alternative text of an image, which Quarto has among the attributes. */
function describeImage({ tokens, pending, Token }: StateInline, attributes: string): void {
  const image = tokens.at(-1);
  const [, text = ''] = /\b(?:fig-)?alt="([^"]*)"/.exec(attributes) ?? [];
  if (pending !== '' || image?.type !== 'image' || image.content !== '' || text === '') return;
  image.children = [Object.assign(new Token('text', '', 0), { content: text })];
}

/** Whether attributes are at the end of the text. An id needs no blank before it, because some scripts have none. */
const isAtEnd = ({ src, pos }: StateInline, end: number): boolean =>
  (src[pos + 1] === '#' || /\s/.test(src[pos - 1] ?? '')) && matchAt(src, TEXT_END, end) !== null;

const isBehindSpan = ({ src, pos, pending, tokens }: StateInline): boolean =>
  src[pos - 1] === ']' || (pending === '' && /[)`*_>}]/.test(src[pos - 1] ?? '') && tokens.length > 0);

/** The id of a block in Obsidian. A short number is not an id, because it may be an exponent. */
const BLOCK_ID = /\^(?!\d{1,5}\s*$)[A-Za-z\d][A-Za-z\d-]{2,}(?=\s*$)/y;

/** Creates a block rule that hides a line. */
const hideLine =
  (pattern: RegExp): BlockRule =>
  (state, line, _end, isSilent) => {
    if (!matchAt(lineText(state, line), pattern, 0)) return false;
    if (!isSilent) state.line = line + 1;
    return true;
  };

/** Block rule: a line with the id of the block above it. */
export const readBlockId = hideLine(BLOCK_ID);

/** Inline rule: the id of a block, at the end of the block. */
export const hideBlockId: InlineRule = (state, isSilent) => {
  const id = /\s/.test(state.src[state.pos - 1] ?? '') ? matchAt(state.src, BLOCK_ID, state.pos) : null;
  if (!id) return false;
  if (!isSilent) state.pending = state.pending.trimEnd();
  state.pos = state.posMax;
  return true;
};

const CONTENTS = /^(?:\[toc\]|\[\[_?toc_?\]\]|@\[toc\](?:\([^)\n]*\))?|\$\{toc\}|\{\{[<%]? *toc *[>%]?\}\})$/i;

/** Block rule: the place for a table of contents. The app has its own. */
export const readContents: BlockRule = (state, line, _end, isSilent) => {
  if (isSilent || !CONTENTS.test(lineText(state, line).trimEnd())) return false;
  state.line = line + 1;
  return true;
};

/** Block rule: the closing tag of text that a template must not read. Its opening tag is in another block. */
export const readEndOfRaw = hideLine(/\{%-?[ \t]*end(?:raw|verbatim)[ \t]*-?%\}[ \t]*$/y);

const MODULE_LINE =
  /(?:import\s+(?:[\w$*{][^'"\n]*\sfrom\s*)?["'][^"'\n]+["']\s*;?\s*$|import\s+(?:\w+\s*,\s*)?\{[^'"\n}]*$|export\s+(?:(?:const|let|var|type|interface|class|enum)\s+[\w$]|(?:async\s+)?function\b|\*\s+from\s|\{|default\s+(?:[({[]|class\b|(?:async\s+)?function\b|[\w$.]+(?:\(.*\))?\s*;?\s*$)))/y;

/** In lines. Without a limit, each of many statements without an end would be searched to the end of the body. */
const MAX_STATEMENT_LINES = 300;

/** Block rule: `import` and `export` of MDX. An export ends at a blank line outside of brackets. */
export const readModuleLines: BlockRule = (state, line, end, isSilent) => {
  if (isSilent || state.level > 0 || !matchAt(lineText(state, line), MODULE_LINE, 0)) return false;
  const isImport = lineText(state, line).startsWith('import');
  let depth = 0;
  let next = line;
  let blank = -1;
  for (; next < end && next < line + MAX_STATEMENT_LINES; next++) {
    if (depth <= 0 && (state.isEmpty(next) || (isImport && next > line))) break;
    if (blank < 0 && state.isEmpty(next)) blank = next;
    depth += bracketDepth(lineText(state, next));
  }
  // If brackets never close, the statement ends at a blank line, as a paragraph does.
  state.line = depth > 0 && blank >= 0 ? blank : next;
  return true;
};

const bracketDepth = (text: string): number => {
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
  }
  return depth;
};
