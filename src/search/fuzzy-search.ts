import type { Post } from '../posts/types.ts';
import { createAbbreviationMatcher } from './abbreviation.ts';
import { allHits, createHits, type Search, searchedText } from './hits.ts';
import { addPost, createPostings } from './postings.ts';
import { matchedOffsets, parseQuery, scorePosts } from './query.ts';
import { rankPosts, scorePost } from './rank.ts';
import { createVocabulary } from './vocabulary.ts';

/** A search to which posts can be added. Earlier hits don't change. */
export type Index = {
  readonly search: Search;
  readonly add: (posts: readonly Post[]) => void;
  /** Sets the order of equal hits: the numbers of all posts. A number counts the posts that were added before. */
  readonly arrange: (numbers: Int32Array) => void;
};

/**
 * Creates a search over the words of haiku, slugs and titles. Every word of the query must match a word of the post: as a
 * prefix, with typos, or with letters left out. Posts rank by how well their words match, and by whether these are adjacent
 * and in order. If no post matches, the query is read as an abbreviation of the haiku.
 *
 *   'rolback exsted' → a shell I once loved / … / no [rol]l[back] [ex]i[sted]      'asiol' → [a] [s]hell [I] [o]nce [l]oved
 */
export function createIndex(): Index {
  const posts: Post[] = [];
  const postings = createPostings();
  const vocabulary = createVocabulary();
  const findAbbreviationMatches = createAbbreviationMatcher(postings, vocabulary.words);
  let order: Int32Array | null = null;
  return {
    search: typed => {
      const query = parseQuery(typed, vocabulary);
      if (query.words.length === 0) return allHits(posts, order);
      const { points, abbreviation } = scorePosts(postings, query, findAbbreviationMatches);
      const ranked = rankPosts(points, order);
      return createHits(ranked.length, rank => {
        const number = ranked[rank] ?? 0;
        const post = posts[number] as Post;
        return { post, matched: matchedOffsets(postings, number, searchedText(post), query, abbreviation) };
      });
    },
    add: more => {
      for (const post of more) {
        addPost(postings, vocabulary, post);
        posts.push(post);
      }
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

/** A suggested post has at least this many points for each typed word. */
const MIN_SUGGESTION_POINTS = 650;

/** Returns up to `count` posts to suggest for a name that matches no post. They match at least half of its words. */
export function nearestPosts(posts: readonly Post[], typed: string, count: number): readonly Post[] {
  const postings = createPostings();
  const vocabulary = createVocabulary();
  for (const post of posts) addPost(postings, vocabulary, post);
  const { matches } = parseQuery(typed, vocabulary);
  const points = Uint16Array.from(posts, (_, post) => {
    const value = scorePost(postings, post, matches, Math.ceil(matches.length / 2));
    return value < MIN_SUGGESTION_POINTS * matches.length ? 0 : value;
  });
  return [...rankPosts(points, null).subarray(0, count)].map(number => posts[number] as Post);
}
