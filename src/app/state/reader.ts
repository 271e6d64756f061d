import { isCutAfter } from '../../layout/code.ts';
import type { Heading } from '../../layout/document.ts';
import { catCommand } from '../../posts/slug.ts';
import { blanks, safe, trusted } from '../../text/sanitize.ts';
import type { Action } from './actions.ts';
import { headingsIn, headingsOf } from './contents.ts';
import { goToHaiku } from './haiku-list.ts';
import { goToLine, goToMark, goToPercent, locate, setMark } from './jumps.ts';
import { createLine } from './line-editor.ts';
import { postBySlug } from './post-index.ts';
import { followLink, linkItem, linksIn } from './post-links.ts';
import { runJob } from './prompt.ts';
import { type PlacedPost, postAt, scrollTo, scrollToSource, selectScrollbackView } from './reader-position.ts';
import { returnToPrompt } from './refresh-prompt.ts';
import { toggleSource } from './replace-post.ts';
import { chunkAtSource } from './scrollback.ts';
import { compare, linesFrom, moveBy, viewRows } from './scrollback-rows.ts';
import { searchAgain, toggleHighlights } from './search-again.ts';
import { positionOfSource } from './stable-position.ts';
import type { ReaderMode, State } from './state.ts';
import { notify, openList, requestEffect } from './state.ts';
import { extendTrail, followBack } from './trail.ts';

export function reduceReader(state: State, mode: ReaderMode, action: Action): State {
  const view = selectScrollbackView(state);
  const page = viewRows(state.size);
  switch (action.kind) {
    case 'scroll': {
      const after = action.by === 'half-page' ? withStep(state, 'rows', action.count) : state;
      const step = { row: 1, 'half-page': after.scrollSteps.rows ?? (state.size.rows + 1) >> 1, page }[action.by];
      const by = action.by === 'half-page' ? step : wholeCount(action.count) || step;
      return scrollTo(after, mode, moveBy(view, mode.top, action.direction * by));
    }
    case 'scroll-sideways':
      return scrollSideways(withStep(state, 'columns', action.count), mode, action.direction);
    case 'to-line':
      return goToLine(state, mode, action.direction, action.count);
    case 'to-percent':
      return goToPercent(state, mode, action.count ?? 0);
    case 'locate':
      return locate(state, mode);
    case 'search': {
      const { direction, count = 1 } = action;
      const searchPrompt = { line: createLine(''), historyPosition: null, direction, count, from: mode };
      return { ...state, mode: { ...mode, searchPrompt } };
    }
    case 'search-again':
      return searchAgain(state, mode, action.direction, action.count);
    case 'toggle-highlights':
      return toggleHighlights(state, mode);
    case 'open-link':
      return requestEffect(state, { kind: 'open', address: action.address });
    case 'escape':
      return mode.search ? { ...state, mode: { ...mode, search: null } } : back(state, mode);
    case 'back':
    case 'help':
      return back(state, mode);
    default:
      return reducePost(state, mode, action);
  }
}

const wholeCount = (count: number | undefined): number => Math.trunc(count ?? 0);

/** Keeps a count for the next scrolls, as in less. */
function withStep(state: State, side: keyof State['scrollSteps'], count: number | undefined): State {
  const step = wholeCount(count);
  return step === 0 ? state : { ...state, scrollSteps: { ...state.scrollSteps, [side]: step } };
}

function scrollSideways(state: State, mode: ReaderMode, direction: 1 | -1): State {
  const lines = linesFrom(selectScrollbackView(state), mode.top, viewRows(state.size));
  const canScroll = direction > 0 ? lines.some(({ spans }) => isCutAfter(spans)) : mode.sideways > 0;
  if (!canScroll) return notify(state, trusted('no more code on this side'));
  const by = direction * (state.scrollSteps.columns ?? Math.max(1, state.size.columns >> 1));
  return { ...state, mode: { ...mode, sideways: Math.max(0, mode.sideways + by) } };
}

function reducePost(state: State, mode: ReaderMode, action: Action): State {
  const withPost = (then: (current: PlacedPost) => State): State => {
    const current = postAt(state, mode);
    return current ? then(current) : notify(state, trusted('not a post'));
  };
  switch (action.kind) {
    case 'to-heading':
      return withPost(post => goToHeading(state, mode, post, action.direction));
    case 'to-contents-item':
      return withPost(current => {
        const heading = headingsOf(current.post.rendered)[action.index];
        const trail = extendTrail(state, mode, current);
        return heading ? scrollToSource(state, { ...mode, trail }, current.index, heading.source) : state;
      });
    case 'set-mark':
      return withPost(post => setMark(state, mode, post, action.letter));
    case 'to-mark':
      return withPost(post => goToMark(state, mode, post, action.letter));
    case 'follow-link':
      return withPost(post => followLink(state, mode, post, action.address));
    case 'follow-back':
      return withPost(() => followBack(state, mode));
    case 'to-neighbor':
      return withPost(post => openNeighbor(state, mode, post, action.direction));
    case 'contents':
      return withPost(post => openContents(state, mode, post));
    case 'links':
      return withPost(post => openLinks(state, mode, post));
    case 'find-haiku':
      return withPost(({ post }) => requestEffect(state, { kind: 'find-haiku', post }));
    case 'to-haiku':
      return withPost(current => goToHaiku(state, mode, current, action));
    case 'toggle-source':
      return withPost(post => toggleSource(state, mode, post));
    case 'copy-command':
    case 'copy-post':
    case 'edit-post':
    case 'page-post': {
      const { columns } = state.size;
      return withPost(({ post, line }) => requestEffect(state, { kind: action.kind, post, line, columns }));
    }
    default:
      return state;
  }
}

const back = (state: State, { previousMode }: ReaderMode): State => ({
  ...state,
  mode: previousMode?.kind === 'reading' ? previousMode : returnToPrompt(state, previousMode ?? state.lastPrompt),
});

function goToHeading(state: State, mode: ReaderMode, { post, index, line: top }: PlacedPost, direction: 1 | -1): State {
  const { rendered } = post;
  // Above the title, the reader counts as at the title.
  const first = rendered.find(({ source }) => source > 0);
  const title = first && headingsIn(first)[0];
  const current = title?.level === 0 ? Math.max(top, title.source) : top;
  const view = selectScrollbackView(state);
  const isBelow = ({ source, level }: Heading): boolean =>
    // The blank row above a heading belongs to it, but there the heading is still ahead.
    source > current ||
    (source === top && level > 0 && compare(positionOfSource(view, mode.top.entry, index, source), mode.top) > 0);
  const at = chunkAtSource(rendered, current);
  for (const chunk of direction > 0 ? rendered.slice(at) : rendered.slice(0, at + 1).toReversed()) {
    const headings = headingsIn(chunk);
    const next = direction > 0 ? headings.find(isBelow) : headings.findLast(({ source }) => source < current);
    if (next) return scrollToSource(state, mode, index, next.source);
  }
  return notify(state, trusted(direction > 0 ? 'no more headings below' : 'no more headings above'));
}

function openNeighbor(state: State, mode: ReaderMode, current: PlacedPost, direction: 1 | -1): State {
  const post = postBySlug(state.postIndex, current.post.slug, direction);
  if (post) return runJob(state, { command: catCommand(post), trail: extendTrail(state, mode, current) });
  return notify(state, trusted(direction > 0 ? 'no older post' : 'no newer post'));
}

function openContents(state: State, mode: ReaderMode, { post, line }: PlacedPost): State {
  const headings = headingsOf(post.rendered);
  const levels = [...new Set(headings.map(({ level }) => level))].sort();
  const items = headings.map(({ level, text }, index) => ({
    label: safe`${blanks(2 * levels.indexOf(level))}${text}`,
    action: { kind: 'to-contents-item', index } as const,
  }));
  const selected = Math.max(
    0,
    headings.findLastIndex(({ source }) => source <= line),
  );
  const list = { title: trusted('Contents'), verb: 'go to', items, selected };
  return openList(state, mode, list, trusted('no headings in this post'));
}

function openLinks(state: State, mode: ReaderMode, { post, line }: PlacedPost): State {
  const links = post.rendered.flatMap(linksIn);
  const items = links.map(link => ({
    ...linkItem(state, post, link),
    action:
      link.local === null
        ? ({ kind: 'open-link', address: link.address } as const)
        : ({ kind: 'follow-link', address: link.local } as const),
  }));
  const below = links.findIndex(({ source }) => source >= line);
  const list = { title: trusted('Links'), verb: 'open', items, selected: below < 0 ? links.length - 1 : below };
  return openList(state, mode, list, trusted('no links in this post'));
}
