import { helpEntry } from './help.ts';
import type { Visit } from './job.ts';
import type { OpenPost } from './scrollback.ts';
import {
  compare,
  firstChunkOfPart,
  lastTop,
  moveBy,
  partAt,
  progress,
  type RowPosition,
  type ScrollbackView,
  topOfLastEntry,
  viewRows,
} from './scrollback-rows.ts';
import { positionOfSource, sourceLineAt, toAnchor } from './stable-position.ts';
import type { ReaderMode, State } from './state.ts';

/** Returns the reader mode at the top of the last entry, with the bookmark of its first post. */
export function readLast({ entries, bookmarks }: Pick<State, 'entries' | 'bookmarks'>): ReaderMode {
  const post = entries.at(-1)?.parts.find(part => part.post !== null)?.post;
  const line = post && bookmarks.get(post.slug);
  return {
    kind: 'reading',
    top: topOfLastEntry({ entries }),
    resizeAnchor: null,
    sourceToggleLine: null,
    sideways: 0,
    search: null,
    searchPrompt: null,
    lastPlace: post && line ? { slug: post.slug, path: post.path, line, place: null } : null,
    pendingKeys: '',
    trail: [],
    previousMode: null,
  };
}

export const selectScrollbackView = (state: Pick<State, 'program' | 'entries' | 'size' | 'mode'>): ScrollbackView => {
  const { program, entries, size, mode } = state;
  if (mode.kind !== 'reading') return { entries, size, sideways: 0, search: null };
  const { previousMode, sideways, search } = mode;
  return { entries: previousMode ? [helpEntry(previousMode.kind, program)] : entries, size, sideways, search };
};

/** Scrolls a row to the top of the screen, or as far as the text goes. */
export const scrollTo = (state: State, mode: ReaderMode, top: RowPosition): State => {
  const view = selectScrollbackView({ ...state, mode });
  return { ...state, mode: { ...mode, top: clampTop(view, top), resizeAnchor: null, sourceToggleLine: null } };
};

export const scrollToSource = (state: State, mode: ReaderMode, part: number, line: number): State =>
  jumpTo(state, mode, positionOfSource(selectScrollbackView({ ...state, mode }), mode.top.entry, part, line));

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

/** Returns the place of a post that is at the top of the screen. */
export function visitOf(state: State, mode: ReaderMode, { post, index, line }: PlacedPost): Visit {
  const view = selectScrollbackView({ ...state, mode });
  const { chunk, block, letters } = toAnchor(view, mode.top);
  const place = { chunk: chunk - firstChunkOfPart(view, mode.top.entry, index), block, letters };
  return { slug: post.slug, path: post.path, line, place };
}

/** Scrolls like {@link scrollTo}. As in less, `''` goes back from farther than a screen above, or below the screen. */
export function jumpTo(state: State, mode: ReaderMode, top: RowPosition): State {
  const view = selectScrollbackView({ ...state, mode });
  const page = viewRows(view.size);
  const [first, end] = [-page, page].map(by => moveBy(view, mode.top, by)) as [RowPosition, RowPosition];
  const placed = compare(first, top) <= 0 && compare(top, end) < 0 ? null : postAt(state, mode);
  return scrollTo(state, placed ? { ...mode, lastPlace: visitOf(state, mode, placed) } : mode, top);
}

/** Returns how much of the entry is above the end of the screen, in percent. */
export const percentRead = (view: ScrollbackView, top: RowPosition): number =>
  Math.min(99, Math.round(100 * progress(view, top.entry, moveBy(view, top, viewRows(view.size)))));
