import type { Context, Run } from '../../commands/command.ts';
import type { Slug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { CommandEvent } from '../state/actions.ts';
import type { GrepQuery } from '../state/cat-and-grep-lines.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { EffectRequest, GrepBatch, PostIndex } from '../state/types.ts';

/** Effects outside the app. Each returns an error message or null. Suspend the app for those that need the terminal. */
export type ExternalActions = {
  /** Returns a command as a line for the shell. */
  readonly shellLine: (command: string) => string;
  /** Copies a text to the clipboard of the terminal. */
  readonly copy: (text: Safe) => string | null;
  /** Opens an address in the system's browser. */
  readonly open: (address: string) => Promise<string | null>;
  /** Opens a post's file in the editor, at a line of its content; needs the terminal. */
  readonly edit: (path: string, line: number) => Promise<string | null>;
  /** Shows a text in the pager; needs the terminal. */
  readonly page: (text: string) => Promise<string | null>;
  /** Stops the process until it is continued; needs the terminal. */
  readonly stop: () => Promise<void>;
};

/** The services that the app's hooks use. */
export type AppServices = {
  /** Yields the posts whenever they change. */
  readonly postUpdates: AsyncIterable<PostIndex>;
  /** Called with every key, before it is handled. */
  readonly notifyKeyPress: () => void;
  /** Runs a command line; yields its output. */
  readonly run: (command: string, stop: AbortSignal) => AsyncIterable<CommandEvent>;
  /** Searches the text of the posts; yields matching lines. */
  readonly search: (query: GrepQuery, stop: AbortSignal) => AsyncIterable<GrepBatch>;
  /** Yields when the folder of a post has changed. */
  readonly watch: (entry: PostRef, stop: AbortSignal) => AsyncIterable<unknown>;
  /** Reads and renders a post; null if it cannot be read. */
  readonly open: (entry: PostRef) => Promise<OutputPart | null>;
  /** Carries out a request, suspending the app if it needs the terminal. Returns a message or null. */
  readonly runRequest: (request: EffectRequest, suspend: Suspend) => Promise<string | null>;
  /** Calls `pause` on each SIGTSTP. Returns an unsubscribe function. */
  readonly onPause: (pause: () => void) => () => void;
  /** Saves a command in the history. */
  readonly saveCommand: (command: string) => void;
  /** Saves the source line at which a post was left. */
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** Suspends the app while something else uses the terminal. */
export type Suspend = (during: () => Promise<void>) => Promise<unknown>;

/** Parses a command line. Returns a command to run, the lines of a text, or the lines of an error. */
export type ResolveCommand = (
  words: readonly string[],
) =>
  | { readonly run: (context: Context) => Run }
  | { readonly text: readonly string[] }
  | { readonly problem: readonly string[] };
