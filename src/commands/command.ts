import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import type { Slug } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import type { GrepMatch } from '../search/grep.ts';
import type { Span } from '../text/span.ts';

/** An exit status: 0 done, 1 a post was missing or nothing matched, 2 usage error. */
export type Status = 0 | 1 | 2;

/** A command's output, piece by piece. A host formats it: for a pipe, a terminal, or the app. */
export type Output =
  /**
   * A post as `cat` shows it: the prompt line and its content, of a long post the first part. A host that writes posts of
   * any length iterates `rest` too; if it does not, the command reports that there is more.
   */
  | {
      readonly kind: 'post';
      readonly entry: PostRef;
      readonly content: Uint8Array;
      readonly rest?: Iterable<Uint8Array>;
    }
  /** Bytes to write unchanged. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** One row of text, which a narrower terminal wraps. */
  | { readonly kind: 'row'; readonly spans: readonly Span[] }
  /** Matching lines of posts; `toRow` formats one as the options ask. */
  | {
      readonly kind: 'matches';
      readonly matches: readonly PostMatch[];
      readonly toRow: (match: PostMatch) => readonly Span[];
    }
  /**
   * A row for stderr: `cat: post/nope.md: No such file or directory`. `path` is set where one post or folder cannot be
   * read and the command goes on with the others.
   */
  | { readonly kind: 'error'; readonly text: string; readonly path?: string }
  /** A question to the user. A host that can ask passes the {@link Answer} to `next()`; others list the posts. */
  | ({ readonly kind: 'choice' } & Question);

/** A line of a post that matches a pattern. */
export type PostMatch = GrepMatch & { readonly ref: PostRef };

/** Several posts match a name that a command was given. */
export type Question = { readonly command: string; readonly typed: string; readonly slugs: readonly Slug[] };

/** The slug that the user chose; null or undefined if they chose none or were not asked. */
export type Answer = Slug | null | undefined;

/** A running command: yields its output, receives answers, and returns its exit status. */
export type Run = AsyncGenerator<Output, Status, Answer>;

/** An option of a command. Without a value it is a flag. */
export type Option = {
  readonly short?: string;
  /** The name of its value in help texts, as `N`. */
  readonly value?: string;
  /** The values that it accepts, if they are few. */
  readonly choices?: readonly string[] | undefined;
  /** The range of its value, which then is a whole number. */
  readonly min?: number;
  readonly max?: number;
  readonly isRequired?: true;
  /** Its default in parentheses at the end, if it has one. */
  readonly help: string;
};

/** A command's operands, and the options that were given, by name. */
export type Input = {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
};

/** The services that a command uses. */
export type Context = {
  /** Opens the posts folder when it is first called. */
  readonly library: () => Library;
  /** The command lines run in the app, oldest first. */
  readonly history: () => readonly string[] | Promise<readonly string[]>;
  /** The completion script of a shell; absent in the app. */
  readonly completion?: (shell: Shell) => Promise<string>;
  /** Opens the writer of posts; absent where nothing may be written. */
  readonly writer?: () => Promise<PostWriter>;
  /**
   * Set where the command shares its thread with a user interface: long work calls it at every step and awaits the
   * pause, if one is due. Throws once the command is to stop. Regular expressions then have a time limit.
   */
  readonly pauseIfDue?: () => Promise<void> | null;
};

/** A command, as a row of the command table. It uses its context alone, and yields its output. */
export type Command = {
  readonly name: string;
  /** Its operands, as in `<post>...`; their number is checked before it runs. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Whether its output on a terminal goes through the user's pager. */
  readonly isPaged?: true;
  /** Whether it reads no posts, so that their folder need not exist. */
  readonly needsNoPosts?: true;
  readonly run: (input: Input, context: Context) => Run;
};

/** A shell with completions. */
export type Shell = 'bash' | 'zsh' | 'fish';
