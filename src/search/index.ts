import type { Post } from '../posts/types.ts';
import { createAbbreviationMatcher } from './abbreviation-matches.ts';
import { allHits, createHits, type Search, searchedText } from './hits.ts';
import { addPost, createPostings } from './postings.ts';
import { matchedOffsets, parseQuery, scorePosts } from './query.ts';
import { rankPosts, scorePost } from './rank.ts';
import { createVocabulary } from './vocabulary.ts';

/** A search that posts can be added to. What was found before stays what it was. */
export type Index = {
  readonly search: Search;
  /** Adds posts after the others. */
  readonly add: (posts: readonly Post[]) => void;
  /** Puts the posts in another order, which is that of equals: the numbers of all, counted as they were added. */
  readonly arrange: (numbers: Int32Array) => void;
};

/**
 * A search over the words of the haiku, and of slugs and titles. Every word of the query must match a word of the
 * post, by its start, likeness or abbreviation; posts rank by how well, then by whether the words stand together and
 * in order. A query that no words explain is tried as an abbreviation of the haiku.
 *
 *   'rolback exsted' → a shell I once loved / … / no [rol]l[back] [ex]i[sted]      'asiol' → [a] [s]hell [I] [o]nce [l]oved
 */
export function createIndex(): Index {
  const posts: Post[] = [];
  const postings = createPostings();
  const vocabulary = createVocabulary();
  const findAbbreviationMatches = createAbbreviationMatcher(postings, vocabulary.words);
  /** The order that was given last; posts that came later stand after those in it, in the order in which they came. */
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

/** The search of posts that are all there. */
export function createSearch(posts: readonly Post[]): Search {
  const { add, search } = createIndex();
  add(posts);
  return search;
}

/** What a name that fits no post must come to, by the word typed, for a post to be taken for the one meant. */
const leastLikeness = 650;

/** The posts that a name which fits none may have meant: those that share most of its words, at most `count`. */
export function nearestPosts(posts: readonly Post[], typed: string, count: number): readonly Post[] {
  const postings = createPostings();
  const vocabulary = createVocabulary();
  for (const post of posts) addPost(postings, vocabulary, post);
  const { matches } = parseQuery(typed, vocabulary);
  const points = Uint16Array.from(posts, (_, post) => {
    const worth = scorePost(postings, post, matches, Math.ceil(matches.length / 2));
    return worth < leastLikeness * matches.length ? 0 : worth;
  });
  return [...rankPosts(points, null).subarray(0, count)].map(number => posts[number] as Post);
}
