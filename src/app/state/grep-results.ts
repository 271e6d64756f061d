import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';

/** A line of a post that `grep` found. `line` counts from 1 in the content. */
export type LineMatch = PostRef & { readonly line: number; readonly text: string };

export type GrepBatch = {
  readonly hits: readonly LineMatch[];
  readonly isDone: boolean;
  readonly problem: string | null;
};

/** The results so far for the `grep` line that is typed. Of `count` matching lines, `hits` has the first. */
export type GrepResults = Pick<GrepBatch, 'hits' | 'problem'> & {
  readonly pattern: GrepPattern;
  readonly count: number;
  /** `stale`: of an earlier line. `over`: not searched again, because it was stopped or has no match. */
  readonly status: 'stale' | 'searching' | 'done' | 'over';
  /** The line that was selected when the same search began again, until it is found again. */
  readonly lost: LineMatch | null;
};
