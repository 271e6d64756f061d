import type { Post } from '../posts/types.ts';
import { createAbbreviationMatcher } from './abbreviation.ts';
import { describeHit } from './describe-hit.ts';
import { allHits, createHits, type Search } from './hits.ts';
import { addPost, createPostings } from './postings.ts';
import { isEmptyQuery, parseQuery } from './query.ts';
import { rankPosts, scorePost } from './rank.ts';
import { scorePosts } from './score.ts';
import { createVocabulary } from './vocabulary.ts';
import { PREFIX_SCORE, SUBSTRING_SCORE } from './word-score.ts';

/** A search to which posts can be added. Earlier hits don't change. */
export type Index = {
  readonly search: Search;
  readonly add: (posts: readonly Post[]) => void;
  /** Sets the order of equal hits: the numbers of all posts. A number counts the posts that were added before. */
  readonly arrange: (numbers: Int32Array) => void;
};

/**
 * Creates a search over haiku, titles, dates, tags and paths. Every word of the query must match a word of the post: as a
 * prefix, with typos, or with letters left out. Posts rank by how well their words match, and by whether these are adjacent
 * and in order. If no post matches, the query is read as an abbreviation of the haiku. {@link parseQuery} has the operators.
 *
 *   'rolback exsted' → a shell I once loved / … / no [rol]l[back] [ex]i[sted]      'asiol' → [a] [s]hell [I] [o]nce [l]oved
 */
export function createIndex(): Index {
  const postings = createPostings();
  const vocabulary = createVocabulary();
  const findAbbreviationMatches = createAbbreviationMatcher(postings, vocabulary.words);
  let order: Int32Array | null = null;
  return {
    search: typed => {
      const { posts } = postings;
      const query = parseQuery(typed, vocabulary);
      if (isEmptyQuery(query)) return allHits(posts, order);
      const { points, abbreviation } = scorePosts(postings, query, findAbbreviationMatches);
      const ranked = rankPosts(points, order);
      return createHits(
        ranked.length,
        rank => posts[ranked[rank] ?? 0] as Post,
        rank => describeHit(postings, ranked[rank] ?? 0, query, vocabulary.words, abbreviation),
      );
    },
    add: posts => {
      for (const post of posts) addPost(postings, vocabulary, post);
    },
    arrange: numbers => {
      order = numbers;
    },
  };
}

/** Creates a search over a fixed list of posts. */
export function createSearch(posts: readonly Post[]): Search {
  const { add, search } = createIndex();
  add(posts);
  return search;
}

/**
 * A suggested post has at least this many points for each typed word. If one word is typed, a word of the post must be as
 * similar, and may as well be in the title or a tag, where it has fewer points.
 */
const MIN_SUGGESTION_POINTS = 487;

type NearestIndex = {
  readonly posts: readonly Post[];
  readonly postings: ReturnType<typeof createPostings>;
  readonly vocabulary: ReturnType<typeof createVocabulary>;
};
/** The posts of the last call. */
let nearest: NearestIndex | null = null;

/** Returns up to `count` posts to suggest for a name that matches no post. They match at least half of its words. */
export function nearestPosts(posts: readonly Post[], typed: string, count: number): readonly Post[] {
  // `cat` may get thousands of names that match no post.
  if (nearest?.posts !== posts) {
    nearest = { posts, postings: createPostings(), vocabulary: createVocabulary() };
    for (const post of posts) addPost(nearest.postings, nearest.vocabulary, post);
  }
  const { postings, vocabulary } = nearest;
  const query = parseQuery(typed, vocabulary);
  const { length } = query.terms;
  const isSimilar = (value: number): boolean => !isInside(value) && (length > 1 || value >= MIN_SUGGESTION_POINTS);
  const terms = query.terms.map(term => ({
    ...term,
    points: term.points.map(value => (isSimilar(value) ? value : 0)),
  }));
  const least = length > 1 ? MIN_SUGGESTION_POINTS * length : 1;
  const points = Uint16Array.from(posts, (_, post) => {
    const value = scorePost(postings, post, { ...query, terms }, Math.ceil(length / 2));
    return value < least ? 0 : value;
  });
  return [...rankPosts(points, null).subarray(0, count)].map(number => posts[number] as Post);
}

/** A name inside a word is not similar to it. */
const isInside = (value: number): boolean => value >= SUBSTRING_SCORE && value < PREFIX_SCORE;
