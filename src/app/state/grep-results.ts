import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';

/** A line of a post that `grep` found. `line` counts from 1 in the content. */
export type LineMatch = PostRef & { readonly line: number; readonly text: string };

export type GrepBatch = {
  readonly hits: readonly LineMatch[];
  readonly isDone: boolean;
  readonly problem: string | null;
};

/** The results so far for the typed `grep` line. `count` is the number of matching lines. `hits` has the first of them. */
export type GrepResults = Pick<GrepBatch, 'hits' | 'problem'> & {
  readonly pattern: GrepPattern;
  readonly count: number;
  /** `stale`: the hits are those of an earlier line. `over`: the search was stopped or found nothing, and is not repeated. */
  readonly status: 'stale' | 'searching' | 'done' | 'over';
  /** The selected line when the same search began again. Null once it is found again. */
  readonly lost: LineMatch | null;
};
