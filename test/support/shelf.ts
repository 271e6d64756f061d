import type { Post } from '../../src/post/library.ts';
import { searcher } from '../../src/search/fuzzy.ts';
import type { Turn } from '../../src/session/scrollback.ts';
import { type Action, type Running, reduce, type Shelf, type State } from '../../src/session/state.ts';

/** Some posts as a session has them when all are loaded. */
export const shelfOf = (posts: readonly Post[]): Shelf => ({
  search: searcher(posts),
  count: posts.length,
  loading: null,
});

/** A session after a command has run in it, which it is if it was not running one yet. */
export function afterRun(state: State, { command, slug, page }: Turn): State {
  const started: Running = { kind: 'running', job: { command }, hasTurn: false, isStopping: false, ahead: [] };
  const mode = state.mode.kind === 'running' ? { ...state.mode, job: { command } } : started;
  const actions: readonly Action[] = [{ kind: 'put-out', part: { page, slug } }, { kind: 'ran' }];
  return actions.reduce(reduce, { ...state, mode });
}
