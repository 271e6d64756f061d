import type { Hits } from '../../search/hits.ts';
import { hasWords, parseTextQuery, type TextQuery } from '../../search/text-query.ts';
import type { LineMatch } from './grep-results.ts';

/** The posts that have the words of a query in their text only, each with a line. They are below the hits of a menu. */
export type TextResults = {
  /** Null if the text is not searched. */
  readonly query: TextQuery | null;
  readonly hits: readonly LineMatch[];
  readonly isDone: boolean;
  /** Enter was pressed before there was anything to open, so the first hit is opened. */
  readonly opensFirst: boolean;
};

/** A menu with a query and its results. */
type Searched = { readonly query: string; readonly text: TextResults };

const NOT_SEARCHED: TextResults = { query: null, hits: [], isDone: true, opensFirst: false };

/**
 * Returns the results of a query until the text is searched: those of the menu `before` that match it too, and are not among
 * the hits `above`.
 */
export function startTextSearch(query: string, above: Hits, before: Searched | null): TextResults {
  const parsed = parseTextQuery(query);
  if (parsed === null) return NOT_SEARCHED;
  const matching = before?.text.hits.filter(({ text }) => hasWords(text, parsed)) ?? [];
  const listed = matching.length === 0 ? null : new Set(above.posts().map(({ path }) => path));
  const hits = matching.filter(({ path }) => !listed?.has(path));
  // If the search begins again, because posts were added, Enter still waits for its first hit.
  const opensFirst = before?.query === query && before.text.opensFirst;
  return { query: parsed, hits, isDone: false, opensFirst };
}

/** Adds the hits of a search so far. A hit keeps its row. When the search is done, hits that it did not find are removed. */
export function addTextHits(results: TextResults, found: readonly LineMatch[], isDone: boolean): TextResults {
  const byPath = new Map(found.map(hit => [hit.path, hit]));
  const kept = results.hits.flatMap(hit => byPath.get(hit.path) ?? (isDone ? [] : [hit]));
  const shown = new Set(kept.map(({ path }) => path));
  return { ...results, hits: [...kept, ...found.filter(({ path }) => !shown.has(path))], isDone };
}
