import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { PostIndex } from './post-index.ts';

/** A line of a post that `grep` found. `line` counts from 1 in the content. */
export type LineMatch = PostRef & { readonly line: number; readonly text: string };

/** The number of characters of a long line that are kept before and after its first match. */
const [KEPT_BEFORE, KEPT_AFTER] = [400, 1600];

/** Returns the part of a line that is kept around a match at `column`. */
export const keptPart = (text: string, column: number): string =>
  text.slice(Math.max(0, column - KEPT_BEFORE), column + KEPT_AFTER);

export type GrepBatch = {
  readonly hits: readonly LineMatch[];
  readonly isDone: boolean;
  readonly problem: string | null;
};

/** Of `count` matching lines, `hits` has the first. */
export type FoundLines = Pick<GrepBatch, 'hits' | 'problem'> & { readonly count: number };

export const NO_LINES: FoundLines = { hits: [], count: 0, problem: null };

/** The results so far for the `grep` line that is typed. */
export type GrepResults = FoundLines & {
  readonly pattern: GrepPattern;
  /** `stale`: of an earlier line. `over`: not searched again, because it was stopped or has no match. */
  readonly status: 'stale' | 'searching' | 'done' | 'over';
  /** The results of the same search since it began again. They replace these results once they have the selected line. */
  readonly next: FoundLines | null;
  /** The posts that were searched to the end. */
  readonly searched: PostIndex | null;
};

/** Matching lines that are kept; the others are counted. */
const MAX_LINES = 2000;

/** Adds a batch to the results. */
export const addLines = ({ hits, count, problem }: FoundLines, batch: GrepBatch): FoundLines => ({
  hits: hits.length < MAX_LINES ? [...hits, ...batch.hits].slice(0, MAX_LINES) : hits,
  count: count + batch.hits.length,
  // The first error is the most telling one.
  problem: problem ?? batch.problem,
});

/**
 * Returns the index of a line that may have moved in its post. If `isComplete` and the line is gone, returns that of the
 * nearest line of the post. Returns -1 if there is none.
 */
export function findLine(hits: readonly LineMatch[], { slug, line, text }: LineMatch, isComplete: boolean): number {
  const ofPost = [...hits.entries()].filter(([, hit]) => hit.slug === slug);
  const same = ofPost.filter(([, hit]) => hit.text === text);
  const candidates = same.length > 0 || !isComplete ? same : ofPost;
  const [nearest] = candidates.toSorted(([, a], [, b]) => Math.abs(a.line - line) - Math.abs(b.line - line));
  return nearest?.[0] ?? -1;
}
