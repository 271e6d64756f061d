import type { Postings } from './postings.ts';
import type { WordMatches } from './vocabulary.ts';

/** Rewards beside the words' own points, each small beside a word's 1000. */
const bonus = { adjacent: 150, inOrder: 50, opensLine: 40 } as const;
/** A slug's other words and the title are searched too, and weigh less than the haiku. */
const elsewhereWeight = 0.6;

/**
 * What a post is worth to a query: for each query word the best of the post's words, by its own points and by whether
 * it stands after, or next to, the word found before. 0 when fewer than `needed` query words match. `chosen` receives
 * the place in the haiku of the word found for each query word, -1 where it is not in the haiku.
 */
export function scorePost(
  { starts, elsewhere, entries }: Postings,
  post: number,
  matches: readonly WordMatches[],
  needed: number,
  chosen?: number[],
): number {
  const first = starts[post] ?? 0;
  const haikuEnd = elsewhere[post] ?? 0;
  const end = starts[post + 1] ?? 0;
  let total = 0;
  let missing = matches.length - needed;
  let before = -2;
  // The words that an earlier query word took, a bit each of the first 31.
  let taken = 0;
  for (const { points } of matches) {
    let best = 0;
    let place = -1;
    for (let at = first; at < haikuEnd; at++) {
      const entry = entries[at] ?? 0;
      const own = points[entry >> 1] ?? 0;
      if (own === 0) continue;
      const here = at - first;
      const order = before < 0 ? 0 : here === before + 1 ? bonus.adjacent : here > before ? bonus.inOrder : 0;
      const value = own + order + (entry & 1) * bonus.opensLine;
      const worth = here < 31 && (taken & (1 << here)) !== 0 ? value >> 1 : value;
      if (worth > best) {
        best = worth;
        place = here;
      }
    }
    for (let at = haikuEnd; at < end; at++) {
      const own = points[(entries[at] ?? 0) >> 1] ?? 0;
      if (own * elsewhereWeight > best) {
        best = Math.floor(own * elsewhereWeight);
        place = -1;
      }
    }
    if (best === 0 && --missing < 0) return 0;
    if (place >= 0) {
      before = place;
      taken |= place < 31 ? 1 << place : 0;
    }
    chosen?.push(place);
    total += best;
  }
  return total;
}

/** Posts that have a word that the rarest of the query words matches, or all when that is no rare word: 1, others 0. */
export function candidates(postings: Postings, matches: readonly WordMatches[]): Uint16Array {
  const marks = new Uint16Array(postings.length);
  const occurrences = matches.map(({ found }) => found.reduce((sum, word) => sum + (postings.counts[word] ?? 0), 0));
  const fewest = Math.min(...occurrences);
  if (2 * fewest > postings.length) return marks.fill(1);
  for (const word of matches[occurrences.indexOf(fewest)]?.found ?? [])
    for (let at = (postings.latest[word] ?? 0) - 1; at >= 0; at = postings.previous[at] ?? -1)
      marks[postings.owners[at] ?? 0] = 1;
  return marks;
}

/** The numbers of the posts with points, most first, equals in the given order, then by number: a counting sort. */
export function rankPosts(points: Uint16Array, order: Int32Array | null): Int32Array {
  let most = 0;
  for (let post = 0; post < points.length; post++) most = Math.max(most, points[post] ?? 0);
  // places[p]: where the next post of p points goes; first, how many posts have p points.
  const places = new Int32Array(most + 1);
  for (let post = 0; post < points.length; post++) places[points[post] ?? 0] = (places[points[post] ?? 0] ?? 0) + 1;
  let hits = 0;
  for (let value = most; value > 0; value--) {
    const count = places[value] ?? 0;
    places[value] = hits;
    hits += count;
  }
  const ranked = new Int32Array(hits);
  for (let rank = 0; rank < points.length; rank++) {
    const post = order?.[rank] ?? rank;
    const value = points[post] ?? 0;
    if (value === 0) continue;
    const place = places[value] ?? 0;
    ranked[place] = post;
    places[value] = place + 1;
  }
  return ranked;
}
