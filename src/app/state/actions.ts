import type { Question } from '../../commands/command.ts';
import type { Slug } from '../../posts/slug.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { Size } from '../../text/width.ts';
import type { EditName } from './line-editor.ts';

import type { OutputPart } from './scrollback.ts';
import type { GrepBatch, Job, KeyName, LineMatch, PostIndex } from './types.ts';

/** By how far a reading key moves. */
export type Distance = 'row' | 'half-page' | 'page';

/** What a key may do while reading; `reduceReader` says what comes of it. */
export type ReaderAction =
  | { readonly kind: 'scroll'; readonly direction: 1 | -1; readonly by: Distance }
  | { readonly kind: 'scroll-to'; readonly end: 'top' | 'bottom' }
  | { readonly kind: 'scroll-sideways'; readonly direction: 1 | -1 }
  | { readonly kind: 'back' }
  | { readonly kind: 'search'; readonly direction: 1 | -1 }
  | { readonly kind: 'search-again'; readonly direction: 1 | -1 }
  /** Count on the matches of what was searched for. */
  | { readonly kind: 'count-more' }
  | { readonly kind: 'to-heading'; readonly direction: 1 | -1 }
  /** To a line of the content of a post that is open. */
  | { readonly kind: 'to-line'; readonly entry: number; readonly part: number; readonly line: number }
  | { readonly kind: 'to-bookmark' }
  | { readonly kind: 'neighbor'; readonly direction: 'older' | 'newer' }
  | { readonly kind: 'contents' }
  | { readonly kind: 'links' }
  | { readonly kind: 'open-link'; readonly address: string }
  | { readonly kind: 'toggle-source' }
  | PostErrand;

/** What may be asked of the world outside about the post at the top. */
export type PostErrand = { readonly kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post' };

/** What a command at the prompt does: it puts something out, or asks which of several posts was meant. */
export type CommandEvent =
  | { readonly kind: 'output'; readonly part: OutputPart }
  | ({ readonly kind: 'ask' } & Question);

/** Everything that can happen to a session. */
export type Action =
  /** A key was struck: it means what the key table says of it in the mode that the session is in by then. */
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: EditName }
  | { readonly kind: 'select'; readonly by: number | 'page-up' | 'page-down' }
  | { readonly kind: 'complete' }
  /** From a search of haiku to one of text, and back. */
  | { readonly kind: 'toggle-grep' }
  | { readonly kind: 'enter' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'search-history' }
  | { readonly kind: 'end-of-input' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'help' }
  | ReaderAction
  /** Of a list to choose from, the row that is shown at such a place, from 1. */
  | { readonly kind: 'take-row'; readonly row: number }
  | { readonly kind: 'run'; readonly command: string }
  /** What a job does: nothing, if another one is running by now. */
  | { readonly kind: 'job-event'; readonly job: Job; readonly action: Action }
  /** The session is to end, with a status. */
  | { readonly kind: 'end'; readonly status: number }
  /** The running command puts something out. */
  | { readonly kind: 'output'; readonly part: OutputPart }
  /** It asks which of several posts was meant. */
  | ({ readonly kind: 'ask' } & Question)
  /** It searches for a line to open, and has found one. */
  | { readonly kind: 'open-match'; readonly hit: LineMatch; readonly pattern: GrepPattern }
  /** It has ended. */
  | { readonly kind: 'finished'; readonly problem?: string | null }
  /** `grep` has found more lines for a command line that is being typed. */
  | ({
      readonly kind: 'grep-batch';
      readonly command: string;
      /** Whether they take the place of what was found before: of another line, or of the posts as they were. */
      readonly isFirst: boolean;
    } & GrepBatch)
  | { readonly kind: 'preview'; readonly slug: Slug; readonly part: OutputPart }
  /** What an open post's file holds now; null where it is gone. */
  | { readonly kind: 'reread'; readonly slug: Slug; readonly part: OutputPart | null }
  /** An request is done; what the reader is told of it. */
  | { readonly kind: 'request-done'; readonly notice: string | null }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Posts have come, gone or changed. */
  | { readonly kind: 'post-index'; readonly postIndex: PostIndex };
