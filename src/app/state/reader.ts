import type { Heading } from '../../layout/document.ts';
import { isCutAfter } from '../../layout/layout.ts';
import { catCommand } from '../../posts/slug.ts';
import { blanks, type Safe, safe, trusted } from '../../text/sanitize.ts';
import type { Action } from './actions.ts';
import { headingsIn, headingsOf } from './contents.ts';
import { createLine } from './line-editor.ts';
import { postBySlug } from './post-index.ts';
import { followLink, linkLabel, linksIn } from './post-links.ts';
import { runJob } from './prompt.ts';
import { type PlacedPost, postAt, scrollTo, scrollToSource, selectScrollbackView } from './reader-position.ts';
import { scrollToMatch, searchNext } from './reader-search.ts';
import { returnToPrompt } from './refresh-prompt.ts';
import { toggleSource } from './replace-post.ts';
import { compare, lastTop, linesFrom, moveBy, topOfLastEntry, viewRows } from './scrollback-rows.ts';
import { positionOfSource } from './stable-position.ts';
import type { ReaderMode, SelectMode, State } from './state.ts';
import { notify, requestEffect } from './state.ts';
import { extendTrail, followBack } from './trail.ts';

export function reduceReader(state: State, mode: ReaderMode, action: Action): State {
  const view = selectScrollbackView(state);
  const page = viewRows(state.size);
  switch (action.kind) {
    case 'scroll': {
      if (action.by === 'all')
        return scrollTo(state, mode, action.direction < 0 ? topOfLastEntry(view) : lastTop(view));
      const by = { row: 1, 'half-page': Math.max(1, page >> 1), page }[action.by];
      return scrollTo(state, mode, moveBy(view, mode.top, action.direction * by));
    }
    case 'scroll-sideways': {
      if (action.direction > 0 && !linesFrom(view, mode.top, page).some(({ spans }) => isCutAfter(spans))) return state;
      // By half a screen, as less does.
      const by = action.direction * Math.max(1, state.size.columns >> 1);
      return { ...state, mode: { ...mode, sideways: Math.max(0, mode.sideways + by) } };
    }
    case 'search': {
      const searchPrompt = { line: createLine(''), historyPosition: null, direction: action.direction, from: mode };
      return { ...state, mode: { ...mode, searchPrompt } };
    }
    case 'search-again':
      return mode.search
        ? scrollToMatch(state, mode, searchNext(view, mode.top, mode.search, action.direction))
        : notify(state, trusted('nothing to repeat. Press / to search'));
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

function reducePost(state: State, mode: ReaderMode, action: Action): State {
  const withPost = (then: (current: PlacedPost) => State): State => {
    const current = postAt(state, mode);
    return current ? then(current) : notify(state, trusted('not a post (press q)'));
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
    case 'to-bookmark':
      return withPost(post => goToBookmark(state, mode, post));
    case 'follow-link':
      return withPost(post => followLink(state, mode, post, action.address));
    case 'follow-back':
      return withPost(post => followBack(state, mode, post));
    case 'to-neighbor':
      return withPost(post => openNeighbor(state, mode, post, action.direction));
    case 'contents':
      return withPost(post => openContents(state, mode, post));
    case 'links':
      return withPost(post => openLinks(state, mode, post));
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
  const at = Math.max(0, rendered.findLastIndex(({ source }) => source > 0 && source <= current)); // biome-ignore format: one thought
  for (const chunk of direction > 0 ? rendered.slice(at) : rendered.slice(0, at + 1).toReversed()) {
    const headings = headingsIn(chunk);
    const next = direction > 0 ? headings.find(isBelow) : headings.findLast(({ source }) => source < current);
    if (next) return scrollToSource(state, mode, index, next.source);
  }
  return notify(state, trusted(direction > 0 ? 'no more headings below' : 'no more headings above'));
}

/** Scrolls to the bookmark. The place before the jump becomes the bookmark, so that the next call scrolls back. */
function goToBookmark(state: State, mode: ReaderMode, { index, line: bookmarkLine }: PlacedPost): State {
  if (mode.bookmarkLine === null) return notify(state, trusted('no saved place in this post'));
  return scrollToSource(state, { ...mode, bookmarkLine }, index, mode.bookmarkLine);
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
    label: linkLabel(state, post, link),
    action:
      link.local === null
        ? ({ kind: 'open-link', address: link.address } as const)
        : ({ kind: 'follow-link', address: link.local } as const),
  }));
  const below = links.findIndex(({ source }) => source >= line);
  const list = { title: trusted('Links'), verb: 'open', items, selected: below < 0 ? links.length - 1 : below };
  return openList(state, mode, list, trusted('no links in this post'));
}

type List = Omit<SelectMode, 'kind' | 'previousMode'>;

const openList = (state: State, previousMode: ReaderMode, list: List, emptyMessage: Safe): State =>
  list.items.length === 0 ? notify(state, emptyMessage) : { ...state, mode: { ...list, kind: 'select', previousMode } };
