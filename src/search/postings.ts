import type { Post } from '../posts/types.ts';
import { toWords } from './tokens.ts';
import { withRoom } from './typed-arrays.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which words stand in which posts, both ways, in typed arrays that only ever grow. The entries of a post are its
 * haiku's words in order, then those of its slug and title that the haiku has not. Entries of one word are a chain:
 *
 *   'the log / …' and 'a log / …', words the log a:   entry 0 1 2 3   word 0 1 2 1   post 0 0 1 1
 *                                                     previous of 3 is 1, that of the others -1; latest of log is 3
 */
export type Postings = {
  /** Posts there are. */
  length: number;
  /** By post: its first entry, and the first that is not of its haiku. One more than there are posts. */
  starts: Int32Array<ArrayBuffer>;
  elsewhere: Int32Array<ArrayBuffer>;
  /** By entry: the word's number times two, and one more where it opens a line. */
  entries: Int32Array<ArrayBuffer>;
  /** By entry: its post, and the entry before it of the same word, or -1. */
  owners: Int32Array<ArrayBuffer>;
  previous: Int32Array<ArrayBuffer>;
  /** By word: its latest entry plus one (0 where it has none), and how many it has. */
  latest: Int32Array<ArrayBuffer>;
  counts: Int32Array<ArrayBuffer>;
};

const none = (): Int32Array<ArrayBuffer> => new Int32Array(64);

export const noPostings = (): Postings => ({
  length: 0,
  starts: none(),
  elsewhere: none(),
  entries: none(),
  owners: none(),
  previous: none(),
  latest: none(),
  counts: none(),
});

/** A title is searched as far as this; a post without line breaks may be its own title. In UTF-16 code units. */
const longestTitle = 300;

/** Adds a post after the others, and its words to the vocabulary. */
export function addPost(postings: Postings, vocabulary: Vocabulary, { haiku, slug, title }: Post): void {
  const lines = haiku.map(toWords);
  // Most slugs spell the haiku, and most posts without a title have their slug for one: nothing new in either.
  const isSpelt = lines.map(line => line.join('-')).join('-/-') === slug;
  const rest = isSpelt ? [] : [...toWords(slug)];
  if (title !== slug) rest.push(...toWords(title.slice(0, longestTitle)));

  const post = postings.length++;
  const first = postings.starts[post] ?? 0;
  makeRoom(postings, post, first + lines.reduce((count, line) => count + line.length, rest.length));
  let end = first;
  for (const line of lines)
    for (const [at, word] of line.entries()) put(postings, post, end++, vocabulary.add(word), at === 0);
  postings.elsewhere[post] = end;
  for (const word of rest) {
    const number = vocabulary.add(word);
    if (!stands(postings, number, first, end)) put(postings, post, end++, number, false);
  }
  postings.starts[post + 1] = end;
}

function makeRoom(postings: Postings, post: number, entries: number): void {
  for (const key of ['starts', 'elsewhere'] as const) postings[key] = withRoom(postings[key], post + 2);
  for (const key of ['entries', 'owners', 'previous'] as const) postings[key] = withRoom(postings[key], entries);
}

function put(postings: Postings, post: number, entry: number, word: number, opensLine: boolean): void {
  if (word >= postings.latest.length)
    for (const key of ['latest', 'counts'] as const) postings[key] = withRoom(postings[key], word + 1);
  const { entries, owners, previous, latest, counts } = postings;
  entries[entry] = 2 * word + (opensLine ? 1 : 0);
  owners[entry] = post;
  previous[entry] = (latest[word] ?? 0) - 1;
  latest[word] = entry + 1;
  counts[word] = (counts[word] ?? 0) + 1;
}

/** Whether a word stands among the entries from `first` to `end`. */
function stands({ entries }: Postings, word: number, first: number, end: number): boolean {
  for (let at = first; at < end; at++) if ((entries[at] ?? 0) >> 1 === word) return true;
  return false;
}
