import type { StateBlock, StateInline } from 'markdown-it';

/** A rule for a block that begins at a line. In silent mode it only tests whether one begins, which would end a paragraph. */
export type BlockRule = (state: StateBlock, line: number, end: number, isSilent: boolean) => boolean;

/** A rule for inline syntax that begins at `state.pos`. In silent mode it only skips the syntax. */
export type InlineRule = (state: StateInline, isSilent: boolean) => boolean;

/** Rules by the character with which their syntax begins. */
export type Rules<Rule> = Readonly<Record<string, Rule>>;

/** Returns rules as a table by character code, so that other characters cost one lookup. */
export function byCharacterCode<Rule>(rules: Rules<Rule>): readonly (Rule | undefined)[] {
  const table: (Rule | undefined)[] = [];
  for (const [character, rule] of Object.entries(rules)) table[character.charCodeAt(0)] = rule;
  return table;
}

/** Returns the index in the source at which the text of a line begins. */
export const lineStart = (state: StateBlock, line: number): number =>
  (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);

export const lineText = (state: StateBlock, line: number): string =>
  state.src.slice(lineStart(state, line), state.eMarks[line]);

/** Returns the line of an index in the source. The index must not be above the line `from`. */
export const lineAtIndex = ({ eMarks }: StateBlock, index: number, from: number): number =>
  firstAtLeast(eMarks.length - 1, from, line => (eMarks[line] ?? 0) >= index);

/** Binary search: returns the first number from `low` to `high` for which `holds`; `high` if there is none. */
function firstAtLeast(high: number, low: number, holds: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Tokenizes the lines from `from` to before `to` as blocks of a container. `indent`: their indentation. */
export function tokenizeBlocks(state: StateBlock, from: number, to: number, indent: number): void {
  const { blkIndent, lineMax, parentType } = state;
  Object.assign(state, { blkIndent: indent, lineMax: to, parentType: 'blockquote' });
  state.md.block.tokenize(state, from, to);
  Object.assign(state, { blkIndent, lineMax, parentType });
}

/** Pushes the tokens of a block with inline syntax: a `paragraph`, or a `callout_title`. */
export function pushText(state: StateBlock, type: string, content: string, map: [number, number]): void {
  state.push(`${type}_open`, 'p', 1).map = map;
  Object.assign(state.push('inline', '', 0), { content, map, children: [] });
  state.push(`${type}_close`, 'p', -1);
}

/** Tokenizes the text from `from` to before `to`. */
export function tokenizeText(state: StateInline, from: number, to: number): void {
  const { posMax } = state;
  Object.assign(state, { pos: from, posMax: to });
  state.md.inline.tokenize(state);
  state.posMax = posMax;
}

/** The end of a line, after blanks only. */
export const LINE_END = /[ \t]*(?=\n|$)/y;

/** Returns the match of a pattern with the flag `y` at an index. */
export function matchAt(text: string, pattern: RegExp, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** The start of a match, and its end. */
type Place = { readonly index: number; readonly end: number };

/** The places of a pattern's matches, by the text of its group. */
type Places = ReadonlyMap<string, readonly Place[]>;

const placesByState = new WeakMap<StateBlock | StateInline, Map<RegExp, Places>>();

/**
 * Returns the next match of a pattern (with the flag `g`) from an index on. If the pattern has a group, the group must be
 * `name`. All matches are found at once, so that thousands of openings without a closing take linear time.
 */
export function nextMatch(
  state: StateBlock | StateInline,
  pattern: RegExp,
  from: number,
  name = '',
): Place | undefined {
  const known = placesByState.get(state) ?? new Map<RegExp, Places>();
  placesByState.set(state, known);
  const places = known.get(pattern) ?? placesOf(state.src, pattern);
  known.set(pattern, places);
  const named = places.get(name) ?? [];
  return named[firstAtLeast(named.length, 0, at => (named[at]?.index ?? 0) >= from)];
}

function placesOf(text: string, pattern: RegExp): Places {
  const places = new Map<string, Place[]>();
  for (const { 0: match, 1: name = '', index } of text.matchAll(pattern)) {
    const named = places.get(name) ?? [];
    named.push({ index, end: index + match.length });
    places.set(name, named);
  }
  return places;
}
