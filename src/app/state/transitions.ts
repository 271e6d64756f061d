import type { Slug } from '../../posts/slug.ts';
import { type Safe, trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { helpEntry } from './help.ts';
import {
  compare,
  lastTop,
  type OpenPost,
  partAt,
  type RowPosition,
  type ScrollbackEntry,
  type ScrollbackView,
  sourceLineAt,
  toAnchor,
  topOfLastEntry,
  toRowPosition,
} from './scrollback.ts';
import type { Mode, PromptMode, ReaderMode, State } from './state.ts';
import type { EffectRequest } from './types.ts';

/** The last entry, from its top. */
export const readLastEntry = (entries: readonly ScrollbackEntry[], bookmarkLine: number | null = null): ReaderMode => ({
  kind: 'reading',
  top: topOfLastEntry({ entries }),
  resizeAnchor: null,
  sourceToggleLine: null,
  sideways: 0,
  search: null,
  searchPrompt: null,
  bookmarkLine,
  previousMode: null,
});

/** The last entry from its top, and where its first post was left. */
export function readLast({ entries, bookmarks }: State): ReaderMode {
  const post = entries.at(-1)?.parts.find(part => part.post !== null)?.post;
  return readLastEntry(entries, (post && bookmarks.get(post.slug)) || null);
}

/** The session is over; `picked`: the post that was chosen, where it was for that. */
export const exit = (state: State, status: number, selectedSlug: Slug | null = null): State => ({
  ...state,
  mode: { kind: 'exited', status, selectedSlug },
});

/** Scrolls to a row, but no further than one can. */
export const scrollTo = (state: State, mode: ReaderMode, top: RowPosition): State => {
  const rows = selectScrollbackView({ ...state, mode });
  return { ...state, mode: { ...mode, top: clampTop(rows, top), resizeAnchor: null, sourceToggleLine: null } };
};

/** A row, or the last one that one can scroll to. */
export const clampTop = (rows: ScrollbackView, top: RowPosition): RowPosition => {
  const last = lastTop(rows);
  return compare(top, last) > 0 ? last : top;
};

/** Tells the reader something. */
export const notify = (state: State, notice: Safe): State => ({ ...state, notice });

/** Tells the reader that there is no post where they ask something of one: what other commands put out, or help. */
export const notAPost = (state: State): State => notify(state, trusted('this is no post: q goes back'));

/** Asks something of the world outside, unless it is at something. */
export const requestEffect = (state: State, request: EffectRequest): State =>
  state.request ? state : { ...state, request };

/** A post on the screen: which part it is of its entry, and at which line of its content the screen begins. */
export type PlacedPost = { readonly post: OpenPost; readonly index: number; readonly line: number };

/** The post at the top of the screen; null for what other commands put out. */
export function postAt(state: State, mode: ReaderMode): PlacedPost | null {
  const rows = selectScrollbackView({ ...state, mode });
  const placed = partAt(rows, mode.top);
  return placed?.part.post ? { post: placed.part.post, index: placed.index, line: sourceLineAt(rows, mode.top) } : null;
}

type Change = (mode: ReaderMode) => ReaderMode;

/** Changes what is read, and what will be read again: below a list, below the help, where a search is given up. */
export function withReadings(mode: Mode, change: Change): Mode {
  if (mode.kind === 'select') return { ...mode, previousMode: withUnder(mode.previousMode, change) };
  return mode.kind === 'reading' ? withReading(mode, change) : mode;
}

const withUnder = (mode: PromptMode | ReaderMode, change: Change): PromptMode | ReaderMode =>
  mode.kind === 'reading' ? withReading(mode, change) : mode;

function withReading(mode: ReaderMode, change: Change): ReaderMode {
  const { previousMode, searchPrompt } = mode;
  return change({
    ...mode,
    previousMode: previousMode && withUnder(previousMode, change),
    searchPrompt: searchPrompt && { ...searchPrompt, from: withReading(searchPrompt.from, change) },
  });
}

/** The text at the top stays at the top, whatever the new width makes of its rows. */
export function resize(state: State, size: Size): State {
  const after = { ...state, size };
  const stay = (mode: ReaderMode): ReaderMode => {
    const rows = selectScrollbackView({ ...after, mode });
    const { columns } = state.size;
    const before = selectScrollbackView({ ...state, mode });
    const anchor = mode.resizeAnchor ?? { place: toAnchor(before, mode.top), top: mode.top, columns };
    const isBack = size.columns === anchor.columns;
    const top = clampTop(rows, isBack ? anchor.top : toRowPosition(rows, anchor.place));
    return { ...mode, top, resizeAnchor: isBack && compare(top, anchor.top) === 0 ? null : anchor };
  };
  return { ...after, mode: withReadings(state.mode, stay) };
}

/** The scrollback as the screen shows it. */
export const selectScrollbackView = ({
  entries,
  size,
  mode,
}: Pick<State, 'entries' | 'size' | 'mode'>): ScrollbackView =>
  mode.kind === 'reading'
    ? { entries: mode.previousMode ? [helpEntry] : entries, size, sideways: mode.sideways, search: mode.search }
    : { entries, size, sideways: 0, search: null };
