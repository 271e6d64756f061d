import { compilePattern } from '../../search/regex.ts';
import { withRegexTimeout } from '../../search/regex-timeout.ts';
import { compare, linesOfChunk, moveBy, type RowPosition, type ScrollbackView, viewRows } from './scrollback.ts';

/** A match: of a chunk of the entry, which of its matches. */
type MatchPosition = { readonly chunk: number; readonly matchIndex: number };

/** A search in what one command put out. */
export type ReaderSearch = {
  /** As it was typed. */
  readonly pattern: string;
  readonly expression: RegExp;
  readonly direction: 1 | -1;
  readonly entry: number;
  /** How many matches each chunk has; null for those that are not counted yet. */
  readonly counts: readonly (number | null)[];
  /** The match that the reader is at. */
  readonly at: MatchPosition | null;
  /** Steps yet to be taken from a place, each to the next match or the one before: uncounted chunks may be between. */
  readonly pendingSteps: { readonly from: MatchPosition; readonly steps: readonly (1 | -1)[] } | null;
  /** At which end of the text the search began anew. */
  readonly wrapped: 'top' | 'bottom' | null;
};

/** Stretches that are counted in one go: at some 3 ms for the longest of them, a key need not wait. */
const COUNT_BATCH_CHUNKS = 4;

/**
 * What a reader typed, as an expression: in any case unless it has a capital, and as it stands where it is no regular
 * expression, or not yet; or what is wrong with it.
 *
 *   'pag(er|ing)' → /pag(er|ing)/gisu      'Pager' → /Pager/gsu      'f(' → /f\(/gisu
 */
export function compileSearch(text: string): RegExp | { readonly problem: string } {
  const ignoresCase = !/\p{Lu}/u.test(text.replace(/\\./gu, ''));
  const expression = compilePattern({ text, ignoresCase });
  const plain = 'problem' in expression ? compilePattern({ text, ignoresCase, isFixed: true }) : expression;
  return 'problem' in plain ? plain : plain.line;
}

/** Begins to look for a pattern in a entry, from a row on, for the first match there is. */
export function startSearch(
  rows: ScrollbackView,
  from: RowPosition,
  { pattern, expression, direction }: Pick<ReaderSearch, 'pattern' | 'expression' | 'direction'>,
): ReaderSearch {
  const { entry } = from;
  const counts = Array<null>(rows.entries[entry]?.document.length ?? 0).fill(null);
  const marked = { ...rows, search: { entry, expression } };
  const pendingSteps = { from: matchFrom(marked, entry, from, direction), steps: [direction] };
  return countMore(rows, { pattern, expression, direction, entry, counts, at: null, pendingSteps, wrapped: null });
}

/** Whether anything is found in what a line of a post has become, whose first row it is given. */
export function hasMatchAtLine(
  rows: ScrollbackView,
  first: RowPosition,
  line: number,
  { expression }: Pick<ReaderSearch, 'expression'>,
): boolean {
  const below = linesOfChunk({ ...rows, search: { entry: first.entry, expression } }, first).slice(first.row);
  const end = below.findIndex(({ source }) => source > line);
  return below
    .slice(0, end < 0 ? below.length : end)
    .some(({ spans }) => spans.some(({ matchIndex }) => matchIndex !== undefined));
}

/** The place before the first match of a entry at or below a row, or behind the last one above it. */
function matchFrom(rows: ScrollbackView, entry: number, position: RowPosition, direction: 1 | -1): MatchPosition {
  const end = { chunk: Math.max(0, (rows.entries[entry]?.document.length ?? 0) - 1), row: Number.POSITIVE_INFINITY };
  const { chunk, row } = position.entry === entry ? position : position.entry < entry ? { chunk: 0, row: 0 } : end;
  const below = linesOfChunk(rows, { entry, chunk, row }).slice(row);
  const first = below.flatMap(({ spans }) => spans).find(({ matchIndex }) => matchIndex !== undefined)?.matchIndex;
  const mark = first ?? Number.POSITIVE_INFINITY;
  return { chunk, matchIndex: direction > 0 ? mark - 1 : mark };
}

/** Goes on by a match, in the direction of the search or against it: from the one on the screen, else from its top. */
export function searchNext(rows: ScrollbackView, top: RowPosition, search: ReaderSearch, way: 1 | -1): ReaderSearch {
  const direction = (search.direction * way) as 1 | -1;
  if (search.pendingSteps)
    return { ...search, pendingSteps: { ...search.pendingSteps, steps: [...search.pendingSteps.steps, direction] } };
  const from = search.at && isOnScreen(rows, top, search) ? search.at : matchFrom(rows, search.entry, top, direction);
  return advance({ ...search, wrapped: null, pendingSteps: { from, steps: [direction] } });
}

/** Counts the matches of a few more chunks, those first that are wanted first. */
export function countMore({ entries }: Pick<ScrollbackView, 'entries'>, search: ReaderSearch): ReaderSearch {
  const document = entries[search.entry]?.document ?? [];
  const counts = [...search.counts];
  const { from, steps } = search.pendingSteps ?? { from: { chunk: 0 }, steps: [] };
  const direction = steps[0] ?? 1;
  let left = COUNT_BATCH_CHUNKS;
  for (let step = 0; step < document.length && left > 0; step++) {
    const chunk = (from.chunk + direction * step + document.length) % document.length;
    if (counts[chunk] !== null) continue;
    counts[chunk] = withRegexTimeout(search.expression, () => document[chunk]?.count(search.expression) ?? 0, 0);
    left--;
  }
  return advance({ ...search, counts });
}

/** Whether all matches are counted. */
export const isCounted = ({ counts }: ReaderSearch): boolean => !counts.includes(null);

/** How many matches there are, as far as they are counted. */
export const matches = ({ counts }: ReaderSearch): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Which match the reader is at, from 1; null where there is none, or those before it are not counted yet. */
export function ordinal({ at, counts }: ReaderSearch): number | null {
  const before = counts.slice(0, at?.chunk ?? 0);
  return at === null || before.includes(null)
    ? null
    : before.reduce<number>((sum, count) => sum + (count ?? 0), at.matchIndex + 1);
}

/** Goes to what is wanted, as far as is counted. */
function advance(search: ReaderSearch): ReaderSearch {
  const { counts, pendingSteps } = search;
  if (pendingSteps === null) return search;
  let { at, wrapped } = search;
  let { from } = pendingSteps;
  for (const [step, direction] of pendingSteps.steps.entries()) {
    if (step > 0) wrapped = null;
    for (;;) {
      const count = counts[from.chunk];
      if (count === null || count === undefined)
        return { ...search, at, wrapped, pendingSteps: { from, steps: pendingSteps.steps.slice(step) } };
      const matchIndex = direction > 0 ? from.matchIndex + 1 : Math.min(from.matchIndex, count) - 1;
      if (matchIndex >= 0 && matchIndex < count) {
        from = { chunk: from.chunk, matchIndex };
        at = from;
        break;
      }
      if (isCounted(search) && matches(search) === 0) return { ...search, at, wrapped, pendingSteps: null };
      const chunk = (from.chunk + direction + counts.length) % counts.length;
      if (direction > 0 ? chunk === 0 : chunk === counts.length - 1) wrapped = direction > 0 ? 'top' : 'bottom';
      from = { chunk, matchIndex: direction > 0 ? -1 : Number.POSITIVE_INFINITY };
    }
  }
  return { ...search, at, wrapped, pendingSteps: null };
}

/** The row that a match begins on; null where it is beside the screen. */
export function positionOfMatch(rows: ScrollbackView, { entry, at }: ReaderSearch): RowPosition | null {
  if (at === null) return null;
  const lines = linesOfChunk(rows, { entry, chunk: at.chunk, row: 0 });
  // One that code is view past is there too, without its text.
  const row = lines.findIndex(({ spans }) =>
    spans.some(({ matchIndex, text }) => matchIndex === at.matchIndex && text !== ''),
  );
  return row < 0 ? null : { entry, chunk: at.chunk, row };
}

/** Whether the match that the reader is at is on the screen. */
export function isOnScreen(rows: ScrollbackView, top: RowPosition, search: ReaderSearch): boolean {
  const position = positionOfMatch(rows, search);
  if (position === null) return false;
  const end = moveBy(rows, top, viewRows(rows.size));
  return compare(top, position) <= 0 && compare(position, end) < 0;
}
