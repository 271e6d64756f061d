import type { Hits } from '../../search/hits.ts';
import type { PostIndex } from './post-index.ts';

/** The hits of a part of a query, if the whole query has none. `label` names the part. */
export type Offer = { readonly hits: Hits; readonly label: string };

/** Each part of a query is searched, so more words would delay the key. */
const MAX_WORDS = 4;
const [MIN_START_LENGTH, MAX_START_LENGTH] = [3, 32] as const;

/**
 * Returns what to offer if nothing matches a query: the hits of the query without a word, of one of its words, or of
 * the start of its only word. Null if there are none.
 *
 *   'rollback xylophone' → without 'xylophone'      'rollbackish' → starting with 'rollback'
 */
export function offerFor({ search }: PostIndex, query: string): Offer | null {
  const words = query.split(/\s+/).filter(Boolean);
  // A word like -n is an option of a mistyped command.
  if (words.length > MAX_WORDS || words.some(word => word.startsWith('-'))) return null;
  if (words.length > 1) {
    const less = words.map((word, at) => ({
      hits: search(words.toSpliced(at, 1).join(' ')),
      label: `without ${quoted(word)}`,
    }));
    return (
      fewestHits(less) ?? fewestHits(words.map(word => ({ hits: search(word), label: `with ${quoted(word)} only` })))
    );
  }
  return longestStart(words[0] ?? '', search);
}

/** Puts a word in single quotes. A word that contains one, such as `'exact`, gets double quotes. */
const quoted = (word: string): string => (word.includes("'") ? `"${word}"` : `'${word}'`);

/** Returns the hits of the longest start of a word that has any. Halves the range: each start has the hits of longer ones. */
function longestStart(word: string, search: PostIndex['search']): Offer | null {
  let best: Offer | null = null;
  let [shortest, longest] = [MIN_START_LENGTH, Math.min(word.length - 1, MAX_START_LENGTH)];
  while (shortest <= longest) {
    const length = (shortest + longest) >> 1;
    const start = word.slice(0, length);
    const hits = search(`'${start}`);
    if (hits.length > 0) {
      best = { hits, label: `with ${quoted(start)}` };
      shortest = length + 1;
    } else longest = length - 1;
  }
  return best;
}

/** Returns the offer with the fewest hits, which is the most specific one. Null if no offer has hits. */
const fewestHits = (offers: readonly Offer[]): Offer | null =>
  offers.filter(({ hits }) => hits.length > 0).toSorted((a, b) => a.hits.length - b.hits.length)[0] ?? null;
