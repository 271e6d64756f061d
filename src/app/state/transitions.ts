import type { Slug } from '../../posts/slug.ts';
import type { Safe } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { helpEntry } from './help.ts';
import type { OpenPost } from './scrollback.ts';
import { compare, lastTop, partAt, type RowPosition, type ScrollbackView, topOfLastEntry } from './scrollback-rows.ts';
import { positionOfSource, sourceLineAt, toAnchor, toRowPosition } from './stable-position.ts';
import type { EffectRequest, Mode, ReaderMode, State } from './state.ts';

/** The reader at the top of the last entry, with the bookmark of its first post. */
export function readLast({ entries, bookmarks }: Pick<State, 'entries' | 'bookmarks'>): ReaderMode {
  const post = entries.at(-1)?.parts.find(part => part.post !== null)?.post;
  return {
    kind: 'reading',
    top: topOfLastEntry({ entries }),
    resizeAnchor: null,
    sourceToggleLine: null,
    sideways: 0,
    search: null,
    searchPrompt: null,
    bookmarkLine: (post && bookmarks.get(post.slug)) || null,
    trail: [],
    previousMode: null,
  };
}

export const exit = (state: State, status: number, selectedSlug: Slug | null = null): State => ({
  ...state,
  mode: { kind: 'exited', status, selectedSlug },
});

/** Scrolls a row to the top of the screen, or as far as the text goes. */
export const scrollTo = (state: State, mode: ReaderMode, top: RowPosition): State => {
  const view = selectScrollbackView({ ...state, mode });
  return { ...state, mode: { ...mode, top: clampTop(view, top), resizeAnchor: null, sourceToggleLine: null } };
};

export const scrollToSource = (state: State, mode: ReaderMode, part: number, line: number): State =>
  scrollTo(state, mode, positionOfSource(selectScrollbackView({ ...state, mode }), mode.top.entry, part, line));

export const clampTop = (view: ScrollbackView, top: RowPosition): RowPosition => {
  const last = lastTop(view);
  return compare(top, last) > 0 ? last : top;
};

export const notify = (state: State, notice: Safe): State => ({ ...state, notice });

/** Requests a side effect, unless one is under way. */
export const requestEffect = (state: State, request: EffectRequest): State =>
  state.request ? state : { ...state, request };

/** The post at the top of the screen, the index of its part in the entry, and the source line of the top row. */
export type PlacedPost = { readonly post: OpenPost; readonly index: number; readonly line: number };

export function postAt(state: State, mode: ReaderMode): PlacedPost | null {
  const view = selectScrollbackView({ ...state, mode });
  const { part, index = 0 } = partAt(view, mode.top) ?? {};
  return part?.post ? { post: part.post, index, line: sourceLineAt(view, mode.top) } : null;
}

/** Changes all readers in a mode: the open one, and those to return to from a list, the help or a search. */
export function mapReaders<Some extends Mode>(mode: Some, change: (mode: ReaderMode) => ReaderMode): Some;
export function mapReaders(mode: Mode, change: (mode: ReaderMode) => ReaderMode): Mode {
  if (mode.kind === 'select') return { ...mode, previousMode: mapReaders(mode.previousMode, change) };
  if (mode.kind !== 'reading') return mode;
  const { previousMode, searchPrompt } = mode;
  return change({
    ...mode,
    previousMode: previousMode && mapReaders(previousMode, change),
    searchPrompt: searchPrompt && { ...searchPrompt, from: mapReaders(searchPrompt.from, change) },
  });
}

/** Changes the size of the screen. The text in the top row stays at the top, even if its line breaks change. */
export function resize(state: State, size: Size): State {
  const after = { ...state, size };
  const keepTop = (mode: ReaderMode): ReaderMode => {
    const before = selectScrollbackView({ ...state, mode });
    const view = selectScrollbackView({ ...after, mode });
    const { columns } = state.size;
    const anchor = mode.resizeAnchor ?? { place: toAnchor(before, mode.top), top: mode.top, columns };
    const isBack = size.columns === anchor.columns;
    const top = clampTop(view, isBack ? anchor.top : toRowPosition(view, anchor.place));
    return { ...mode, top, resizeAnchor: isBack && compare(top, anchor.top) === 0 ? null : anchor };
  };
  return { ...after, mode: mapReaders(state.mode, keepTop) };
}

export const selectScrollbackView = (state: Pick<State, 'entries' | 'size' | 'mode'>): ScrollbackView => {
  const { entries, size, mode } = state;
  if (mode.kind !== 'reading') return { entries, size, sideways: 0, search: null };
  const { previousMode, sideways, search } = mode;
  return { entries: previousMode ? [helpEntry] : entries, size, sideways, search };
};

/** Saves a bookmark when the reader leaves a post. Leaving at the top removes it. */
export function saveBookmark(before: State, after: State): State {
  if (!['prompt', 'running', 'exited'].includes(after.mode.kind)) return after;
  const mode = readerIn(before.mode);
  const placed = mode && postAt(before, mode);
  if (!placed) return after;
  const { line, post } = placed;
  const { slug, rendered } = post;
  const first = rendered.find(({ source }) => source > 0)?.source ?? 1;
  const bookmark = line > first ? line : 0;
  const isSame = (after.bookmarks.get(slug) ?? 0) === bookmark;
  return isSame ? after : { ...after, bookmarks: new Map(after.bookmarks).set(slug, bookmark) };
}

function readerIn(mode: Mode): ReaderMode | null {
  if (mode.kind === 'select') return readerIn(mode.previousMode);
  if (mode.kind !== 'reading') return null;
  return mode.previousMode ? readerIn(mode.previousMode) : mode;
}
