import type { Postings } from './postings.ts';

/** Points that are added to those of a word, which has up to 1000. */
const BONUS = { adjacent: 150, inOrder: 50, opensLine: 40 } as const;
/** The weight of a word that is only in the slug or the title. */
const WEIGHT_OUTSIDE_HAIKU = 0.6;

/**
 * Returns the points of a post for a query; 0 if fewer than `needed` query words match. Each query word takes the best word
 * of the post: by its points, and by whether it is next to or after the last taken word. The second time, a word counts
 * half. `places` receives the index in the haiku of each taken word, or -1 if the word is not in the haiku.
 */
export function scorePost(
  { starts, haikuEnds, entries }: Postings,
  post: number,
  matches: readonly Uint16Array[],
  needed: number,
  places?: number[],
): number {
  const first = starts[post] ?? 0;
  const haikuEnd = haikuEnds[post] ?? 0;
  const end = starts[post + 1] ?? 0;
  let total = 0;
  let missing = matches.length - needed;
  let previous = -2;
  let taken = 0; // a bit for each of the first 31 words of the haiku
  for (const points of matches) {
    let best = 0;
    let bestPlace = -1;
    for (let at = first; at < end; at++) {
      const entry = entries[at] ?? 0;
      let value = points[entry >> 1] ?? 0;
      if (value === 0) continue;
      const place = at < haikuEnd ? at - first : -1;
      if (place < 0) value = Math.floor(value * WEIGHT_OUTSIDE_HAIKU);
      else {
        if (previous >= 0 && place > previous) value += place === previous + 1 ? BONUS.adjacent : BONUS.inOrder;
        value += (entry & 1) * BONUS.opensLine;
        if (place < 31 && (taken & (1 << place)) !== 0) value >>= 1;
      }
      if (value > best) {
        best = value;
        bestPlace = place;
      }
    }
    if (best === 0 && --missing < 0) return 0;
    if (bestPlace >= 0) previous = bestPlace;
    if (bestPlace >= 0 && bestPlace < 31) taken |= 1 << bestPlace;
    places?.push(bestPlace);
    total += best;
  }
  return total;
}

/**
 * Returns an array with 1 for each candidate. Candidates are the posts that match the rarest query word, or all posts if
 * more than half of them match it.
 */
export function markCandidates({ haikuEnds, postsByWord }: Postings, matches: readonly Uint16Array[]): Uint16Array {
  const marks = new Uint16Array(haikuEnds.length);
  let fewest = marks.length / 2;
  let rarest: readonly (readonly number[])[] | null = null;
  for (const points of matches) {
    const lists = postsByWord.filter((_, word) => (points[word] ?? 0) > 0);
    const count = lists.reduce((sum, { length }) => sum + length, 0);
    if (count <= fewest) [fewest, rarest] = [count, lists];
  }
  if (rarest === null) return marks.fill(1);
  for (const posts of rarest) for (const post of posts) marks[post] = 1;
  return marks;
}

/** Returns the numbers of the posts that have points, most points first. Equal posts are in `order`, or by number. */
export function rankPosts(points: Uint16Array, order: Int32Array | null): Int32Array {
  // A counting sort. ranks[p] is the number of posts with p points, then the rank of the next of them.
  const ranks = new Int32Array(0x10000);
  for (const value of points) ranks[value] = (ranks[value] ?? 0) + 1;
  let length = 0;
  for (let value = 0xffff; value > 0; value--) {
    const count = ranks[value] ?? 0;
    ranks[value] = length;
    length += count;
  }
  const ranked = new Int32Array(length);
  for (let index = 0; index < points.length; index++) {
    const post = order?.[index] ?? index;
    const value = points[post] ?? 0;
    if (value === 0) continue;
    const rank = ranks[value] ?? 0;
    ranked[rank] = post;
    ranks[value] = rank + 1;
  }
  return ranked;
}
