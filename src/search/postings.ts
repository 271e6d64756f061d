import type { Post } from '../posts/types.ts';
import { toWords } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The words of all posts, by their numbers in the vocabulary. The entries of a post are the words of its haiku in
 * order, then the words of its slug and title that its haiku lacks.
 *
 *   'the log / is' titled 'the end', words the, log, is, end  →  entries 1 2 5 6, starts 0 4, haikuEnds 3
 */
export type Postings = {
  /** By post: its first entry. One more than there are posts. */
  readonly starts: number[];
  /** By post: the entry after the last of its haiku. */
  readonly haikuEnds: number[];
  /** By entry: the word's number times two, plus one where the word opens a line. */
  readonly entries: number[];
  /** By word: the posts that have it, ascending, as often as they have it. */
  readonly postsByWord: number[][];
};

export const createPostings = (): Postings => ({ starts: [0], haikuEnds: [], entries: [], postsByWord: [] });

/** A post without line breaks may be its own title, so a title is searched up to here. In UTF-16 code units. */
const MAX_TITLE_LENGTH = 300;

/** Adds a post after the others, and its words to the vocabulary. */
export function addPost(postings: Postings, vocabulary: Vocabulary, { haiku, slug, title }: Post): void {
  const { starts, haikuEnds, entries, postsByWord } = postings;
  const post = haikuEnds.length;
  const add = (word: string, opensLine: boolean): void => {
    const number = vocabulary.add(word);
    entries.push(2 * number + (opensLine ? 1 : 0));
    postsByWord[number] ??= [];
    postsByWord[number].push(post);
  };
  const lines = haiku.map(toWords);
  for (const words of lines) for (const [at, word] of words.entries()) add(word, at === 0);
  haikuEnds.push(entries.length);
  // Most slugs repeat the haiku, and a post without a title has its slug for one: nothing new in either.
  const others = lines.map(words => words.join('-')).join('-/-') === slug ? [] : [...toWords(slug)];
  if (title !== slug) others.push(...toWords(title.slice(0, MAX_TITLE_LENGTH)));
  for (const word of new Set(others)) if (!lines.some(words => words.includes(word))) add(word, false);
  starts.push(entries.length);
}
