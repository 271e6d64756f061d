import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import type { PostRef } from '../posts/types.ts';
import type { GrepMatch } from '../search/grep.ts';
import type { Span } from '../text/span.ts';

/** 0 done, 1 a post was missing or nothing matched, 2 usage error. */
export type Status = 0 | 1 | 2;

/** A piece of a command's output. A host formats it: for a pipe, a terminal, or the app. */
export type Output =
  /** A post. A host shows `content`, the first part of a long one, or iterates `pieces`, all of any. */
  | {
      readonly kind: 'post';
      readonly entry: PostRef;
      /** The line above it in plain output. */
      readonly header: string;
      readonly content: Uint8Array;
      readonly pieces: Iterable<Uint8Array>;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A row, which a narrower terminal wraps. */
  | { readonly kind: 'row'; readonly spans: readonly Span[] }
  /** A post in a list. A screen shows its name, and a pipe gets its path. */
  | { readonly kind: 'listed'; readonly toRow: () => readonly Span[]; readonly toPathRow: () => readonly Span[] }
  /** Matching lines of posts; `toRow` formats one as the options ask. */
  | {
      readonly kind: 'matches';
      readonly matches: readonly PostMatch[];
      readonly toRow: (match: PostMatch) => readonly Span[];
    }
  /** A row for stderr. `path`: the post or folder that cannot be read, if the command continues with the others. */
  | { readonly kind: 'error'; readonly text: string; readonly path?: string }
  /** A question to the user. A host passes the {@link Answer} to `next()`, or lists the posts. */
  | ({ readonly kind: 'choice' } & Question);

export type PostMatch = GrepMatch & { readonly ref: PostRef };

/** Which of several posts is meant, or, as a guess, whether any of a few with a similar name. */
export type Question = {
  readonly command: string;
  readonly typed: string;
  readonly posts: readonly PostRef[];
  readonly isGuess?: true;
};

/** The post that the user chose, if they were asked and chose one. */
export type Answer = PostRef | null | undefined;

/** A running command: yields its output, receives answers, returns its exit status. */
export type Run = AsyncGenerator<Output, Status, Answer>;

/** An option of a command. Without a value it is a flag. */
export type Option = {
  readonly short?: string;
  /** The name of its value in the help, such as `N`. */
  readonly value?: string;
  readonly choices?: readonly string[] | undefined;
  /** The range of a value that is a whole number. */
  readonly min?: number;
  readonly max?: number;
  readonly isRequired?: true;
  /** Ends with the default, if any, in parentheses. */
  readonly help: string;
};

export type Input = {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
};

export type Context = {
  readonly library: () => Library;
  /** The command lines run in the app, oldest first. */
  readonly history: () => readonly string[] | Promise<readonly string[]>;
  /** A clock, in ms. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Absent in the app. */
  readonly completion?: (shell: Shell) => Promise<string>;
  readonly writer: () => Promise<PostWriter>;
  /** Set in the app: long work awaits it at every step, and it throws to stop. Then expressions have a time limit. */
  readonly pauseIfDue?: () => Promise<void> | null;
};

/** A row of the command table. A command has no effects but those of its context. */
export type Command = {
  readonly name: string;
  /** Such as `<post>...`; their number is checked before the command runs. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Its output goes to a terminal through the user's pager. */
  readonly isPaged?: true;
  /** It works without a posts folder. */
  readonly needsNoPosts?: true;
  readonly run: (input: Input, context: Context) => Run;
};

export type Shell = 'bash' | 'zsh' | 'fish';
