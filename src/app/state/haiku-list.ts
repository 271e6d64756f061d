import { escapeRegExp } from '../../search/regex.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import type { HaikuFound } from './actions.ts';
import { type PlacedPost, postAt, scrollToSource, selectScrollbackView } from './reader-position.ts';
import { compileSearch, scrollToMatch, startSearch } from './reader-search.ts';
import { positionOfSource } from './stable-position.ts';
import { openList, type ReaderMode, type State } from './state.ts';
import { extendTrail } from './trail.ts';

/** Lists the haiku that were found in the open post. Ignores them if another post is open by now. */
export function openHaiku(state: State, { slug, found }: HaikuFound): State {
  const { mode } = state;
  if (mode.kind !== 'reading' || postAt(state, mode)?.post.slug !== slug) return state;
  const items = found.map(({ haiku, line }) => ({
    label: sanitize(haiku.join(' / '), 'name'),
    action: { kind: 'to-haiku', haiku, line } as const,
  }));
  const list = { title: trusted('Haiku in its sentences'), verb: 'go to', items, selected: 0 };
  return openList(state, mode, list, trusted('no haiku found in this post'));
}

type Target = HaikuFound['found'][number];

/** Scrolls to the line of a haiku. Its words are marked like the match of a search, where they stand in one paragraph. */
export function goToHaiku(state: State, before: ReaderMode, current: PlacedPost, { haiku, line }: Target): State {
  const mode = { ...before, trail: extendTrail(state, before, current) };
  const after = scrollToSource(state, mode, current.index, line);
  const text = haiku.join(' ');
  const expression = compileSearch(escapeRegExp(text));
  if ('problem' in expression || after.mode.kind !== 'reading') return after;
  const view = selectScrollbackView(after);
  const from = positionOfSource(view, mode.top.entry, current.index, line);
  const query = { pattern: text, expression, direction: 1 as const };
  return scrollToMatch(after, after.mode, startSearch(view, from, query));
}
