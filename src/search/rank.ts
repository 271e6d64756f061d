import type { Post } from '../posts/types.ts';
import type { Postings } from './postings.ts';
import type { Query, Term } from './query.ts';

/** Points that are added to those of a word, which has up to 1000. */
const BONUS = { adjacent: 150, inOrder: 50, opensLine: 40 } as const;
/** The weight of a word that only the slug, the title, a tag or the path has: less than any start of a word in the haiku. */
const WEIGHT_OUTSIDE_HAIKU = 0.79;
const FIELD_POINTS = 1000 * WEIGHT_OUTSIDE_HAIKU;

/** The place of a term that a post has in a field, not as a word. */
export const IN_FIELD = -2;

/**
 * Returns the points of a post for a query; 0 if fewer than `needed` terms match. Each term takes the best word of
 * the post: by its points, and by whether it is next to or after the last taken word. The second time, a word counts half.
 * `places` receives the index in the post of each taken word, {@link IN_FIELD}, or -1 if the term does not match.
 */
export function scorePost(
  postings: Postings,
  post: number,
  { terms, excluded }: Query,
  needed: number,
  places?: number[],
): number {
  const { starts, haikuEnds, entries, posts } = postings;
  const first = starts[post] ?? 0;
  const haikuEnd = haikuEnds[post] ?? 0;
  const end = starts[post + 1] ?? 0;
  if (excluded.length > 0 && excluded.some(term => hasTerm(postings, post, term))) return 0;
  let total = 0;
  let missing = terms.length - needed;
  let previous = -2;
  let taken = 0; // a bit for each of the first 31 words of the haiku
  for (const { points, field } of terms) {
    let best = 0;
    let bestPlace = -1;
    for (let at = first; at < end; at++) {
      const entry = entries[at] ?? 0;
      let value = points[entry >> 1] ?? 0;
      if (value === 0) continue;
      const place = at - first;
      if (at >= haikuEnd) value = Math.floor(value * WEIGHT_OUTSIDE_HAIKU);
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
    if (field !== null && best < FIELD_POINTS && field.test(posts[post] as Post)) {
      best = FIELD_POINTS;
      bestPlace = IN_FIELD;
    }
    if (best === 0 && --missing < 0) return 0;
    places?.push(bestPlace);
    total += best;
    if (bestPlace < 0 || first + bestPlace >= haikuEnd) continue;
    previous = bestPlace;
    if (bestPlace < 31) taken |= 1 << bestPlace;
  }
  // A query that only excludes finds all other posts.
  return terms.length === 0 ? 1 : total;
}

function hasTerm({ starts, entries, posts }: Postings, post: number, { points, field }: Term): boolean {
  const end = starts[post + 1] ?? 0;
  for (let at = starts[post] ?? 0; at < end; at++) if (points[(entries[at] ?? 0) >> 1]) return true;
  return field?.test(posts[post] as Post) ?? false;
}

/**
 * Returns an array with 1 for each candidate. Candidates are the posts that match the rarest term, or all posts if more than
 * half of them match it.
 */
export function markCandidates({ posts, postsByWord }: Postings, { terms }: Query): Uint16Array {
  const marks = new Uint16Array(posts.length);
  let fewest = marks.length / 2;
  let rarest: readonly (readonly number[])[] | null = null;
  for (const { points, field } of terms) {
    if (field !== null) continue;
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
  let most = 0;
  for (const value of points) most = Math.max(most, value);
  const ranks = new Int32Array(most + 1);
  for (const value of points) ranks[value] = (ranks[value] ?? 0) + 1;
  let length = 0;
  for (let value = most; value > 0; value--) {
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
