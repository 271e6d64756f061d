import { type AbbreviationQuery, createAbbreviationQuery, MIN_LENGTH_FOR_JUMPS, scorePath } from './abbreviation.ts';
import type { Postings } from './postings.ts';

/** The posts that an abbreviation fits, by number, ascending, and the worth of each one's way. */
type AbbreviationMatches = {
  readonly short: AbbreviationQuery;
  readonly posts: readonly number[];
  readonly worths: readonly number[];
};

/** Finds the posts that letters abbreviate, read loosely or not. */
export type FindAbbreviationMatches = (letters: string, isLoose: boolean) => AbbreviationMatches;

/**
 * What fits is remembered for the letters that go on from it, as they do while a reader types: 'asiol' fits no post
 * that 'asio' does not. Posts that were added since are looked at as well.
 */
export function createAbbreviationMatcher(postings: Postings, words: readonly string[]): FindAbbreviationMatches {
  let last: (AbbreviationMatches & { readonly isLoose: boolean; readonly known: number }) | null = null;
  return (letters, isLoose) => {
    const short = createAbbreviationQuery(letters, words, isLoose);
    const posts: number[] = [];
    const worths: number[] = [];
    const look = (post: number): void => {
      const worth = scorePath(postings, post, short);
      if (worth === 0) return;
      posts.push(post);
      worths.push(worth);
    };
    const typed = last?.isLoose === isLoose ? last.short.letters : '';
    const before = typed.length >= MIN_LENGTH_FOR_JUMPS && letters.startsWith(typed) ? last : null;
    for (const post of before?.posts ?? []) look(post);
    for (let post = before?.known ?? 0; post < postings.haikuEnds.length; post++) look(post);
    last = { short, posts, worths, isLoose, known: postings.haikuEnds.length };
    return last;
  };
}
