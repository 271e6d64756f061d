import type { Library } from '../posts/library.ts';
import type { PostWriter } from '../posts/post-writer.ts';
import type { Slug } from '../posts/slug.ts';
import type { PostRef } from '../posts/types.ts';
import type { GrepMatch } from '../search/grep.ts';
import type { Span } from '../text/span.ts';

/** An exit status, as a value: 0 done, 1 a post was missing or nothing matched, 2 the command line was wrong. */
export type Status = 0 | 1 | 2;

/** What a command puts out, in order. A host decides how it looks: a pipe, a terminal, the session. */
export type Output =
  /**
   * A post, as `cat` shows it: the prompt line and its content, of a long post the first part. A host that passes on
   * any length takes the `rest` too, piece by piece; where none does, the command says that there is more.
   */
  | {
      readonly kind: 'post';
      readonly entry: PostRef;
      readonly content: Uint8Array;
      readonly rest?: Iterable<Uint8Array>;
    }
  /** Bytes to be written as they are, whatever is in them. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** One row of text; a terminal narrower than it wraps it. */
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
  /** Several posts fit one name. A host that can ask gives the {@link Answer} back; others list them. */
  | ({ readonly kind: 'choice' } & Question);

/** A line of a post that matches a pattern. */
export type PostMatch = GrepMatch & { readonly ref: PostRef };

/** Several posts fit a name that was given to a command. */
export type Question = { readonly command: string; readonly typed: string; readonly slugs: readonly Slug[] };

/** The slug that a reader chose, where a host asked; nothing where it did not, or they wanted none. */
export type Answer = Slug | null | undefined;

/** A command at work: it yields what it puts out, is told the answer to a choice, and returns its status. */
export type Run = AsyncGenerator<Output, Status, Answer>;

/** An option of a command. One without a value is a flag. */
export type Option = {
  readonly short?: string;
  /** The name of its value in help texts, as `N`. */
  readonly value?: string;
  /** What its value may be, where that is one of a few words. */
  readonly choices?: readonly string[];
  readonly help: string;
};

/** What the reader gave a command: its operands, and the options that were given. */
export type Input = {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
};

/** What a command works with. The library is opened when it is asked for: `help` needs none. */
export type Context = {
  readonly library: () => Library;
  /** Command lines that were run in sessions, the oldest first. */
  readonly history: () => readonly string[] | Promise<readonly string[]>;
  /** The script with which a shell completes command lines; only where a shell may have asked. */
  readonly completion?: (shell: Shell) => Promise<string>;
  /** What posts are written with; absent where nothing may be. */
  readonly writer?: () => Promise<PostWriter>;
  /**
   * Set where the command shares its thread with a user interface: long work calls it at every step and awaits the
   * pause, if one is due. Throws once the command is to stop. Regular expressions then have a time limit.
   */
  readonly pauseIfDue?: () => Promise<void> | null;
};

/** One command. It asks nobody for anything but its context, and says what it has to say by yielding it. */
export type Command = {
  readonly name: string;
  /** Its operands, as in `<post>...`. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Whether what it puts out on a terminal goes through the reader's pager. */
  readonly isPaged?: true;
  /** Whether it asks for no posts: their folder need not be there. */
  readonly needsNoPosts?: true;
  readonly run: (input: Input, context: Context) => Run;
};

/** A shell that completes. */
export type Shell = 'bash' | 'zsh' | 'fish';
