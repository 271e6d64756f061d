import { helpEntry } from './help.ts';
import type { OpenPost } from './scrollback.ts';
import { compare, lastTop, partAt, type RowPosition, type ScrollbackView, topOfLastEntry } from './scrollback-rows.ts';
import { positionOfSource, sourceLineAt } from './stable-position.ts';
import type { ReaderMode, State } from './state.ts';

/** Returns the reader mode at the top of the last entry, with the bookmark of its first post. */
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

export const selectScrollbackView = (state: Pick<State, 'entries' | 'size' | 'mode'>): ScrollbackView => {
  const { entries, size, mode } = state;
  if (mode.kind !== 'reading') return { entries, size, sideways: 0, search: null };
  const { previousMode, sideways, search } = mode;
  return { entries: previousMode ? [helpEntry] : entries, size, sideways, search };
};

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

/** The post at the top of the screen, the index of its part in the entry, and the source line of the top row. */
export type PlacedPost = { readonly post: OpenPost; readonly index: number; readonly line: number };

export function postAt(state: State, mode: ReaderMode): PlacedPost | null {
  const view = selectScrollbackView({ ...state, mode });
  const { part, index = 0 } = partAt(view, mode.top) ?? {};
  return part?.post ? { post: part.post, index, line: sourceLineAt(view, mode.top) } : null;
}
