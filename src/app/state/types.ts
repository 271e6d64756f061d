import type { Slug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import { NO_HITS, type Search } from '../../search/hits.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { OpenPost } from './scrollback.ts';

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

/** A post in which a link was followed, and the source line at the top of the screen. */
export type Visit = PostRef & { readonly line: number };

/** One object per run. */
export type Job = {
  readonly command: string;
  /** Where a post that a link leads to is opened: at a source line, or at what a fragment names. */
  readonly openAt?: number | string;
  /** The places to go back to from a post that a link leads to, the last one last. */
  readonly trail?: readonly Visit[];
  readonly openAtLine?: { readonly line: number; readonly text: string; readonly pattern: GrepPattern };
  /** Whether to open the post of the first matching line instead of running the command. */
  readonly openFirstMatch?: boolean;
};

export type PostIndex = {
  readonly search: Search;
  readonly count: number;
  /** Files read so far, of a total that is null until all are listed; null when loading is done. */
  readonly loading: { readonly done: number; readonly files: number | null } | null;
  readonly problem: string | null;
  /** Which files of the folder are not read, in words. */
  readonly unread: string | null;
};

export const EMPTY_INDEX: PostIndex = { search: () => NO_HITS, count: 0, loading: null, problem: null, unread: null };

/** A side effect that the host carries out. One object per request; `request-done` ends it. */
export type EffectRequest =
  | {
      readonly kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post';
      readonly post: OpenPost;
      /** The source line at the top of the screen, and the columns of the screen. */
      readonly line: number;
      readonly columns: number;
    }
  | { readonly kind: 'open'; readonly address: string }
  /** Stop the process (^Z); done when it continues. */
  | { readonly kind: 'suspend' };

/** A key: its character or its name, with `^` for Control and `alt-` for Alt. */
export type KeyName = string;

export type AppResult = {
  readonly status: number;
  readonly commands: readonly string[];
  readonly selectedSlug: Slug | null;
};
