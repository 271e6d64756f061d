import { isCutAfter } from '../../layout/layout.ts';
import { blanks, type Safe, safe, trusted } from '../../text/sanitize.ts';
import type { Size } from '../../text/width.ts';
import type { Action, PostErrand } from './actions.ts';
import { quotedCat } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { toggleSource } from './open-post.ts';
import { headingsIn, linksIn } from './outline.ts';
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

/** What an action does while reading. */
export function reduceReader(state: State, mode: ReaderMode, action: Action): State {
  const rows = selectScrollbackView(state);
  const page = viewRows(state.size);
  const withPost = (then: (placed: PlacedPost) => State): State => {
    const placed = postAt(state, mode);
    return placed ? then(placed) : notAPost(state);
  };
  switch (action.kind) {
    case 'scroll': {
      const by = { row: 1, 'half-page': Math.max(1, page >> 1), page }[action.by];
      return scrollTo(state, mode, moveBy(rows, mode.top, action.direction * by));
    }
    case 'scroll-to':
      return scrollTo(state, mode, action.end === 'top' ? topOfLastEntry(rows) : lastTop(rows));
    case 'scroll-sideways': {
      if (action.direction > 0 && !linesFrom(rows, mode.top, page).some(({ spans }) => isCutAfter(spans))) return state;
      // By half a screen, as less does.
      const by = action.direction * Math.max(1, state.size.columns >> 1);
      return { ...state, mode: { ...mode, sideways: Math.max(0, mode.sideways + by) } };
    }
    case 'search': {
      const searchPrompt: SearchPrompt = {
        line: createLine(''),
        back: 0,
        draft: createLine(''),
        direction: action.direction,
        from: mode,
      };
      return { ...state, mode: { ...mode, searchPrompt } };
    }
    case 'search-again':
      return mode.search
        ? scrollToMatch(state, mode, searchNext(rows, mode.top, mode.search, action.direction))
        : notify(state, trusted('nothing was searched for yet: / searches'));
    case 'to-heading':
      return withPost(placed => goToHeading(state, mode, placed, action.direction));
    case 'to-line':
      return scrollTo(state, mode, positionOfSource(rows, action.entry, action.part, action.line));
    case 'to-bookmark':
      return withPost(placed => goToBookmark(state, mode, placed));
    case 'neighbor':
      return withPost(placed => openNeighbor(state, placed, action.direction));
    case 'contents':
      return withPost(placed => openContents(state, mode, placed));
    case 'links':
      return withPost(placed => openLinks(state, mode, placed));
    case 'open-link':
      return requestEffect(state, { kind: 'open', address: action.address });
    case 'toggle-source':
      return withPost(placed => toggleSource(state, mode, placed));
    case 'copy-command':
    case 'copy-post':
    case 'edit-post':
    case 'page-post':
      return withPost(placed => requestEffect(state, toRequest(placed, state.size, action)));
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

/** To the next heading of the post at the top, or the one before. */
function goToHeading(state: State, mode: ReaderMode, { post, index, line: top }: PlacedPost, direction: 1 | -1): State {
  // Above the title one is at it.
  const { rendered } = post;
  const first = rendered.find(({ source }) => source > 0);
  const title = first && headingsIn(first)[0];
  const here = title?.level === 0 ? Math.max(top, title.source) : top;
  const at = Math.max(0, rendered.findLastIndex(({ source }) => source > 0 && source <= here)); // biome-ignore format: one thought
  const chunks = direction > 0 ? rendered.slice(at) : rendered.slice(0, at + 1).toReversed();
  for (const chunk of chunks) {
    const headings = direction > 0 ? headingsIn(chunk) : headingsIn(chunk).toReversed();
    for (const { source, level } of headings) {
      if (direction > 0 ? source < here : source >= here) continue;
      const position = positionOfSource(selectScrollbackView(state), mode.top.entry, index, source);
      // The air above a heading is the heading's, but one that stands there is not at it yet.
      const isBelow = source > here || (source === top && level > 0 && compare(position, mode.top) > 0);
      if (direction < 0 || isBelow) return scrollTo(state, mode, position);
    }
  }
  return notify(state, trusted(direction > 0 ? 'no heading further down' : 'no heading further up'));
}

/** To where the post was left the last time; then back to where the reader was. */
function goToBookmark(state: State, mode: ReaderMode, { index, line: bookmarkLine }: PlacedPost): State {
  if (mode.bookmarkLine === null) return notify(state, trusted('this post was not left anywhere but at its top'));
  return scrollTo(
    state,
    { ...mode, bookmarkLine },
    positionOfSource(selectScrollbackView(state), mode.top.entry, index, mode.bookmarkLine),
  );
}

function openNeighbor(state: State, { post }: PlacedPost, direction: 'older' | 'newer'): State {
  const slug = neighborSlug(state.postIndex, post.slug, direction === 'older' ? 1 : -1);
  if (slug !== null) return runJob(state, { command: quotedCat(slug) });
  return notify(state, trusted(direction === 'older' ? 'there is no older post' : 'there is no newer post'));
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
  const here = headings.findLastIndex(({ source }) => source <= line);
  const list = { title: trusted('Contents'), verb: 'go there', items, selected: Math.max(0, here) };
  return choosing(state, mode, list, trusted('this post has no headings'));
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
  return choosing(state, mode, list, trusted('this post has no links'));
}

/** A list to choose from, or what is said where it would be empty. */
function choosing(
  state: State,
  previousMode: ReaderMode,
  { items, ...rest }: Omit<SelectMode, 'kind' | 'previousMode'>,
  none: Safe,
): State {
  if (items.length === 0) return notify(state, none);
  return { ...state, mode: { ...rest, kind: 'select', items, previousMode } };
}

function toRequest({ post, line }: PlacedPost, { columns }: Size, { kind }: PostErrand): EffectRequest {
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
