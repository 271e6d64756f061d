import type { Context, Run } from '../../commands/command.ts';
import type { Change } from '../../io/watch.ts';
import type { Library } from '../../posts/library.ts';
import type { Slug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import type { Colors } from '../../theme/color.ts';
import type { CommandEvent } from '../state/actions.ts';
import type { GrepQuery } from '../state/command-line.ts';
import type { InitialState } from '../state/initial-state.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { EffectRequest, GrepBatch, PostIndex } from '../state/types.ts';

/**
 * What the program outside of the session does for a reader; each says what is wrong in a reader's words, or null. The
 * terminal has been given back before those that need it.
 */
export type ExternalActions = {
  /** A command of the session as a line that does the same in a shell. */
  readonly shellLine: (command: string) => string;
  /** Puts a text on the terminal's clipboard. */
  readonly copy: (text: Safe) => string | null;
  /** Opens an address with what the system has for that. */
  readonly open: (address: string) => Promise<string | null>;
  /** Edits a post's file at a line of its content; needs the terminal. */
  readonly edit: (path: string, line: number) => Promise<string | null>;
  /** Shows a text in the reader's pager; needs the terminal. */
  readonly page: (text: string) => Promise<string | null>;
  /** Stops the process until it is continued; needs the terminal. */
  readonly stop: () => Promise<void>;
};

/** All that a session asks of what is around it. */
export type AppServices = {
  /** Posts that come, go or change. */
  readonly postUpdates: AsyncIterable<PostIndex>;
  /** Told of every key, before it is answered. */
  readonly notifyKeyPress: () => void;
  /** Runs a command line: what it does, part by part. */
  readonly run: (command: string, stop: AbortSignal) => AsyncIterable<CommandEvent>;
  /** Searches the text of the posts: what is found, batch by batch. */
  readonly search: (search: GrepQuery, stop: AbortSignal) => AsyncIterable<GrepBatch>;
  /** Yields when something in the folder of a post's file has changed, which may be that file. */
  readonly watch: (entry: PostRef, stop: AbortSignal) => AsyncIterable<unknown>;
  /** What a post's file holds now; null where it cannot be read. */
  readonly open: (entry: PostRef) => Promise<OutputPart | null>;
  /** Does an request, giving the terminal away with `suspend` where it must: what the reader is told of it. */
  readonly runRequest: (request: EffectRequest, suspend: Suspend) => Promise<string | null>;
  /** Calls `pause` in place of each stop that is asked for from outside, until what comes back is called. */
  readonly onPause: (pause: () => void) => () => void;
  /** Keeps a command for the sessions to come. */
  readonly saveCommand: (command: string) => void;
  /** Keeps the line of its content at which a post was left. */
  readonly saveBookmark: (slug: Slug, line: number) => void;
};

/** Gives the terminal to something else, and takes it back when that has ended. */
export type Suspend = (during: () => Promise<void>) => Promise<unknown>;

/** Parses a command line: a command to run, a text to show, or error messages. */
export type ResolveCommand = (
  words: readonly string[],
) =>
  | { readonly run: (context: Context) => Run }
  | { readonly said: readonly string[] }
  | { readonly problem: readonly string[] };

/** What a session needs of its surroundings. */
export type AppOptions = Pick<AppServices, 'onPause' | 'saveCommand' | 'saveBookmark'> & {
  readonly context: Context;
  readonly interpret: ResolveCommand;
  readonly external: ExternalActions;
  readonly colors: Colors;
  readonly size: Size;
  /** The terminal that the session is on. */
  readonly terminal: { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream };
  /** Whether the terminal has live links (OSC 8). */
  readonly hasLinks: boolean;
  /** What the session brings along. */
  readonly initialState: InitialState;
  /** Yields changes to the posts' folder, or to the folder in it of a post's file. */
  readonly changes: (entry: PostRef | null, stop: AbortSignal) => AsyncIterable<Change>;
  /** Opens the library once more, which the context then has. */
  readonly reopen: (last: Library) => Library;
};
