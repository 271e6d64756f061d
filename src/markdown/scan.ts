import type { StateBlock, StateInline } from 'markdown-it';

/** A rule for a block that begins at a line. In silent mode it says whether one begins, which ends a paragraph. */
export type BlockRule = (state: StateBlock, line: number, end: number, isSilent: boolean) => boolean;

/** A rule for inline syntax that begins at `state.pos`. In silent mode it only skips it. */
export type InlineRule = (state: StateInline, isSilent: boolean) => boolean;

/** Rules by the character with which their syntax begins. */
export type Rules<Rule> = Readonly<Record<string, Rule>>;

/** Returns rules as a table by character code: other characters cost a look into it. */
export function byCharacterCode<Rule>(rules: Rules<Rule>): readonly (Rule | undefined)[] {
  const table: (Rule | undefined)[] = [];
  for (const [character, rule] of Object.entries(rules)) table[character.charCodeAt(0)] = rule;
  return table;
}

/** The index in the source at which the text of a line begins. */
export const lineStart = (state: StateBlock, line: number): number =>
  (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);

export const lineText = (state: StateBlock, line: number): string =>
  state.src.slice(lineStart(state, line), state.eMarks[line]);

/** Returns the line of an index of the source, which is not before the line `from`. */
export function lineAtIndex({ eMarks }: StateBlock, index: number, from: number): number {
  let [low, high] = [from, eMarks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((eMarks[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the match of a pattern with the flag `y` at an index, or of one with the flag `g` from there on. */
export function matchAt(text: string, pattern: RegExp, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

type Search = { readonly from: number; readonly match: RegExpExecArray | null };

const searches = new WeakMap<StateBlock | StateInline, Map<string, Search>>();

/**
 * Returns the next match of a pattern from an index on. The last search for it is kept, so that thousands of openings
 * without an end, or with one far below, take the time of one.
 */
export function nextMatch(state: StateBlock | StateInline, pattern: string, from: number): RegExpExecArray | null {
  const known = searches.get(state) ?? new Map<string, Search>();
  searches.set(state, known);
  const last = known.get(pattern);
  if (last && last.from <= from && (!last.match || from <= last.match.index)) return last.match;
  const match = matchAt(state.src, new RegExp(pattern, 'g'), from);
  known.set(pattern, { from, match });
  return match;
}
