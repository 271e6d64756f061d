import type { StateInline, Token } from 'markdown-it';
import { type InlineRule, matchAt } from './rule-helpers.ts';
import { CLOSE_SHORTCODE, CLOSE_TAG } from './template-tag-lines.ts';
import {
  BRACKETS,
  COMMENT,
  closingOf,
  type Delimiters,
  DOLLARS,
  DOUBLE_BRACKETS,
  ENVIRONMENT,
  looksLikeMath,
} from './verbatim.ts';

/** The type of the token for a template tag. It is shown as source, or as an image if it has the address of one. */
export const TEMPLATE_TAG = 'template_tag';

/** Text that is not Markdown, between an opening and a closing mark. */
type Enclosure = Delimiters & {
  readonly becomes: 'math' | typeof TEMPLATE_TAG | 'nothing';
  /** `before` and `after`: the characters around it. */
  readonly accepts?: (text: string, before: string, after: string) => boolean;
};

/** In parentheses, math may be a single letter. */
const looksLikeInlineMath = (text: string): boolean =>
  looksLikeMath(text) || (text.length < 20 && /\p{L}/u.test(text) && !/\p{L}{3}/u.test(text));

const ENCLOSURES: Readonly<Record<string, readonly Enclosure[]>> = {
  $: [
    { ...DOLLARS, becomes: 'math', accepts: text => text.trim() !== '' },
    {
      // Pandoc's rule, so that prices are not math: no blank just inside the dollars, and no digit after them.
      open: /\$(?=[^\s$])/y,
      close: /(?<!\\)\$/g,
      becomes: 'math',
      accepts: (text, before, after) => !/[\w$]/.test(before) && !/\s/.test(text.at(-1) ?? '') && !/\d/.test(after),
    },
  ],
  '\\': [
    { open: /\\\(/y, close: /\\\)/g, becomes: 'math', accepts: looksLikeInlineMath },
    { open: /\\\\\(/y, close: /\\\\\)/g, becomes: 'math', accepts: looksLikeInlineMath },
    { ...BRACKETS, becomes: 'math', accepts: looksLikeMath },
    { ...DOUBLE_BRACKETS, becomes: 'math', accepts: looksLikeMath },
    { ...ENVIRONMENT, becomes: 'math' },
  ],
  '%': [{ ...COMMENT, becomes: 'nothing', accepts: (_, before) => !/[\w%]/.test(before) }],
  '{': [
    // The tags around text that a template must not read
    { open: /\{%-?[ \t]*(?:end)?(?:raw|verbatim)[ \t]*-?(?=%\})/y, close: CLOSE_TAG, becomes: 'nothing' },
    { open: /\{%/y, close: CLOSE_TAG, becomes: TEMPLATE_TAG },
    { open: /\{\{[<%]/y, close: CLOSE_SHORTCODE, becomes: TEMPLATE_TAG },
    { open: /\{\{/y, close: /\}\}+/g, becomes: TEMPLATE_TAG },
    // Comments of Jinja and MDX
    { open: /\{#[ \t\n-]/y, close: /#\}/g, becomes: 'nothing' },
    { open: /\{\/\*/y, close: /\*\/\}/g, becomes: 'nothing' },
  ],
};

/** Inline rule: math, comments and template tags, in which Markdown must not be parsed. */
export const readInlineVerbatim: InlineRule = (state, isSilent) => {
  for (const { becomes, accepts, ...delimiters } of ENCLOSURES[state.src[state.pos] ?? ''] ?? []) {
    const opening = matchAt(state.src, delimiters.open, state.pos);
    if (!opening) continue;
    const from = state.pos + opening[0].length;
    const closing = closingOf(state, delimiters, opening, from);
    if (!closing || closing.end > state.posMax) continue;
    const { end } = closing;
    const [text, before, after] = [state.src.slice(from, closing.index), state.src[state.pos - 1], state.src[end]];
    if (accepts?.(text, before ?? '', after ?? '') === false) continue;
    if (!isSilent) push(state, becomes, state.src.slice(state.pos, end));
    // Only one of two spaces around a comment is kept.
    state.pos = becomes === 'nothing' && before === ' ' && after === ' ' ? end + 1 : end;
    return true;
  }
  return false;
};

function push(state: StateInline, becomes: Enclosure['becomes'], source: string): void {
  if (becomes === 'nothing') return;
  const isTag = becomes === TEMPLATE_TAG;
  const isOneLine = isTag || /^\$[^$]/.test(source);
  const content = isOneLine
    ? source
        .split('\n')
        .map(line => line.trim())
        .join(' ')
    : source;
  const token = Object.assign(state.push(isTag ? TEMPLATE_TAG : 'code_inline', '', 0), { content });
  if (isTag && PICTURE_TAG.test(content)) readPicture(state, token);
}

/** `{{< figure src="dial.jpg" caption="The dial" >}}`, `{% include figure image_path="/dial.jpg" %}` */
const PICTURE_TAG =
  /^\{[{%][<%-]? *(?:include(?:_cached)? +)?(?=\S*(?:figure|image|img|picture))[\w./-]+(?: +[\w-]+=(?:"[^"\\]*"|'[^'\\]*'|[^\s"'`\\{}>]+)){1,30} *[/-]?[>%]?[%}]\}$/i;
const ATTRIBUTE = / ([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S*))/g;

/** Gives the token of a tag the address and the text of its picture, if it has an address. */
function readPicture({ md, env }: StateInline, token: Token): void {
  const attributes = new Map(
    Array.from(token.content.matchAll(ATTRIBUTE), ([, name = '', ...values]) => [name, values.find(Boolean) ?? '']),
  );
  const valuesOf = (...names: readonly string[]): readonly string[] =>
    names.map(name => attributes.get(name)?.trim() ?? '').filter(Boolean);
  const [address] = valuesOf('src', 'image_path', 'path', 'url');
  if (address === undefined) return;
  const texts = valuesOf('title', 'caption', 'attr', 'credit');
  token.attrs = [['src', address]];
  token.children = [];
  md.inline.parse((texts.length > 0 ? texts : valuesOf('alt')).join(', '), md, env, token.children);
}
