import type { Question } from '../../commands/command.ts';
import type { Slug } from '../../posts/slug.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { Size } from '../../text/width.ts';
import type { EditName } from './line-editor.ts';
import type { OutputPart } from './scrollback.ts';
import type { GrepBatch, Job, KeyName, LineMatch, PostIndex } from './types.ts';

/** How far a key scrolls. */
type Distance = 'row' | 'half-page' | 'page';

/** An action of the reader. */
type ReaderAction =
  | { readonly kind: 'scroll'; readonly direction: 1 | -1; readonly by: Distance }
  | { readonly kind: 'scroll-to'; readonly end: 'top' | 'bottom' }
  | { readonly kind: 'scroll-sideways'; readonly direction: 1 | -1 }
  | { readonly kind: 'back' }
  | { readonly kind: 'search'; readonly direction: 1 | -1 }
  | { readonly kind: 'search-again'; readonly direction: 1 | -1 }
  /** Count more matches of the search. */
  | { readonly kind: 'count-more' }
  | { readonly kind: 'to-heading'; readonly direction: 1 | -1 }
  /** Scroll to a source line of an open post. */
  | { readonly kind: 'to-line'; readonly entry: number; readonly part: number; readonly line: number }
  | { readonly kind: 'to-bookmark' }
  | { readonly kind: 'neighbor'; readonly direction: 'older' | 'newer' }
  | { readonly kind: 'contents' }
  | { readonly kind: 'links' }
  | { readonly kind: 'open-link'; readonly address: string }
  | { readonly kind: 'toggle-source' }
  | PostRequest;

/** A request about the post at the top. */
export type PostRequest = { readonly kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post' };

/** Output of a command, or its question which of several posts is meant. */
export type CommandEvent =
  | { readonly kind: 'output'; readonly part: OutputPart }
  | ({ readonly kind: 'ask' } & Question);

/** Everything that can happen in the app. */
export type Action =
  /** A key was pressed: the key table gives its action in the current mode. */
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: EditName }
  | { readonly kind: 'select'; readonly by: number | 'page-up' | 'page-down' }
  | { readonly kind: 'complete' }
  /** Switch between `cat` and `grep` with the same query (^F). */
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
  /** A modal list highlights an item, or an item is chosen. */
  | { readonly kind: 'highlight' | 'choose'; readonly index: number }
  | { readonly kind: 'run'; readonly command: string }
  /** An action of a job; ignored if that job no longer runs. */
  | { readonly kind: 'job-event'; readonly job: Job; readonly action: Action }
  /** Exit with a status. */
  | { readonly kind: 'end'; readonly status: number }
  /** Output, a question, a match to open, and the end of the running command. */
  | { readonly kind: 'output'; readonly part: OutputPart }
  | ({ readonly kind: 'ask' } & Question)
  | { readonly kind: 'open-match'; readonly hit: LineMatch; readonly pattern: GrepPattern }
  | { readonly kind: 'finished'; readonly problem?: string | null }
  /** Results for the `grep` line that is typed. */
  | ({
      readonly kind: 'grep-batch';
      readonly command: string;
      /** Whether they replace the results so far. */
      readonly isFirst: boolean;
    } & GrepBatch)
  | { readonly kind: 'preview'; readonly slug: Slug; readonly part: OutputPart }
  /** The content of an open post's file; null if the file is gone. */
  | { readonly kind: 'reread'; readonly slug: Slug; readonly part: OutputPart | null }
  /** A request is done, with a message. */
  | { readonly kind: 'request-done'; readonly notice: string | null }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Posts were added, removed or changed. */
  | { readonly kind: 'post-index'; readonly postIndex: PostIndex };
