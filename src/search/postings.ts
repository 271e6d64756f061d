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
  const { starts, haikuEnds, entries } = postings;
  const first = entries.length;
  const lines = haiku.map(toWords);
  for (const words of lines)
    for (let at = 0; at < words.length; at++) addEntry(postings, vocabulary.add(words[at] ?? ''), at === 0);
  haikuEnds.push(entries.length);
  // Most slugs repeat the haiku, and a post without a title has its slug for one: nothing new in either.
  const others = lines.map(words => words.join('-')).join('-/-') === slug ? [] : [...toWords(slug)];
  if (title !== slug) others.push(...toWords(title.slice(0, MAX_TITLE_LENGTH)));
  for (const word of others) {
    const number = vocabulary.add(word);
    if (!hasEntry(entries, first, number)) addEntry(postings, number, false);
  }
  starts.push(entries.length);
}

/** Adds an entry to the post that comes after the last complete one. */
function addEntry({ starts, entries, postsByWord }: Postings, word: number, opensLine: boolean): void {
  entries.push(2 * word + (opensLine ? 1 : 0));
  const post = starts.length - 1;
  const posts = postsByWord[word];
  if (posts) posts.push(post);
  else postsByWord[word] = [post];
}

/** Whether a word is among the entries from `first` on. */
function hasEntry(entries: readonly number[], first: number, word: number): boolean {
  for (let at = first; at < entries.length; at++) if ((entries[at] ?? 0) >> 1 === word) return true;
  return false;
}
