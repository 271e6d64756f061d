import { pathToSlug } from '../posts/slug.ts';
import type { Post } from '../posts/types.ts';
import { toWords } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The words of all posts, as numbers of the vocabulary. The entries of a post are the words of its haiku, in order, then
 * the other words of its title, tags, slug and path. In a post without a haiku, the title and the slug take the
 * place of the haiku.
 *
 *   'the log / is' titled 'the end', with the, log, is, end numbered from 0 → entries 1 2 5 6, starts 0 4, haikuEnds 3
 */
export type Postings = {
  readonly posts: Post[];
  /** The first entry of each post, and the end of the last. */
  readonly starts: number[];
  /** The end of the haiku of each post, among the entries. */
  readonly haikuEnds: number[];
  /** The word's number times two, plus one if the word opens a line. There may be room behind the last entry. */
  entries: Int32Array;
  /** The posts that have a word, ascending; a post is repeated if it has the word several times. */
  readonly postsByWord: number[][];
};

export const createPostings = (): Postings => ({
  posts: [],
  starts: [0],
  haikuEnds: [],
  entries: new Int32Array(),
  postsByWord: [],
});

/** In UTF-16 code units. A post without line breaks may be one long title. */
const MAX_TITLE_LENGTH = 300;

/** Adds a post at the end, and its words to the vocabulary. */
export function addPost(postings: Postings, vocabulary: Vocabulary, post: Post): void {
  const { posts, starts, haikuEnds, postsByWord } = postings;
  const { haiku, slug, title, tags, path } = post;
  const first = starts[posts.length] ?? 0;
  const entries: number[] = [];
  const addEntry = (word: number, opensLine: boolean): void => {
    entries.push(2 * word + (opensLine ? 1 : 0));
    postsByWord[word] ??= [];
    postsByWord[word].push(posts.length);
  };
  const lines = (haiku ?? [title, slug]).map(toWords);
  for (const words of lines)
    for (let at = 0; at < words.length; at++) addEntry(vocabulary.add(words[at] ?? ''), at === 0);
  haikuEnds.push(first + entries.length);
  // Most slugs repeat the haiku.
  const others = lines.map(words => words.join('-')).join('-/-') === slug ? [] : [...toWords(slug)];
  if (haiku) others.push(...toWords(title.slice(0, MAX_TITLE_LENGTH)));
  for (const tag of tags) others.push(...toWords(tag));
  if (pathToSlug(path) !== slug) others.push(...toWords(pathToSlug(path)));
  for (const word of others) {
    const number = vocabulary.add(word);
    if (!entries.includes(2 * number) && !entries.includes(2 * number + 1)) addEntry(number, false);
  }
  const end = first + entries.length;
  if (end > postings.entries.length) {
    // Half the memory of an array of numbers.
    const longer = new Int32Array(Math.ceil(1.5 * end));
    longer.set(postings.entries);
    postings.entries = longer;
  }
  postings.entries.set(entries, first);
  starts.push(end);
  posts.push(post);
}
