import type { Action } from '../../src/app/state/actions.ts';
import type { LineMatch } from '../../src/app/state/grep-results.ts';
import { type PostIndex, widestHaikuOf } from '../../src/app/state/post-index.ts';
import { isCounted } from '../../src/app/state/reader-search.ts';
import { reduce } from '../../src/app/state/reduce.ts';
import { createEntry, type OutputPart, type ScrollbackEntry } from '../../src/app/state/scrollback.ts';
import type { Running, State } from '../../src/app/state/state.ts';
import { type Document, sourceDocument } from '../../src/layout/document.ts';
import type { Post } from '../../src/posts/types.ts';
import { createSearch } from '../../src/search/fuzzy-search.ts';
import { refOf } from './library.ts';

/** Creates the index of posts that are all loaded. */
export const createPostIndex = (posts: readonly Post[]): PostIndex => ({
  search: createSearch(posts),
  count: posts.length,
  widestHaiku: widestHaikuOf(posts),
  loading: null,
  problem: null,
  unread: null,
});

/** Creates the scrollback entry of a command that printed a post. */
export const postEntry = (command: string, document: Document, content = '', slug = 'x'): ScrollbackEntry =>
  createEntry(command, [
    {
      document,
      post: {
        slug,
        path: `${slug}.md`,
        content,
        rendered: document,
        source: sourceDocument(refOf(slug), content),
        isSource: false,
      },
    },
  ]);

/** Creates the scrollback entry of a command whose output is not a post. */
export const outputEntry = (command: string, document: Document): ScrollbackEntry =>
  createEntry(command, [{ document, post: null }]);

/** Returns the state after a command has run. */
export function afterRun(state: State, { command, parts }: Pick<ScrollbackEntry, 'command' | 'parts'>): State {
  const started: Running = { kind: 'running', job: { command }, hasEntry: false, isStopping: false };
  const mode = state.mode.kind === 'running' ? { ...state.mode, job: { command } } : started;
  const appendOutput = (state: State, part: OutputPart): State => reduce(state, { kind: 'output', part });
  return reduce(parts.reduce(appendOutput, { ...state, mode }), { kind: 'finished' });
}

/** A key by its name, or any other action. */
export type Step = string | Action;

/** Returns the state after some keys and other actions. */
export const play = (state: State, ...steps: readonly Step[]): State =>
  steps.reduce<State>(
    (before, step) => reduce(before, typeof step === 'string' ? { kind: 'key', name: step } : step),
    state,
  );

/** Returns the state after the text of the posts was searched for what is typed. */
export function textSearched(state: State, hits: readonly LineMatch[] = [], isDone = true): State {
  const { mode } = state;
  const query = mode.kind === 'prompt' && mode.menu.kind === 'posts' ? mode.menu.text.query : null;
  return query ? reduce(state, { kind: 'text-batch', query, hits, isDone }) : state;
}

/** Returns the state after all matches of the search are counted. */
export function allCounted(state: State): State {
  const { mode } = state;
  const isOpen = mode.kind === 'reading' && mode.search !== null && !isCounted(mode.search);
  return isOpen ? allCounted(reduce(state, { kind: 'count-more' })) : state;
}
