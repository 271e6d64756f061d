import type { Post } from '../../src/post/library.ts';
import { type Page, sourcePage } from '../../src/render/page.ts';
import { searcher } from '../../src/search/fuzzy.ts';
import { reduce } from '../../src/session/reduce.ts';
import { type Part, type Turn, turnOf } from '../../src/session/scrollback.ts';
import type { Running, Shelf, State } from '../../src/session/state.ts';

/** Some posts as a session has them when all are loaded. */
export const shelfOf = (posts: readonly Post[]): Shelf => ({
  search: searcher(posts),
  count: posts.length,
  loading: null,
});

/** A turn that read a post with such a content, set as such a page. */
export const postTurn = (command: string, page: Page, content = '', slug = 'x'): Turn =>
  turnOf(command, [
    {
      page,
      post: { slug, path: `${slug}.md`, content, rendered: page, source: sourcePage(slug, content), isSource: false },
    },
  ]);

/** A turn of rows that are no post. */
export const rowsTurn = (command: string, page: Page): Turn => turnOf(command, [{ page, post: null }]);

/** A session after a command has run in it, which it is if it was not running one yet. */
export function afterRun(state: State, { command, parts }: Pick<Turn, 'command' | 'parts'>): State {
  const started: Running = { kind: 'running', job: { command }, hasTurn: false, isStopping: false, ahead: [] };
  const mode = state.mode.kind === 'running' ? { ...state.mode, job: { command } } : started;
  const putOut = (state: State, part: Part): State => reduce(state, { kind: 'put-out', part });
  return reduce(parts.reduce(putOut, { ...state, mode }), { kind: 'ran' });
}
