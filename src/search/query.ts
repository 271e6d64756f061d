import { type AbbreviationQuery, bestPath, MAX_ABBREVIATION_LENGTH, scorePath } from './abbreviation.ts';
import type { FindAbbreviationMatches } from './abbreviation-matches.ts';
import { alignment } from './alignment.ts';
import type { Postings } from './postings.ts';
import { markCandidates, scorePost } from './rank.ts';
import { letterOffsets, tokenize, toWords } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';
import { PREFIX_SCORE } from './word-score.ts';

/** The words of a query, and for each of them the points of every word. */
export type Query = { readonly words: readonly string[]; readonly matches: readonly Uint16Array[] };

/** The points of each post, 0 where it is no hit, and the abbreviation that the query was read as, if any. */
export type QueryResult = { readonly points: Uint16Array; readonly abbreviation: AbbreviationQuery | null };

/** Words of a query that are read: more than a haiku has. A pasted text may have any number. */
const MAX_QUERY_WORDS = 32;

/** Parses what was typed. The query has no words if nothing was typed that can be compared. */
export function parseQuery(typed: string, vocabulary: Vocabulary): Query {
  const words = toWords(typed).slice(0, MAX_QUERY_WORDS);
  return { words, matches: words.map(vocabulary.match) };
}

/**
 * Finds the posts that have all words of a query. If there are none, its letters are read as an abbreviation of the
 * haiku, which enters each word at its start; if that fails too, those of a single word as any letters in order.
 */
export function scorePosts(
  postings: Postings,
  { words, matches }: Query,
  findAbbreviationMatches: FindAbbreviationMatches,
): QueryResult {
  const points = markCandidates(postings, matches);
  for (let post = 0; post < points.length; post++)
    if (points[post] !== 0) points[post] = scorePost(postings, post, matches, matches.length);
  let isFound = points.some(value => value > 0);
  const letters = words.join('');
  // A single word that no word starts with may be a typo or an abbreviation: the better of the two counts.
  const isDoubtful = matches.length === 1 && !matches[0]?.some(value => value >= PREFIX_SCORE);
  if ((isFound && !isDoubtful) || letters.length < 2 || letters.length > MAX_ABBREVIATION_LENGTH)
    return { points, abbreviation: null };
  for (const isLoose of isFound || words.length > 1 ? [false] : [false, true]) {
    const { short: abbreviation, posts, worths } = findAbbreviationMatches(letters, isLoose);
    for (const [at, post] of posts.entries())
      points[post] = Math.max(points[post] ?? 0, abbreviationPoints(worths[at] ?? 0, abbreviation));
    isFound ||= posts.length > 0;
    if (isFound) return { points, abbreviation };
  }
  return { points, abbreviation: null };
}

/** A long abbreviation counts more than a word with a typo; one of four letters does not. */
const abbreviationPoints = (pathScore: number, { letters }: AbbreviationQuery): number =>
  Math.ceil((90 * pathScore) / (letters.length + 2));

/** The offsets of the letters in a post's {@link searchedText} that the query matches, ascending. */
export function matchedOffsets(
  postings: Postings,
  post: number,
  text: string,
  { words, matches }: Query,
  abbreviation: AbbreviationQuery | null,
): readonly number[] {
  const places: number[] = [];
  const points = scorePost(postings, post, matches, matches.length, places);
  const matched =
    abbreviation && abbreviationPoints(scorePath(postings, post, abbreviation), abbreviation) > points
      ? bestPath(postings, post, abbreviation).map(({ place, from, to }) => ({
          place,
          typed: abbreviation.letters.slice(from, to),
        }))
      : places.map((place, at) => ({ place, typed: words[at] ?? '' }));
  const tokens = tokenize(text);
  const offsets = matched.flatMap(({ place, typed }) => {
    const token = tokens[place];
    if (!token) return [];
    const ofLetters = letterOffsets(text, token);
    return alignment(typed, token.word).map(at => ofLetters[at] ?? token.start);
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}
