import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import type { Post, PostRef } from '../posts/types.ts';
import type { GrepMatch } from '../search/grep.ts';
import type { Hit } from '../search/hits.ts';
import type { Span } from '../text/span.ts';
import type { ThemeName } from '../theme/themes.ts';

/** An exit status. 0: done. 1: a post was missing, or nothing matched. 2: usage error. */
export type Status = 0 | 1 | 2;

/** A piece of a command's output. The host (the command line or the app) formats it. */
export type Output =
  /** A post. A host renders `content`, which is cut if the post is long, or prints all `pieces`. */
  | {
      readonly kind: 'post';
      readonly entry: PostRef;
      /** The line above the post in plain output. */
      readonly header: string;
      readonly content: Uint8Array;
      readonly pieces: Iterable<Uint8Array>;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A row. A terminal wraps it. */
  | { readonly kind: 'row'; readonly spans: readonly Span[] }
  | ({ readonly kind: 'listed' } & ListedPost)
  /**
   * Matching lines of posts. `toRow` formats a line by the options of the command. `isGrouped`: a terminal shows the lines
   * below the names of their posts instead.
   */
  | {
      readonly kind: 'matches';
      readonly matches: readonly PostMatch[];
      readonly toRow: (match: PostMatch) => readonly Span[];
      readonly isGrouped: boolean;
    }
  /** A sample of a theme. A pipe gets its name. */
  | { readonly kind: 'sample'; readonly theme: ThemeName }
  /**
   * A row for stderr. `path`: the post or folder that cannot be read, if the command continues with others. `isHint`: the row
   * explains the error above it.
   */
  | { readonly kind: 'error'; readonly text: string; readonly path?: string; readonly isHint?: boolean }
  /** A question to the user. A host passes the {@link Answer} to `next()`, or lists the posts. */
  | ({ readonly kind: 'choice' } & Question);

/** `content`: of the post. It is the same object for all lines of a post. */
export type PostMatch = GrepMatch & { readonly ref: PostRef; readonly content: Uint8Array };

/** A post in a list. A terminal shows its name, and a pipe gets its path; both after `before`. `all`: the posts of the list. */
export type ListedPost = {
  readonly hit: Hit;
  readonly before?: readonly Span[];
  readonly all: () => readonly Post[];
};

/**
 * Asks which of several posts the user means. If `isGuess`, no post has the name, and these have similar names. If `isName`,
 * the posts are names for a new post, best first.
 */
export type Question = {
  readonly command: string;
  readonly typed: string;
  readonly posts: readonly PostRef[];
  readonly isGuess?: true;
  readonly isName?: true;
};

/** The chosen post. Null if the user chose none, undefined if nobody was asked. */
export type Answer = PostRef | null | undefined;

/** A running command. It yields its output, receives answers, and returns its exit status. */
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
  /** Ends with the default in parentheses, if there is one. */
  readonly help: string;
};

export type Input = {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
};

export type Context = {
  readonly library: () => Library;
  /** The command lines that were run in the app, oldest first. */
  readonly history: () => readonly string[] | Promise<readonly string[]>;
  /** The name of the program. */
  readonly program: string;
  /** A clock, in ms. */
  readonly now: () => number;
  /** Returns a random number from 0 to below 1. */
  readonly random: () => number;
  /** Absent in the app. */
  readonly completion?: (shell: Shell) => Promise<string>;
  readonly writer: () => Promise<PostWriter>;
  /** The folder that the user names by `--posts` or `$HAIKU_POSTS_DIR`. Null: the posts are those that ship. */
  readonly namedFolder: string | null;
  /** Set in the app. Long work awaits it at every step; it throws to stop the work. Expressions then have a time limit. */
  readonly pauseIfDue?: () => Promise<void> | null;
};

/** A row of the command table. A command acts only through its context. */
export type Command = {
  readonly name: string;
  /** The syntax of the operands: `<post>...`. Their number is checked before the command runs. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** More about it, for its own help. */
  readonly details?: string;
  /** On a terminal, its output goes to the user's pager. */
  readonly isPaged?: true;
  /** Whether it asks for its operand on a terminal. Elsewhere it reports that the operand is missing. */
  readonly asksForOperand?: true;
  /** Whether it works without a posts folder. */
  readonly needsNoPosts?: true;
  readonly run: (input: Input, context: Context) => Run;
};

export type Shell = 'bash' | 'zsh' | 'fish';
