import type { Question } from '../../commands/command.ts';
import type { PostRef } from '../../posts/library.ts';
import type { Slug } from '../../posts/slug.ts';
import { type Hits, NO_HITS, type Search } from '../../search/hits.ts';
import type { GrepPattern } from '../../search/regex.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { GrepBatch } from '../services/run-command.ts';
import { helpEntry } from './help.ts';
import type { KeyName } from './keymap.ts';
import type { EditLine, EditName } from './line-editor.ts';
import type { ReaderAction } from './reader.ts';
import type { ReaderSearch } from './reader-search.ts';
import type { Anchor, OutputPart, RowPosition, ScrollbackEntry, ScrollbackView } from './scrollback.ts';

/** The terminal's size in cells. */
export type Size = { readonly columns: number; readonly rows: number };

/** A line of a post that `grep` found. `line` is counted from 1 in the post's content. */
export type LineMatch = { readonly slug: Slug; readonly line: number; readonly text: string };

/** What `grep` has found so far for the line that is typed. */
export type GrepResults = {
  readonly pattern: GrepPattern;
  /** Those of the line that is typed once `isCurrent`: till then of one before it. */
  readonly hits: readonly LineMatch[];
  /** How many there are, which may be more than are kept. */
  readonly count: number;
  readonly isCurrent: boolean;
  readonly isDone: boolean;
  /** Whether it is not to be searched for again, as one that was stopped. */
  readonly isOver: boolean;
  /** The line that was selected when the posts were searched anew, until it is found again. */
  readonly lost: LineMatch | null;
  /** What is wrong with the command line. */
  readonly problem: string | null;
};

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
  readonly kind: 'recalling';
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

/** The reader is reading: `top` is the first row on the screen; code is scrolled `sideways` by so many columns. */
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
  readonly kind: 'choosing';
  readonly title: Safe;
  readonly items: readonly MenuItem[];
  readonly selected: number;
  /** What Enter does, in a word. */
  readonly verb: string;
  readonly previousMode: PromptMode | ReaderMode;
};

/** A command at work. Always the same object for one run. */
export type Job = {
  readonly command: string;
  /** Where to open the post that it prints. */
  readonly openAtLine?: { readonly line: number; readonly text: string; readonly pattern: GrepPattern };
  /** Whether it is not run, but the post opened that has the first line which it finds. */
  readonly openFirstMatch?: boolean;
};

/**
 * A command is running; once it has put something out, its turn is the last one. Keys struck meanwhile wait for what
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
type ExitedMode = { readonly kind: 'left'; readonly status: number; readonly selectedSlug: Slug | null };

export type Mode = PromptMode | HistorySearchMode | ReaderMode | SelectMode | Running | ExitedMode;

/** Posts that a session has: how to search them, how many there are, and how far it is with loading more. */
export type PostIndex = {
  readonly search: Search;
  readonly count: number;
  /** Files read of so many, which is null until all are found; null once the posts are those on the disk. */
  readonly loading: { readonly done: number; readonly files: number | null } | null;
  /** Why their folder cannot be listed. */
  readonly problem: string | null;
};

export const EMPTY_INDEX: PostIndex = { search: () => NO_HITS, count: 0, loading: null, problem: null };

/** Something that is asked of the world outside. Always the same object for one request; it ends with `done`. */
export type EffectRequest =
  /** Put a command of the session on the clipboard, as the shell has to be told it. */
  | { readonly kind: 'copy-command'; readonly command: string }
  /** Put a post on the clipboard. */
  | { readonly kind: 'copy-post'; readonly content: string }
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'edit'; readonly entry: PostRef; readonly line: number }
  | { readonly kind: 'page'; readonly slug: Slug; readonly content: string; readonly columns: number }
  /** Stop the process, as ^Z does; done when it goes on. */
  | { readonly kind: 'suspend' };

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
  readonly preview: { readonly slug: Slug; readonly turn: ScrollbackEntry } | null;
  /** Whether the session is there to choose a post for another program. */
  readonly isPicker: boolean;
  /** Whether what is put out is read from the terminal's own scrollback, as a screen reader does. */
  readonly isScreenReader: boolean;
};

/** Everything that can happen to a session. */
export type Action =
  /** A key was struck: it means what the key table says of it in the mode that the session is in by then. */
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: EditName }
  | { readonly kind: 'select'; readonly by: number | 'page-up' | 'page-down' }
  | { readonly kind: 'complete' }
  /** From a search of haiku to one of text, and back. */
  | { readonly kind: 'toggle' }
  | { readonly kind: 'enter' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'recall' }
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
  | { readonly kind: 'from-job'; readonly job: Job; readonly action: Action }
  /** The session is to end, with a status. */
  | { readonly kind: 'end'; readonly status: number }
  /** The running command puts something out. */
  | { readonly kind: 'put-out'; readonly part: OutputPart }
  /** It asks which of several posts was meant. */
  | ({ readonly kind: 'ask' } & Question)
  /** It searches for a line to open, and has found one. */
  | { readonly kind: 'met'; readonly hit: LineMatch; readonly pattern: GrepPattern }
  /** It has ended. */
  | { readonly kind: 'ran'; readonly problem?: string | null }
  /** `grep` has found more lines for a command line that is being typed. */
  | ({
      readonly kind: 'found';
      readonly command: string;
      /** Whether they take the place of what was found before: of another line, or of the posts as they were. */
      readonly isFirst: boolean;
    } & GrepBatch)
  | { readonly kind: 'previewed'; readonly slug: Slug; readonly part: OutputPart }
  /** What an open post's file holds now; null where it is gone. */
  | { readonly kind: 'reread'; readonly slug: Slug; readonly part: OutputPart | null }
  /** An errand is done; what the reader is told of it. */
  | { readonly kind: 'done'; readonly notice: string | null }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Posts have come, gone or changed. */
  | { readonly kind: 'shelve'; readonly shelf: PostIndex };

/** The scrollback as the screen shows it. */
export const selectScrollbackView = ({
  entries,
  size,
  mode,
}: Pick<State, 'turns' | 'size' | 'mode'>): ScrollbackView =>
  mode.kind === 'reading'
    ? { entries: mode.previousMode ? [helpEntry] : entries, size, sideways: mode.sideways, search: mode.search }
    : { entries, size, sideways: 0, search: null };
