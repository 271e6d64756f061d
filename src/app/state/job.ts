import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { Anchor } from './stable-position.ts';

/** A place in a post: the source line at the top of the screen and, if it was read in this session, the row in its part. */
export type Visit = PostRef & { readonly line: number; readonly place: Omit<Anchor, 'entry'> | null };

/** A command line that runs, and what to do with its output. One object per run. */
export type Job = {
  readonly command: string;
  /** The place at which the post is opened: a visit, or the fragment of a link. */
  readonly openAt?: Visit | string;
  /** The places to go back to, the last one last. */
  readonly trail?: readonly Visit[];
  readonly openAtLine?: { readonly line: number; readonly text: string; readonly pattern: GrepPattern };
  /** Whether to open the post of the first matching line instead of running the command. */
  readonly openFirstMatch?: boolean;
};
