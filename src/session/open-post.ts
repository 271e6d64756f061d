import type { Slug } from '../post/slug.ts';
import { own } from '../render/sanitize.ts';
import { find } from './finding.ts';
import { type OpenPost, type Part, sourceAt, spotOfSource, type Turn, turnOf } from './scrollback.ts';
import { type Reading, type State, scrolled } from './state.ts';
import { postAt, say, to } from './view.ts';

/** The post as it was written, or as it is set for reading again, at the same paragraph. */
export function toggledSource(state: State, mode: Reading): State {
  const placed = postAt(state, mode);
  if (!placed || mode.over) return say(state, own('there is no post here'));
  const here = sourceAt(scrolled(state), mode.top);
  const { post } = placed;
  const isSource = !post.isSource;
  const part: Part = { page: isSource ? post.source : post.rendered, post: { ...post, isSource } };
  return withPart(state, mode, mode.top.turn, placed.index, part, here);
}

/** A turn has another part in a place of one; what is at the top stays there, if it is in it, at a line of the content. */
function withPart(state: State, mode: Reading, turn: number, index: number, part: Part, line: number): State {
  const old = state.turns[turn] as Turn;
  const changed = { ...state, turns: state.turns.with(turn, turnOf(old.command, old.parts.with(index, part))) };
  const finding = mode.finding?.turn === turn ? null : mode.finding;
  const still: Reading = { ...mode, finding };
  const rows = scrolled({ ...changed, mode: still });
  const moved = to(changed, still, spotOfSource(rows, turn, index, line));
  if (!mode.finding || finding || moved.mode.kind !== 'reading') return moved;
  const again = find(scrolled(moved), moved.mode.top, mode.finding);
  return { ...moved, mode: { ...moved.mode, finding: { ...again, wanted: null, at: again.at } } };
}

/** A post that is open changes on the disk: its paragraph at the top stays there. */
export function reread(state: State, slug: Slug, fresh: Part | null): State {
  const { mode } = state;
  if (fresh === null) {
    const isOpen = mode.kind === 'reading' && postAt(state, mode)?.post.slug === slug;
    return isOpen ? say(state, own('the file of this post is gone; this is what it held')) : state;
  }
  let after = state;
  for (const [turn, { parts }] of state.turns.entries())
    for (const [index, { post }] of parts.entries()) {
      if (post?.slug !== slug || !fresh.post || post.content === fresh.post.content) continue;
      const part: Part = post.isSource ? { page: fresh.post.source, post: { ...fresh.post, isSource: true } } : fresh;
      after = refreshed(after, turn, index, post, part);
    }
  return after;
}

function refreshed(state: State, turn: number, index: number, before: OpenPost, part: Part): State {
  const { mode } = state;
  const old = state.turns[turn] as Turn;
  const isHere = mode.kind === 'reading' && !mode.over && mode.top.turn === turn;
  if (!isHere) return { ...state, turns: state.turns.with(turn, turnOf(old.command, old.parts.with(index, part))) };
  const placed = postAt(state, mode);
  if (placed?.index !== index) return withPart(state, mode, turn, index, part, 0);
  const line = lineAfter(before.content, part.post?.content ?? '', sourceAt(scrolled(state), mode.top));
  return withPart(state, mode, turn, index, part, line);
}

/** Where a line of a text stands in a later version of it: the same line, the nearest there is, else by what is above. */
export function lineAfter(before: string, after: string, line: number): number {
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
