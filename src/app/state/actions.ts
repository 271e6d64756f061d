import type { Question } from '../../commands/command.ts';
import type { Haiku, Slug } from '../../posts/slug.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { TextQuery } from '../../search/text-query.ts';
import type { Size } from '../../text/width.ts';
import type { GrepBatch, LineMatch } from './grep-results.ts';
import type { Job } from './job.ts';
import type { LineAction } from './line-editor.ts';
import type { PostIndex } from './post-index.ts';
import type { OutputPart } from './scrollback.ts';

/** A key: its character or its name, with `^` for Control and `alt-` for Alt. */
export type KeyName = string;

/** A direction is 1 (down, forward, right or older) or -1 (the opposite). */
type ReaderAction =
  /** `count`: the number typed before the key, as in less. */
  | ({ readonly count?: number } & (
      | { readonly kind: 'scroll'; readonly direction: 1 | -1; readonly by: 'row' | 'half-page' | 'page' }
      | { readonly kind: 'scroll-sideways' | 'search' | 'search-again'; readonly direction: 1 | -1 }
      /** Go to the line `count` of the post; without a count to its top (-1) or end (1). */
      | { readonly kind: 'to-line'; readonly direction: 1 | -1 }
      | { readonly kind: 'to-percent' }
    ))
  | { readonly kind: 'to-heading' | 'to-neighbor'; readonly direction: 1 | -1 }
  /** `letter`: the key after `m` or `'`. */
  | { readonly kind: 'set-mark' | 'to-mark'; readonly letter: KeyName }
  | { readonly kind: 'locate' | 'toggle-highlights' }
  /** Scroll to a heading of the post, by its index in the table of contents. */
  | { readonly kind: 'to-contents-item'; readonly index: number }
  | { readonly kind: 'back' | 'follow-back' | 'contents' | 'links' | 'find-haiku' | 'toggle-source' }
  /** Scroll to a haiku in a sentence, and mark it. `line`: the source line at which it begins. */
  | { readonly kind: 'to-haiku'; readonly haiku: Haiku; readonly line: number }
  | { readonly kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post' }
  | { readonly kind: 'open-link' | 'follow-link'; readonly address: string };

/** A haiku in the sentences of a post, and the source line at which it begins. */
export type Found = { readonly haiku: Haiku; readonly line: number };

/** The haiku in the sentences of a post, best first. */
export type HaikuFound = {
  readonly kind: 'haiku-found';
  readonly slug: Slug;
  readonly found: readonly Found[];
};

export type CommandEvent =
  | { readonly kind: 'output'; readonly part: OutputPart }
  | ({ readonly kind: 'ask' } & Question);

export type Action =
  /** A key was pressed. The key table gives its action in the current mode. */
  | { readonly kind: 'key'; readonly name: KeyName }
  | LineAction
  | { readonly kind: 'select'; readonly by: number | 'page-up' | 'page-down' }
  /** `toggle-grep` switches between `cat` and `grep` with the same query; `count-more` counts matches of the search. */
  | { readonly kind: 'complete' | 'toggle-grep' | 'enter' | 'escape' | 'search-history' | 'count-more' }
  | { readonly kind: 'end-of-input' | 'interrupt' | 'redraw' | 'suspend' | 'help' }
  | ReaderAction
  /** A modal list highlights an item, or an item is chosen. */
  | { readonly kind: 'highlight' | 'choose'; readonly index: number }
  | { readonly kind: 'run'; readonly command: string }
  /** An action of a job; ignored if that job no longer runs. */
  | { readonly kind: 'job-event'; readonly job: Job; readonly action: Action }
  | { readonly kind: 'end'; readonly status: number }
  | CommandEvent
  | { readonly kind: 'open-match'; readonly hit: LineMatch; readonly pattern: GrepPattern }
  | { readonly kind: 'finished'; readonly problem?: string | null }
  /** The results so far of a search of the text. */
  | {
      readonly kind: 'text-batch';
      readonly query: TextQuery;
      readonly hits: readonly LineMatch[];
      readonly isDone: boolean;
    }
  /** Results for the typed `grep` line. The first batch replaces the results so far. */
  | ({ readonly kind: 'grep-batch'; readonly command: string; readonly isFirst: boolean } & GrepBatch)
  /** `found`: the best haiku in the sentences of the post, null if none is good, undefined before the search. */
  | {
      readonly kind: 'preview';
      readonly slug: Slug;
      readonly part: OutputPart;
      readonly found?: Found | null | undefined;
    }
  /** The content of an open post's file; null if the file is gone. */
  | { readonly kind: 'reread'; readonly slug: Slug; readonly part: OutputPart | null }
  | { readonly kind: 'request-done'; readonly notice: string | null }
  | HaikuFound
  | { readonly kind: 'resize'; readonly size: Size }
  | { readonly kind: 'post-index'; readonly postIndex: PostIndex };
