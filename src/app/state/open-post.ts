import type { Slug } from '../../posts/slug.ts';
import { trusted } from '../../text/sanitize.ts';
import { startSearch } from './reader-search.ts';
import {
  createEntry,
  type OutputPart,
  partAt,
  positionOfSource,
  type RowPosition,
  type ScrollbackEntry,
  type ScrollbackView,
  sourceLineAt,
} from './scrollback.ts';
import type { MenuItem, Mode, ReaderMode, State } from './state.ts';
import { clampTop, mapReaders, notify, type PlacedPost, postAt, selectScrollbackView } from './transitions.ts';

/** Switches between the source and the rendered post, at the same paragraph. */
export function toggleSource(state: State, mode: ReaderMode, { post, index, line: topLine }: PlacedPost): State {
  const isSource = !post.isSource;
  const part: OutputPart = { document: isSource ? post.source : post.rendered, post: { ...post, isSource } };
  const line = mode.sourceToggleLine ?? topLine;
  const after = replacePart(state, { entry: mode.top.entry, index, part, mapLine: () => line });
  return { ...after, mode: { ...(after.mode as ReaderMode), sourceToggleLine: line } };
}

/** A new part for an entry; `mapLine` gives the new number of a source line. */
type Change = {
  readonly entry: number;
  readonly index: number;
  readonly part: OutputPart;
  readonly mapLine: (line: number) => number;
};

/** Replaces a part. The text at the top of the reader stays there. */
function replacePart(state: State, change: Change): State {
  const { entry, index, part } = change;
  const old = state.entries[entry] as ScrollbackEntry;
  const after = { ...state, entries: state.entries.with(entry, createEntry(old.command, old.parts.with(index, part))) };
  const keepTop = (mode: ReaderMode): ReaderMode => {
    if (mode.previousMode) return mode;
    const search = mode.search?.entry === entry ? null : mode.search;
    const kept: ReaderMode = {
      ...mode,
      search,
      ...(mode.top.entry === entry ? { resizeAnchor: null, sourceToggleLine: null } : {}),
    };
    const before = selectScrollbackView({ ...state, mode });
    const view = selectScrollbackView({ ...after, mode: kept });
    const moved: ReaderMode = { ...kept, top: clampTop(view, mapTop(before, view, mode.top, change)) };
    if (!mode.search || search) return moved;
    const from = moved.top.entry === entry ? moved.top : { entry, chunk: 0, row: 0 };
    const again = startSearch(selectScrollbackView({ ...after, mode: moved }), from, mode.search);
    return { ...moved, search: { ...again, pendingSteps: null } };
  };
  return { ...after, mode: mapReaders(mapItems(state.mode, change), keepTop) };
}

/** Maps the source lines of a table of contents. */
function mapItems(mode: Mode, { entry, index, mapLine }: Change): Mode {
  if (mode.kind !== 'select') return mode;
  const items = mode.items.map((item): MenuItem => {
    const { action } = item;
    const isHere = action.kind === 'to-line' && action.entry === entry && action.part === index;
    return isHere ? { ...item, action: { ...action, line: mapLine(action.line) } } : item;
  });
  return { ...mode, items };
}

/** The top row after a part was replaced. */
function mapTop(
  before: ScrollbackView,
  after: ScrollbackView,
  top: RowPosition,
  { entry, index, mapLine }: Change,
): RowPosition {
  const part = top.entry === entry ? partAt(before, top) : null;
  if (!part || part.index < index) return top;
  if (part.index === index) return positionOfSource(after, entry, index, mapLine(sourceLineAt(before, top)));
  const lengths = [before, after].map(({ entries }) => entries[entry]?.document.length ?? 0);
  return { ...top, chunk: top.chunk + (lengths[1] ?? 0) - (lengths[0] ?? 0) };
}

/** Updates an open post after its file changed. The paragraph at the top stays there. */
export function applyReread(state: State, slug: Slug, fresh: OutputPart | null): State {
  const { mode } = state;
  if (fresh === null) {
    const isOpen = mode.kind === 'reading' && postAt(state, mode)?.post.slug === slug;
    return isOpen ? notify(state, trusted('the file was removed; this is its last content')) : state;
  }
  let after = state;
  for (const [entry, { parts }] of state.entries.entries())
    for (const [index, { post }] of parts.entries()) {
      if (post?.slug !== slug || !fresh.post || post.content === fresh.post.content) continue;
      const part: OutputPart = post.isSource
        ? { document: fresh.post.source, post: { ...fresh.post, isSource: true } }
        : fresh;
      const mapToFresh = (line: number): number => mapLine(post.content, fresh.post?.content ?? '', line);
      after = replacePart(after, { entry, index, part, mapLine: mapToFresh });
    }
  return after;
}

/** Maps a line number to a new version of the text: the nearest identical line, else the same number. */
export function mapLine(before: string, after: string, line: number): number {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const text = old[line - 1];
  if (line < 1 || text === undefined) return line;
  const end = now.length - (old.length - line) - 1;
  // The edit was below the line, or above it, or is the line itself.
  const nearest = [...now.keys()]
    .filter(at => now[at] === text)
    .sort(
      (a, b) =>
        Math.min(Math.abs(a - line + 1), Math.abs(a - end)) - Math.min(Math.abs(b - line + 1), Math.abs(b - end)),
    );
  return (nearest[0] ?? Math.min(line, now.length) - 1) + 1;
}
