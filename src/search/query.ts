import { type AbbreviationQuery, bestPath, longestAbbreviation, scorePath } from './abbreviation.ts';
import type { FindAbbreviationMatches } from './abbreviation-matches.ts';
import { alignment } from './alignment.ts';
import type { Postings } from './postings.ts';
import { candidates, scorePost } from './rank.ts';
import { letterOffsets, tokenize, toWords } from './tokens.ts';
import type { Vocabulary, WordMatches } from './vocabulary.ts';
import { PREFIX_SCORE } from './word-score.ts';

/** What was typed, as it is compared: its words, with what each matches. */
export type Query = { readonly words: readonly string[]; readonly matches: readonly WordMatches[] };

/** What each post is worth to a query, 0 where it is no hit; and the abbreviation that the query was read as, if any. */
export type Answer = { readonly points: Uint16Array; readonly short: AbbreviationQuery | null };

/** Words of a query that are read: more than a haiku has. What is pasted may have any number. */
const mostWords = 32;

/** A query as a vocabulary understands it. No words: nothing was typed that could be compared. */
export function parseQuery(typed: string, vocabulary: Vocabulary): Query {
  const words = toWords(typed).slice(0, mostWords);
  return { words, matches: words.map(vocabulary.match) };
}

/**
 * Finds the posts that have all the words of a query. Where none has, all its letters are read as an abbreviation of
 * the haiku: one that enters each word at its start; else, of a single word, any letters in order.
 */
export function scorePosts(postings: Postings, { words, matches }: Query, findFits: FindAbbreviationMatches): Answer {
  const points = candidates(postings, matches);
  let isFound = false;
  for (let post = 0; post < points.length; post++) {
    if (points[post] === 0) continue;
    points[post] = scorePost(postings, post, matches, matches.length);
    isFound ||= points[post] !== 0;
  }
  const letters = words.join('');
  // One word that no word begins with may be mistyped, or may be no word at all: the better of the two counts.
  const isDoubtful = !isFound || (matches.length === 1 && matches.every(({ best }) => best < PREFIX_SCORE));
  if (!isDoubtful || letters.length < 2 || letters.length > longestAbbreviation) return { points, short: null };
  for (const isLoose of isFound || words.length > 1 ? [false] : [false, true]) {
    const { short, posts, worths } = findFits(letters, isLoose);
    for (const [at, post] of posts.entries())
      points[post] = Math.max(points[post] ?? 0, abbreviatedPoints(worths[at] ?? 0, short));
    isFound ||= posts.length > 0;
    if (isFound) return { points, short };
  }
  return { points, short: null };
}

// Long enough to be no accident, an abbreviation passes a word with a typing error; in four letters it does not.
const abbreviatedPoints = (worth: number, { letters }: AbbreviationQuery): number =>
  Math.ceil((90 * worth) / (letters.length + 2));

/** The offsets in a post's {@link searchedText} of what the query says of it, ascending. */
export function matchedOffsets(
  postings: Postings,
  post: number,
  text: string,
  { words, matches }: Query,
  short: AbbreviationQuery | null,
): readonly number[] {
  const places: number[] = [];
  const asWords = scorePost(postings, post, matches, matches.length, places);
  const stretches =
    short && abbreviatedPoints(scorePath(postings, post, short), short) > asWords
      ? bestPath(postings, post, short).map(({ place, from, to }) => ({ place, typed: short.letters.slice(from, to) }))
      : places.map((place, at) => ({ place, typed: words[at] ?? '' }));
  const tokens = tokenize(text);
  const marked = stretches.flatMap(({ place, typed }) => {
    const token = tokens[place];
    const offsets = token ? letterOffsets(text, token) : [];
    return token ? alignment(typed, token.word).map(at => offsets[at] ?? token.start) : [];
  });
  return [...new Set(marked)].sort((a, b) => a - b);
}
