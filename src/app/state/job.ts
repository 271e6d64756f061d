import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';

/** A post in which a link was followed, and the source line at the top of the screen. */
export type Visit = PostRef & { readonly line: number };

/** A command line that runs, and what to do with its output. One object per run. */
export type Job = {
  readonly command: string;
  /** For a followed link: the source line or the fragment at which the post is opened. */
  readonly openAt?: number | string;
  /** For a followed link: the places to go back to, the last one last. */
  readonly trail?: readonly Visit[];
  readonly openAtLine?: { readonly line: number; readonly text: string; readonly pattern: GrepPattern };
  /** Whether to open the post of the first matching line instead of running the command. */
  readonly openFirstMatch?: boolean;
};
