import type { Chunk, Heading, Link } from '../../layout/document.ts';
import { isCutAfter } from '../../layout/layout.ts';
import { blanks, type Safe, safe, trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import { memoizeWeak } from '../../util/memoize.ts';
import type { Action, PostRequest } from './actions.ts';
import { quotedCat } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { toggleSource } from './open-post.ts';
import { neighborSlug } from './post-index.ts';
import { freshPrompt, runJob } from './prompt.ts';
import { searchNext } from './reader-search.ts';
import { compare, lastTop, linesFrom, moveBy, positionOfSource, topOfLastEntry, viewRows } from './scrollback.ts';
import { scrollToMatch } from './search-prompt.ts';
import type { MenuItem, ReaderMode, SearchPrompt, SelectMode, State } from './state.ts';
import {
  notAPost,
  notify,
  type PlacedPost,
  postAt,
  requestEffect,
  scrollTo,
  selectScrollbackView,
} from './transitions.ts';
import type { EffectRequest } from './types.ts';

/** Headings and links of a chunk, cached: they are parsed. */
const headingsIn: (chunk: Chunk) => readonly Heading[] = memoizeWeak(chunk => chunk.headings());
const linksIn: (chunk: Chunk) => readonly Link[] = memoizeWeak(chunk => chunk.links());

/** The state after an action in the reader. */
export function reduceReader(state: State, mode: ReaderMode, action: Action): State {
  const view = selectScrollbackView(state);
  const page = viewRows(state.size);
  const withPost = (then: (current: PlacedPost) => State): State => {
    const current = postAt(state, mode);
    return current ? then(current) : notAPost(state);
  };
  switch (action.kind) {
    case 'scroll': {
      const by = { row: 1, 'half-page': Math.max(1, page >> 1), page }[action.by];
      return scrollTo(state, mode, moveBy(view, mode.top, action.direction * by));
    }
    case 'scroll-to':
      return scrollTo(state, mode, action.end === 'top' ? topOfLastEntry(view) : lastTop(view));
    case 'scroll-sideways': {
      if (action.direction > 0 && !linesFrom(view, mode.top, page).some(({ spans }) => isCutAfter(spans))) return state;
      // By half a screen, as less does.
      const by = action.direction * Math.max(1, state.size.columns >> 1);
      return { ...state, mode: { ...mode, sideways: Math.max(0, mode.sideways + by) } };
    }
    case 'search': {
      const [line, draft] = [createLine(''), createLine('')];
      const searchPrompt: SearchPrompt = { line, back: 0, draft, direction: action.direction, from: mode };
      return { ...state, mode: { ...mode, searchPrompt } };
    }
    case 'search-again':
      return mode.search
        ? scrollToMatch(state, mode, searchNext(view, mode.top, mode.search, action.direction))
        : notify(state, trusted('nothing to repeat. Press / to search'));
    case 'to-heading':
      return withPost(post => goToHeading(state, mode, post, action.direction));
    case 'to-line':
      return scrollTo(state, mode, positionOfSource(view, action.entry, action.part, action.line));
    case 'to-bookmark':
      return withPost(post => goToBookmark(state, mode, post));
    case 'neighbor':
      return withPost(post => openNeighbor(state, post, action.direction));
    case 'contents':
      return withPost(post => openContents(state, mode, post));
    case 'links':
      return withPost(post => openLinks(state, mode, post));
    case 'open-link':
      return requestEffect(state, { kind: 'open', address: action.address });
    case 'toggle-source':
      return withPost(post => toggleSource(state, mode, post));
    case 'copy-command':
    case 'copy-post':
    case 'edit-post':
    case 'page-post':
      return withPost(post => requestEffect(state, toRequest(post, state.size, action)));
    case 'escape':
      if (mode.search) return { ...state, mode: { ...mode, search: null } };
      return back(state, mode);
    case 'back':
    case 'help':
      return back(state, mode);
    default:
      return state;
  }
}

const back = (state: State, { previousMode }: ReaderMode): State => ({
  ...state,
  mode: previousMode ?? freshPrompt(state),
});

/** Scrolls to the next or previous heading of the post at the top. */
function goToHeading(state: State, mode: ReaderMode, { post, index, line: top }: PlacedPost, direction: 1 | -1): State {
  // The rows above the title count as the title.
  const { rendered } = post;
  const first = rendered.find(({ source }) => source > 0);
  const title = first && headingsIn(first)[0];
  const current = title?.level === 0 ? Math.max(top, title.source) : top;
  const at = Math.max(0, rendered.findLastIndex(({ source }) => source > 0 && source <= current)); // biome-ignore format: one thought
  const chunks = direction > 0 ? rendered.slice(at) : rendered.slice(0, at + 1).toReversed();
  for (const chunk of chunks) {
    const headings = direction > 0 ? headingsIn(chunk) : headingsIn(chunk).toReversed();
    for (const { source, level } of headings) {
      if (direction > 0 ? source < current : source >= current) continue;
      const position = positionOfSource(selectScrollbackView(state), mode.top.entry, index, source);
      // The blank row above a heading belongs to it, but a reader there has not reached it yet.
      const isBelow = source > current || (source === top && level > 0 && compare(position, mode.top) > 0);
      if (direction < 0 || isBelow) return scrollTo(state, mode, position);
    }
  }
  return notify(state, trusted(direction > 0 ? 'no more headings below' : 'no more headings above'));
}

/** Scrolls to the saved place, and the next time back. */
function goToBookmark(state: State, mode: ReaderMode, { index, line: bookmarkLine }: PlacedPost): State {
  if (mode.bookmarkLine === null) return notify(state, trusted('no saved place in this post'));
  return scrollTo(
    state,
    { ...mode, bookmarkLine },
    positionOfSource(selectScrollbackView(state), mode.top.entry, index, mode.bookmarkLine),
  );
}

function openNeighbor(state: State, { post }: PlacedPost, direction: 'older' | 'newer'): State {
  const slug = neighborSlug(state.postIndex, post.slug, direction === 'older' ? 1 : -1);
  if (slug !== null) return runJob(state, { command: quotedCat(slug) });
  return notify(state, trusted(direction === 'older' ? 'no older post' : 'no newer post'));
}

function openContents(state: State, mode: ReaderMode, { post, index, line }: PlacedPost): State {
  const headings = post.rendered.flatMap(headingsIn);
  const levels = [...new Set(headings.map(({ level }) => level))].sort();
  const items = headings.map(
    ({ level, text, source }): MenuItem => ({
      label: safe`${blanks(2 * levels.indexOf(level))}${text}`,
      action: { kind: 'to-line', entry: mode.top.entry, part: index, line: source },
    }),
  );
  const current = headings.findLastIndex(({ source }) => source <= line);
  const list = { title: trusted('Contents'), verb: 'go to', items, selected: Math.max(0, current) };
  return openList(state, mode, list, trusted('no headings in this post'));
}

function openLinks(state: State, mode: ReaderMode, { post, line }: PlacedPost): State {
  const all = post.rendered.flatMap(linksIn);
  const items = all.map(
    ({ text, address }): MenuItem => ({
      label: text === address || text === '' ? address : safe`${text}  ${address}`,
      action: { kind: 'open-link', address },
    }),
  );
  const below = all.findIndex(({ source }) => source >= line);
  const list = { title: trusted('Links'), verb: 'open', items, selected: below < 0 ? all.length - 1 : below };
  return openList(state, mode, list, trusted('no links in this post'));
}

/** Opens a list, or shows a message where it has no items. */
function openList(
  state: State,
  previousMode: ReaderMode,
  { items, ...rest }: Omit<SelectMode, 'kind' | 'previousMode'>,
  emptyMessage: Safe,
): State {
  if (items.length === 0) return notify(state, emptyMessage);
  return { ...state, mode: { ...rest, kind: 'select', items, previousMode } };
}

function toRequest({ post, line }: PlacedPost, { columns }: Size, { kind }: PostRequest): EffectRequest {
  const { slug, path, content } = post;
  switch (kind) {
    case 'copy-command':
      return { kind, command: quotedCat(slug) };
    case 'copy-post':
      return { kind, content };
    case 'edit-post':
      return { kind: 'edit', entry: { slug, path }, line: Math.max(1, line) };
    case 'page-post':
      return { kind: 'page', slug, content, columns };
  }
}
