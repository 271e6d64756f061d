import type { Slug } from '../../posts/slug.ts';
import type { Hits } from '../../search/hits.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import type { Action } from './actions.ts';
import type { EditLine } from './line-editor.ts';
import type { ReaderSearch } from './reader-search.ts';
import type { Anchor, RowPosition, ScrollbackEntry } from './scrollback.ts';
import type { EffectRequest, GrepResults, Job, PostIndex } from './types.ts';

/** What there is to choose from below a command line. */
export type Menu =
  | { readonly kind: 'none' }
  | { readonly kind: 'posts'; readonly hits: Hits }
  | { readonly kind: 'lines'; readonly lines: GrepResults };

/** The reader is typing a command line. */
export type PromptMode = {
  readonly kind: 'prompt';
  readonly line: EditLine;
  readonly menu: Menu;
  readonly selected: number;
  /** Where the line is one of the history: how many lines back it is, and what was typed before. */
  readonly historyPosition: { readonly back: number; readonly draft: EditLine } | null;
};

/** The reader looks for a command of the history that has some words in it. */
export type HistorySearchMode = {
  readonly kind: 'history-search';
  readonly line: EditLine;
  /** The newest first, each once. */
  readonly commands: readonly string[];
  readonly selected: number;
  readonly previousMode: PromptMode;
};

/** What a reader has typed of a text to look for, and what was read before. */
export type SearchPrompt = {
  readonly line: EditLine;
  /** How many patterns back the line is, and what was typed before. */
  readonly back: number;
  readonly draft: EditLine;
  readonly direction: 1 | -1;
  readonly from: ReaderMode;
};

/** The reader is reading: `top` is the first row on the screen; code is view `sideways` by so many columns. */
export type ReaderMode = {
  readonly kind: 'reading';
  readonly top: RowPosition;
  /** What stood at the top before the size changed, and at which width; until the reader moves. */
  readonly resizeAnchor: { readonly place: Anchor; readonly top: RowPosition; readonly columns: number } | null;
  /** The line at which the source, or the text again, was asked for, until the reader moves: it may be too near the end. */
  readonly sourceToggleLine: number | null;
  readonly sideways: number;
  readonly search: ReaderSearch | null;
  readonly searchPrompt: SearchPrompt | null;
  /** The line of the content that `'` goes to: where the post was left, then where the reader was before going there. */
  readonly bookmarkLine: number | null;
  /** What is below the help, where it is that which is read. */
  readonly previousMode: PromptMode | ReaderMode | null;
};

/** A row of a list to choose from, and what choosing it does. */
export type MenuItem = { readonly label: Safe; readonly action: Action };

/** The reader chooses one of a list: of the headings of a post, of its links, of posts that one name fits. */
export type SelectMode = {
  readonly kind: 'select';
  readonly title: Safe;
  readonly items: readonly MenuItem[];
  readonly selected: number;
  /** What Enter does, in a word. */
  readonly verb: string;
  readonly previousMode: PromptMode | ReaderMode;
};
/**
 * A command is running; once it has put something out, its entry is the last one. Keys struck meanwhile wait for what
 * comes after it, as a terminal keeps them, and so does what is pasted.
 */
export type Running = {
  readonly kind: 'running';
  readonly job: Job;
  readonly hasEntry: boolean;
  /** Whether it was asked to stop. */
  readonly isStopping: boolean;
  readonly typeAhead: readonly Extract<Action, { readonly kind: 'key' | 'type' }>[];
};

/** The session is over. `picked`: the post that was chosen, where the session was for that. */
type ExitedMode = { readonly kind: 'exited'; readonly status: number; readonly selectedSlug: Slug | null };

export type Mode = PromptMode | HistorySearchMode | ReaderMode | SelectMode | Running | ExitedMode;
/** The whole session as one value. */
export type State = {
  readonly size: Size;
  readonly postIndex: PostIndex;
  /** The commands run so far, with their output. */
  readonly entries: readonly ScrollbackEntry[];
  readonly mode: Mode;
  /** Commands of this session and of those before, the oldest first. */
  readonly history: readonly string[];
  /** What was searched for in texts, the oldest first. */
  readonly searchHistory: readonly string[];
  /** At which line of its content each post was left, by its slug. */
  readonly bookmarks: ReadonlyMap<Slug, number>;
  /** Told on the bottom row until the next key. */
  readonly notice: Safe | null;
  readonly request: EffectRequest | null;
  /** The post beside the menu. */
  readonly preview: { readonly slug: Slug; readonly entry: ScrollbackEntry } | null;
  /** Whether the session is there to choose a post for another program. */
  readonly isPicker: boolean;
  /** Whether what is put out is read from the terminal's own scrollback, as a screen reader does. */
  readonly isScreenReader: boolean;
};
