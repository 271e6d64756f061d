import type { Slug } from '../../posts/slug.ts';
import type { Hits } from '../../search/hits.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import type { ProgramName } from '../../util/program-name.ts';
import type { Action } from './actions.ts';
import type { GrepResults } from './grep-results.ts';
import type { Job, Visit } from './job.ts';
import type { EditLine, HistoryPosition } from './line-editor.ts';
import type { PostIndex } from './post-index.ts';
import type { OpenPost, OutputPart, ScrollbackEntry } from './scrollback.ts';
import type { RowPosition } from './scrollback-rows.ts';
import type { Anchor } from './stable-position.ts';
import type { TextResults } from './text-results.ts';
import type { TypedCommand } from './typed-command.ts';

/** The posts that match a query, and below them those whose text does. */
export type PostsMenu = {
  readonly kind: 'posts';
  readonly query: string;
  readonly hits: Hits;
  readonly text: TextResults;
  /** If nothing matches the query, names the part that the hits match. */
  readonly offer: string | null;
};

export type Menu =
  | { readonly kind: 'none'; readonly hits: Hits }
  | PostsMenu
  | ({ readonly kind: 'lines' } & GrepResults)
  /** Commands of the history that contain all words of the line (^R), newest first, without repetitions. */
  | { readonly kind: 'commands'; readonly hits: readonly string[]; readonly previousMode: PromptMode };

export type PromptMode = {
  readonly kind: 'prompt';
  readonly line: EditLine;
  readonly menu: Menu;
  readonly selected: number;
  /** The command that the line begins with, above the menu. */
  readonly command: (TypedCommand & { readonly isSelected: boolean }) | null;
  readonly historyPosition: HistoryPosition;
};

export type MatchPosition = { readonly chunk: number; readonly matchIndex: number };

/** A search for a pattern, as typed and compiled. */
export type SearchQuery = { readonly pattern: string; readonly expression: RegExp; readonly direction: 1 | -1 };

export type ReaderSearch = SearchQuery & {
  readonly entry: number;
  /** Matches in each chunk; null until counted. */
  readonly counts: readonly (number | null)[];
  readonly at: MatchPosition | null;
  /** Steps to the next or previous match that wait for chunks to be counted, and where they start. */
  readonly pendingSteps: { readonly from: MatchPosition; readonly steps: readonly (1 | -1)[] } | null;
  /** The end of the text at which the search wrapped around. */
  readonly wrapped: 'top' | 'bottom' | null;
};

export type SearchPrompt = {
  /** The number of matches to move by: 1 for the next one. */
  readonly count: number;
  readonly line: EditLine;
  readonly historyPosition: HistoryPosition;
  readonly direction: 1 | -1;
  readonly from: ReaderMode;
};

/** The mode in which output is read. `top`: the first row on the screen. `sideways`: the columns that code is scrolled by. */
export type ReaderMode = {
  readonly kind: 'reading';
  readonly top: RowPosition;
  /** The top before a resize, and its width. Null once the reader has moved. */
  readonly resizeAnchor: { readonly place: Anchor; readonly top: RowPosition; readonly columns: number } | null;
  /** The source line at the last `s`, to return to it even near the end of the post. Null once the reader has moved. */
  readonly sourceToggleLine: number | null;
  readonly sideways: number;
  readonly search: ReaderSearch | null;
  readonly searchPrompt: SearchPrompt | null;
  /** Where `''` goes: first the saved place of the post, then the place before the last jump. */
  readonly lastPlace: Visit | null;
  /** The keys typed so far of a command of several keys: a count, and the first key of a pair. */
  readonly pendingKeys: string;
  /** The places from which links, menus and neighbors led here, the last one last. */
  readonly trail: readonly Visit[];
  /** In the help, the mode to return to; null in the scrollback. */
  readonly previousMode: PromptMode | ReaderMode | null;
};

/**
 * A modal list: the headings of a post, its links with their targets, the haiku in its sentences, or the posts that a name
 * matches.
 */
export type SelectMode = {
  readonly kind: 'select';
  readonly title: Safe;
  readonly items: readonly { readonly label: Safe; readonly target?: Safe; readonly action: Action }[];
  readonly selected: number;
  readonly verb: string;
  readonly previousMode: PromptMode | ReaderMode;
};

/** A command is running; once it has output, its entry is the last one. */
export type Running = {
  readonly kind: 'running';
  readonly job: Job;
  readonly hasEntry: boolean;
  readonly isStopping: boolean;
};

/** The session is over. `selectedSlug`: the post that was picked in a picker. */
type ExitedMode = { readonly kind: 'exited'; readonly status: number; readonly selectedSlug: Slug | null };

export type Mode = PromptMode | ReaderMode | SelectMode | Running | ExitedMode;

export type State = {
  readonly program: ProgramName;
  readonly size: Size;
  readonly postIndex: PostIndex;
  readonly entries: readonly ScrollbackEntry[];
  readonly mode: Mode;
  /** The prompt as it was when the reader was opened from it; null if `q` goes to a fresh one. */
  readonly lastPrompt: PromptMode | null;
  /** Commands, and searches in the reader, of this and earlier sessions, oldest first. */
  readonly history: readonly string[];
  readonly searchHistory: readonly string[];
  /** For each post that was read, the source line at which it was left, or 0 for its top. */
  readonly bookmarks: ReadonlyMap<Slug, number>;
  /** The places that `m` and a letter marked in this session. */
  readonly marks: ReadonlyMap<string, Visit>;
  /** The last counts of `d` and `u`, and of ← and →; null for half a screen. */
  readonly scrollSteps: { readonly rows: number | null; readonly columns: number | null };
  readonly notice: Safe | null;
  readonly request: EffectRequest | null;
  /** `unsearched`: the post, until a haiku is searched for in its sentences. */
  readonly preview: {
    readonly slug: Slug;
    readonly entry: ScrollbackEntry;
    readonly unsearched: OutputPart | null;
  } | null;
  /** Whether the app picks a post for another program. */
  readonly isPicker: boolean;
  /** Whether output goes to the terminal's own scrollback as plain lines. */
  readonly isScreenReader: boolean;
};

/** A side effect that the host carries out. One object per request; `request-done` ends it. */
export type EffectRequest =
  | {
      readonly kind: 'copy-command' | 'copy-post' | 'edit-post' | 'page-post';
      readonly post: OpenPost;
      /** The source line at the top of the screen, and the columns of the screen. */
      readonly line: number;
      readonly columns: number;
    }
  | { readonly kind: 'open'; readonly address: string }
  /** Find the haiku in the sentences of a post; `haiku-found` ends it. */
  | { readonly kind: 'find-haiku'; readonly post: OpenPost }
  /** Stop the process (^Z); done when it continues. */
  | { readonly kind: 'suspend' };

export type AppResult = {
  readonly status: number;
  readonly commands: readonly string[];
  readonly selectedSlug: Slug | null;
};

export const exit = (state: State, status: number, selectedSlug: Slug | null = null): State => ({
  ...state,
  mode: { kind: 'exited', status, selectedSlug },
});

export const notify = (state: State, notice: Safe): State => ({ ...state, notice });

/** Requests a side effect, unless one is under way. */
export const requestEffect = (state: State, request: EffectRequest): State =>
  state.request ? state : { ...state, request };

type List = Omit<SelectMode, 'kind' | 'previousMode'>;

/** Opens a modal list, or shows a message if the list is empty. */
export const openList = (state: State, previousMode: ReaderMode, list: List, emptyMessage: Safe): State =>
  list.items.length === 0 ? notify(state, emptyMessage) : { ...state, mode: { ...list, kind: 'select', previousMode } };
