import type { Slug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import { NO_HITS, type Search } from '../../search/hits.ts';
import type { GrepPattern } from '../../search/regex.ts';

/** A line of a post that `grep` found. `line` is counted from 1 in the post's content. */
export type LineMatch = { readonly slug: Slug; readonly line: number; readonly text: string };

/** What `grep` has found so far for the line that is typed. */
export type GrepResults = {
  readonly pattern: GrepPattern;
  /** Those of the line that is typed once `isCurrent`: till then of one before it. */
  readonly hits: readonly LineMatch[];
  /** How many there are, which may be more than are kept. */
  readonly count: number;
  readonly isCurrent: boolean;
  readonly isDone: boolean;
  /** Whether it is not to be searched for again, as one that was stopped. */
  readonly isOver: boolean;
  /** The line that was selected when the posts were searched anew, until it is found again. */
  readonly lost: LineMatch | null;
  /** What is wrong with the command line. */
  readonly problem: string | null;
};

/** A command at work. Always the same object for one run. */
export type Job = {
  readonly command: string;
  /** Where to open the post that it prints. */
  readonly openAtLine?: { readonly line: number; readonly text: string; readonly pattern: GrepPattern };
  /** Whether it is not run, but the post opened that has the first line which it finds. */
  readonly openFirstMatch?: boolean;
};

/** Posts that a session has: how to search them, how many there are, and how far it is with loading more. */
export type PostIndex = {
  readonly search: Search;
  readonly count: number;
  /** Files read of so many, which is null until all are found; null once the posts are those on the disk. */
  readonly loading: { readonly done: number; readonly files: number | null } | null;
  /** Why their folder cannot be listed. */
  readonly problem: string | null;
};

export const EMPTY_INDEX: PostIndex = { search: () => NO_HITS, count: 0, loading: null, problem: null };

/** Something that is asked of the world outside. Always the same object for one request; it ends with `done`. */
export type EffectRequest =
  /** Put a command of the session on the clipboard, as the shell has to be told it. */
  | { readonly kind: 'copy-command'; readonly command: string }
  /** Put a post on the clipboard. */
  | { readonly kind: 'copy-post'; readonly content: string }
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'edit'; readonly entry: PostRef; readonly line: number }
  | { readonly kind: 'page'; readonly slug: Slug; readonly content: string; readonly columns: number }
  /** Stop the process, as ^Z does; done when it goes on. */
  | { readonly kind: 'suspend' };

/** A key by name: a character, or one of these; `^` before a letter is Control, `alt-` the Alt or Meta key. */
export type KeyName = string;

/** Where a key means something: at a prompt, while an earlier command is looked for, in a text, … */
export type KeyContext = 'prompt' | 'history' | 'reading' | 'search' | 'menu' | 'anywhere';

/** How a session ended: its status, the commands that were run in it, and the post that was chosen, if it was for that. */
export type AppResult = {
  readonly status: number;
  readonly commands: readonly string[];
  readonly selectedSlug: Slug | null;
};

/** Lines that a search of the posts' text found since it was asked last. */
export type GrepBatch = {
  readonly hits: readonly LineMatch[];
  readonly isDone: boolean;
  /** What is wrong with the search. */
  readonly problem: string | null;
};
