import type { StateBlock } from 'markdown-it';
import { calloutTitle, pushTitle } from './callouts.ts';
import { MAX_DEPTH } from './limits.ts';
import { type BlockRule, LINE_END, lineAtIndex, lineStart, matchAt, tokenizeBlocks } from './rule-helpers.ts';

/**
 * A component of MDX or Vue, or an element of HTML that says that its text is Markdown. Its opening and closing tags have
 * lines of their own.
 */
type Component = {
  readonly name: string;
  readonly attributes: string;
  /** The indexes in the source after the opening tag and before the closing tag. */
  readonly from: number;
  readonly to: number;
};

/** The components by the index in the source at which they begin. */
type Components = ReadonlyMap<number, Component>;

/** A tag at the start of a line, also in a quote. */
const TAG = /^([ \t>]*)<(\/?)([A-Za-z][\w.-]*)(?=[\s/>])/gm;
/** A capital shows that it is not HTML. kramdown, Python-Markdown and PHP Markdown read `<div markdown="1">`. */
const OPENING = /<(?:[A-Z]|[a-z][\w-]*[^<>\n]*[ \t]markdown(?:=["']?(?:1|block)\b|[ \t>]))/y;
/** In characters. Without limits, each of many tags that never end would be searched to the end of the body. */
const [MAX_TAG_LENGTH, MAX_SEARCHED] = [2000, 1_000_000] as const;

type Opening = Omit<Component, 'to'> & { readonly prefix: string; readonly start: number };

function componentsIn(source: string): Components {
  const found = new Map<number, Component>();
  const open = new Map<string, Opening[]>();
  let searched = 0;
  for (const { 0: match, 1: prefix = '', 2: slash, 3: name = '', index } of source.matchAll(TAG)) {
    const inside = index + match.length;
    const from = searched > MAX_SEARCHED ? -1 : endOfTag(source, inside);
    searched += from < 0 ? MAX_TAG_LENGTH : from - inside;
    if (from < 0 || source[from - 2] === '/' || !matchAt(source, LINE_END, from)) continue;
    const start = index + prefix.length;
    const openings = open.get(name) ?? [];
    if (slash === '') {
      const opening = { name, attributes: source.slice(inside, from - 1), from, prefix, start };
      open.set(name, [...openings.slice(-MAX_DEPTH), opening]);
      continue;
    }
    // Code may have an opening tag without a closing tag, so a closing tag prefers an opening tag with the same indent.
    const alike = openings.findLastIndex(opening => opening.prefix === prefix);
    const [opening] = openings.splice(alike < 0 ? Math.max(0, openings.length - 1) : alike);
    if (opening) found.set(opening.start, { ...opening, to: start });
  }
  return found;
}

/** Returns the index after a tag. Its braces and quotes may contain any character. -1 if the tag does not end soon. */
function endOfTag(source: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < Math.min(source.length, from + MAX_TAG_LENGTH); at++) {
    const character = source[at] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (depth === 0 && character === '<') return -1;
    else if (depth === 0 && character === '>') return at + 1;
  }
  return -1;
}

const componentsByState = new WeakMap<StateBlock, { readonly components: Components; depth: number }>();

/** Block rule: reads the content of a component as Markdown. Hides its tags, but shows a title among its attributes. */
export const readComponent: BlockRule = (state, line, end, isSilent) => {
  const start = lineStart(state, line);
  if (!matchAt(state.src, OPENING, start)) return false;
  const known = componentsByState.get(state) ?? { components: componentsIn(state.src), depth: 0 };
  componentsByState.set(state, known);
  const component = known.components.get(start);
  if (!component || known.depth > MAX_DEPTH) return false;
  const first = lineAtIndex(state, component.from, line) + 1;
  const closing = lineAtIndex(state, component.to, line);
  if (closing >= end || closing < first) return false;
  if (isSilent) return true;
  const { title, isCallout } = calloutTitle(component.name, component.attributes);
  if (isCallout) state.push('blockquote_open', 'blockquote', 1).map = [line, closing + 1];
  pushTitle(state, title, line);
  known.depth++;
  // JSX may have any indentation, which would be code in Markdown. So the smallest one counts as none.
  tokenizeBlocks(state, first, closing, leastIndent(state, first, closing));
  known.depth--;
  state.line = closing + 1;
  if (isCallout) state.push('blockquote_close', 'blockquote', -1);
  return true;
};

function leastIndent(state: StateBlock, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let line = from; line < to; line++) if (!state.isEmpty(line)) least = Math.min(least, state.sCount[line] ?? 0);
  return Number.isFinite(least) ? Math.max(state.blkIndent, least) : state.blkIndent;
}
