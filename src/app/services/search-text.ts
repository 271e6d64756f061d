import type { Library } from '../../posts/library.ts';
import { isReadError, type PostRef } from '../../posts/types.ts';
import { findInText, type TextQuery } from '../../search/text-query.ts';
import { attempt } from '../../util/functions.ts';
import { keptPart, type LineMatch } from '../state/grep-results.ts';
import type { createKeyAwareScheduler } from './key-aware-scheduler.ts';

/** The time between two results that are shown. */
const BATCH_MS = 100;

type TextBatch = { readonly hits: readonly LineMatch[]; readonly isDone: boolean };

/** Searches the text of posts, in their order. Yields all hits so far, at most `limit`. Ends early when `stop` aborts. */
export async function* searchText(
  query: TextQuery,
  posts: readonly PostRef[],
  limit: number,
  library: Library,
  { now, pause }: Pick<ReturnType<typeof createKeyAwareScheduler>, 'now' | 'pause'>,
  stop: AbortSignal,
): AsyncGenerator<TextBatch, void> {
  let hits: readonly LineMatch[] = [];
  let shownAt = Number.NEGATIVE_INFINITY;
  for (const { slug, path } of posts) {
    await pause();
    if (stop.aborted) return;
    const content = library.read({ slug, path });
    // A post that cannot be searched must not end the search.
    const found = isReadError(content) ? null : attempt(() => findInText(content.content, query));
    if (found === null) continue;
    hits = [...hits, { slug, path, line: found.line, text: keptPart(found.text, found.at) }];
    if (hits.length >= limit) break;
    if (now() - shownAt < BATCH_MS) continue;
    shownAt = now();
    yield { hits, isDone: false };
  }
  yield { hits, isDone: true };
}
