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
import { clampTop, notify, type PlacedPost, postAt, selectScrollbackView, withReadings } from './transitions.ts';

/** The post as it was written, or as it is set for reading again, at the same paragraph. */
export function toggleSource(state: State, mode: ReaderMode, placed: PlacedPost): State {
  const { post } = placed;
  const isSource = !post.isSource;
  const part: OutputPart = { document: isSource ? post.source : post.rendered, post: { ...post, isSource } };
  const line = mode.sourceToggleLine ?? placed.line;
  const after = withPart(state, { entry: mode.top.entry, index: placed.index, part, lineNow: () => line });
  return { ...after, mode: { ...(after.mode as ReaderMode), sourceToggleLine: line } };
}

/** A part that takes the place of one of a entry; `lineNow` is where a line of the content stands in it. */
type Change = {
  readonly entry: number;
  readonly index: number;
  readonly part: OutputPart;
  readonly lineNow: (line: number) => number;
};

/** What is at the top stays there, be it in the part that changes or not. */
function withPart(state: State, change: Change): State {
  const { entry, index, part } = change;
  const old = state.entries[entry] as ScrollbackEntry;
  const after = { ...state, entries: state.entries.with(entry, createEntry(old.command, old.parts.with(index, part))) };
  const stay = (mode: ReaderMode): ReaderMode => {
    if (mode.previousMode) return mode;
    const search = mode.search?.entry === entry ? null : mode.search;
    const still: ReaderMode = {
      ...mode,
      search,
      ...(mode.top.entry === entry ? { resizeAnchor: null, sourceToggleLine: null } : {}),
    };
    const rows = selectScrollbackView({ ...after, mode: still });
    const moved: ReaderMode = {
      ...still,
      top: clampTop(rows, topNow(selectScrollbackView({ ...state, mode }), rows, mode.top, change)),
    };
    if (!mode.search || search) return moved;
    const from = moved.top.entry === entry ? moved.top : { entry, chunk: 0, row: 0 };
    return {
      ...moved,
      search: {
        ...startSearch(selectScrollbackView({ ...after, mode: moved }), from, mode.search),
        pendingSteps: null,
      },
    };
  };
  return { ...after, mode: withReadings(withLines(state.mode, change), stay) };
}

/** A list of places in the part that changes goes to where they are now. */
function withLines(mode: Mode, { entry, index, lineNow }: Change): Mode {
  if (mode.kind !== 'select') return mode;
  const items = mode.items.map((item): MenuItem => {
    const { action } = item;
    const isHere = action.kind === 'to-line' && action.entry === entry && action.part === index;
    return isHere ? { ...item, action: { ...action, line: lineNow(action.line) } } : item;
  });
  return { ...mode, items };
}

function topNow(
  before: ScrollbackView,
  after: ScrollbackView,
  top: RowPosition,
  { entry, index, lineNow }: Change,
): RowPosition {
  const placed = top.entry === entry ? partAt(before, top) : null;
  if (!placed || placed.index < index) return top;
  if (placed.index === index) return positionOfSource(after, entry, index, lineNow(sourceLineAt(before, top)));
  const pages = [before, after].map(({ entries }) => entries[entry]?.document.length ?? 0);
  return { ...top, chunk: top.chunk + (pages[1] ?? 0) - (pages[0] ?? 0) };
}

/** A post that is open changes on the disk: its paragraph at the top stays there. */
export function applyReread(state: State, slug: Slug, fresh: OutputPart | null): State {
  const { mode } = state;
  if (fresh === null) {
    const isOpen = mode.kind === 'reading' && postAt(state, mode)?.post.slug === slug;
    return isOpen ? notify(state, trusted('the file of this post is gone; this is what it held')) : state;
  }
  let after = state;
  for (const [entry, { parts }] of state.entries.entries())
    for (const [index, { post }] of parts.entries()) {
      if (post?.slug !== slug || !fresh.post || post.content === fresh.post.content) continue;
      const part: OutputPart = post.isSource
        ? { document: fresh.post.source, post: { ...fresh.post, isSource: true } }
        : fresh;
      const lineNow = (line: number): number => mapLine(post.content, fresh.post?.content ?? '', line);
      after = withPart(after, { entry, index, part, lineNow });
    }
  return after;
}

/** Where a line of a text stands in a later version of it: the same line, the nearest there is, else by what is above. */
export function mapLine(before: string, after: string, line: number): number {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const text = old[line - 1];
  if (line < 1 || text === undefined) return line;
  const end = now.length - (old.length - line) - 1;
  // What was added or taken away stands above, below, or is the line itself.
  const nearest = [...now.keys()]
    .filter(at => now[at] === text)
    .sort(
      (a, b) =>
        Math.min(Math.abs(a - line + 1), Math.abs(a - end)) - Math.min(Math.abs(b - line + 1), Math.abs(b - end)),
    );
  return (nearest[0] ?? Math.min(line, now.length) - 1) + 1;
}
