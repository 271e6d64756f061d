import {
  type Abbreviation,
  bestPath,
  type FindAbbreviationMatches,
  MAX_ABBREVIATION_LENGTH,
  scorePath,
} from './abbreviation.ts';
import { alignment } from './alignment.ts';
import type { Postings } from './postings.ts';
import { markCandidates, scorePost } from './rank.ts';
import { letterOffsets, tokenize, toWords } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';
import { PREFIX_SCORE } from './word-score.ts';

/** The words of a query. `matches`: for each of them, the points of every word of the vocabulary. */
export type Query = { readonly words: readonly string[]; readonly matches: readonly Uint16Array[] };

/** The points of each post, 0 if it does not match. `abbreviation` is set if the query was read as one. */
export type QueryResult = { readonly points: Uint16Array; readonly abbreviation: Abbreviation | null };

/** The maximum number of words, more than a haiku has. A pasted text may have any number. */
const MAX_QUERY_WORDS = 32;

/** Parses a typed query. Without letters or digits it has no words. */
export function parseQuery(typed: string, vocabulary: Vocabulary): Query {
  const words = toWords(typed).slice(0, MAX_QUERY_WORDS);
  return { words, matches: words.map(vocabulary.match) };
}

/**
 * Finds the posts that have all words of a query. If there are none, the query is read as an abbreviation of the haiku,
 * made of the first letters of its words; if that fails too, a single word is read as any letters in order.
 */
export function scorePosts(
  postings: Postings,
  { words, matches }: Query,
  findAbbreviationMatches: FindAbbreviationMatches,
): QueryResult {
  const points = markCandidates(postings, matches);
  for (let post = 0; post < points.length; post++)
    if (points[post] !== 0) points[post] = scorePost(postings, post, matches, matches.length);
  const isFound = points.some(value => value > 0);
  const letters = words.join('');
  // If no word starts with a single query word, it may be a typo or an abbreviation. The better of the two counts.
  const isDoubtful = matches.length === 1 && !matches[0]?.some(value => value >= PREFIX_SCORE);
  if ((isFound && !isDoubtful) || letters.length < 2 || letters.length > MAX_ABBREVIATION_LENGTH)
    return { points, abbreviation: null };
  for (const isLoose of isFound || words.length > 1 ? [false] : [false, true]) {
    const { abbreviation, posts, scores } = findAbbreviationMatches(letters, isLoose);
    for (const [at, post] of posts.entries())
      points[post] = Math.max(points[post] ?? 0, abbreviationPoints(scores[at] ?? 0, letters));
    if (isFound || posts.length > 0) return { points, abbreviation };
  }
  return { points, abbreviation: null };
}

/** Returns the points of an abbreviation. If it is long, it counts more than a word with a typo; with four letters, less. */
const abbreviationPoints = (score: number, letters: string): number => Math.ceil((90 * score) / (letters.length + 2));

/** Returns the offsets of the letters in a post's {@link searchedText} that the query matches, ascending. */
export function matchedOffsets(
  postings: Postings,
  post: number,
  text: string,
  { words, matches }: Query,
  abbreviation: Abbreviation | null,
): readonly number[] {
  const places: number[] = [];
  const points = scorePost(postings, post, matches, matches.length, places);
  const letters = abbreviation?.letters ?? '';
  const matched =
    abbreviation && abbreviationPoints(scorePath(postings, post, abbreviation), letters) > points
      ? bestPath(postings, post, abbreviation).map(({ place, from, to }) => ({ place, typed: letters.slice(from, to) }))
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
