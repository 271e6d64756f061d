import { type Abbreviation, type FindAbbreviationMatches, MAX_ABBREVIATION_LENGTH } from './abbreviation.ts';
import type { Postings } from './postings.ts';
import type { Query } from './query.ts';
import { markCandidates, scorePost } from './rank.ts';
import { PREFIX_SCORE } from './word-score.ts';

/** The points of each post, 0 if it does not match. `abbreviation` is set if the query was read as one. */
export type QueryResult = { readonly points: Uint16Array; readonly abbreviation: Abbreviation | null };

/**
 * Finds the posts that have all terms of a query. If there are none, a query of words is read as an abbreviation of the
 * haiku, made of the first letters of its words.
 */
export function scorePosts(
  postings: Postings,
  query: Query,
  findAbbreviationMatches: FindAbbreviationMatches,
): QueryResult {
  const { terms, isPlain } = query;
  const points = markCandidates(postings, query);
  for (let post = 0; post < points.length; post++)
    if (points[post] !== 0) points[post] = scorePost(postings, post, query, terms.length);
  const isFound = points.some(value => value > 0);
  const letters = terms.map(({ word }) => word).join('');
  // If no word starts with a single query word, it may be a typo or an abbreviation. The better of the two counts.
  const isDoubtful = terms.length === 1 && !terms[0]?.points.some(value => value >= PREFIX_SCORE);
  const isAbbreviation = letters.length >= 3 && letters.length <= MAX_ABBREVIATION_LENGTH;
  if (!isPlain || (isFound && !isDoubtful) || !isAbbreviation) return { points, abbreviation: null };
  const { abbreviation, posts, scores } = findAbbreviationMatches(letters);
  for (const [at, post] of posts.entries())
    points[post] = Math.max(points[post] ?? 0, abbreviationPoints(scores[at] ?? 0, letters));
  return { points, abbreviation };
}

/** Returns the points of an abbreviation. If it is long, it counts more than a word with a typo; with four letters, less. */
export const abbreviationPoints = (score: number, letters: string): number =>
  Math.ceil((67 * score) / (letters.length + 2));
