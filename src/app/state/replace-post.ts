import type { Slug } from '../../posts/slug.ts';
import { trusted } from '../../text/sanitize.ts';
import { clampTop, type PlacedPost, postAt, selectScrollbackView } from './reader-position.ts';
import { startSearch } from './reader-search.ts';
import { mapReaders } from './resize.ts';
import { createEntry, type OutputPart, type ScrollbackEntry } from './scrollback.ts';
import { chunkCount, partAt, type RowPosition, type ScrollbackView, START } from './scrollback-rows.ts';
import { positionOfSource, sourceLineAt } from './stable-position.ts';
import type { ReaderMode, State } from './state.ts';
import { notify } from './state.ts';

/** Switches between the source and the rendered post, at the same paragraph. */
export function toggleSource(state: State, mode: ReaderMode, { post, index, line: topLine }: PlacedPost): State {
  const isSource = !post.isSource;
  const part: OutputPart = { document: isSource ? post.source : post.rendered, post: { ...post, isSource } };
  const line = mode.sourceToggleLine ?? topLine;
  const after = replacePart(state, { entry: mode.top.entry, index }, part, () => line);
  return { ...after, mode: { ...(after.mode as ReaderMode), sourceToggleLine: line } };
}

type PartAddress = { readonly entry: number; readonly index: number };

/** Replaces a part of an entry. The text at the top of the screen stays there. `mapLine` maps old source lines to new ones. */
function replacePart(
  state: State,
  { entry, index }: PartAddress,
  part: OutputPart,
  mapLine: (line: number) => number,
): State {
  const { command, parts } = state.entries[entry] as ScrollbackEntry;
  const after = { ...state, entries: state.entries.with(entry, createEntry(command, parts.with(index, part))) };
  const mapTop = (before: ScrollbackView, view: ScrollbackView, top: RowPosition): RowPosition => {
    const at = top.entry === entry ? partAt(before, top) : null;
    if (!at || at.index < index) return top;
    if (at.index === index) return positionOfSource(view, entry, index, mapLine(sourceLineAt(before, top)));
    return { ...top, chunk: top.chunk + chunkCount(view, entry) - chunkCount(before, entry) };
  };
  const keepTop = (mode: ReaderMode): ReaderMode => {
    if (mode.previousMode) return mode;
    const isHere = mode.top.entry === entry;
    const search = mode.search?.entry === entry ? null : mode.search;
    const kept: ReaderMode = { ...mode, search, ...(isHere && { resizeAnchor: null, sourceToggleLine: null }) };
    const view = selectScrollbackView({ ...after, mode: kept });
    const top = clampTop(view, mapTop(selectScrollbackView({ ...state, mode }), view, mode.top));
    if (!mode.search || search) return { ...kept, top };
    const again = startSearch(view, top.entry === entry ? top : { ...START, entry }, mode.search);
    return { ...kept, top, search: { ...again, pendingSteps: null } };
  };
  return { ...after, mode: mapReaders(state.mode, keepTop) };
}

const FILE_REMOVED = trusted('the file was removed; this is its last content');

/** Updates an open post after its file changed. The paragraph at the top of the screen stays there. */
export function applyReread(state: State, slug: Slug, fresh: OutputPart | null): State {
  const { mode } = state;
  const freshPost = fresh?.post;
  if (!freshPost) {
    const isOpen = mode.kind === 'reading' && postAt(state, mode)?.post.slug === slug;
    return isOpen ? notify(state, FILE_REMOVED) : state;
  }
  let after = state.notice === FILE_REMOVED ? { ...state, notice: null } : state;
  for (const [entry, { parts }] of state.entries.entries())
    for (const [index, { post }] of parts.entries()) {
      if (post?.slug !== slug || post.content === freshPost.content) continue;
      const { isSource } = post;
      const part = { document: isSource ? freshPost.source : fresh.document, post: { ...freshPost, isSource } };
      after = replacePart(after, { entry, index }, part, line => mapLine(post.content, freshPost.content, line));
    }
  return after;
}

/** Maps a line number to a new version of the text: the nearest identical line, else the same number. */
export function mapLine(before: string, after: string, line: number): number {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const text = old[line - 1];
  if (line < 1 || text === undefined) return line;
  // If the edit was below the line, its number is the same. If it was above, its distance from the end is the same.
  const candidates = [line - 1, now.length - (old.length - line) - 1];
  const distance = (at: number): number => Math.min(...candidates.map(candidate => Math.abs(at - candidate)));
  let nearest = -1;
  // Not sorted: a post may have a million blank lines.
  for (let at = now.indexOf(text); at !== -1; at = now.indexOf(text, at + 1))
    if (nearest === -1 || distance(at) < distance(nearest)) nearest = at;
  return nearest === -1 ? Math.min(line, now.length) : nearest + 1;
}
