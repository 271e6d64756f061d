import type { Post } from '../../src/posts/types.ts';
import { random } from './corpus.ts';

// What a reader who remembers something of a haiku may type, in lower case and without the slashes. A set is made with
// a seed of its own, and of posts drawn from all of them. Words of five letters and more are what a reader remembers;
// the others stand in hundreds of haiku. Queries are as long as leaves something to find and something to miss for fzf
// and for Fuse; some that are short fit other posts as well as their own.

/** Queries of one kind, each with the post that it is to find. */
export type QuerySet = { readonly name: string; readonly queries: readonly { query: string; post: Post }[] };

type Random = () => number;
/** Makes a query of the words of a haiku's lines, or null where the haiku has too few. */
type Maker = (lines: readonly (readonly string[])[], next: Random) => string | null;

const makers: Readonly<Record<string, Maker>> = {
  // Two or three of the haiku's words, in order, with a typing error in one of them.
  'one typo': (lines, next) => mistyped(someWords(lines, 2 + Math.floor(next() * 2), next), 1, next),
  // The same, with an error in each of two.
  'two typos': (lines, next) => mistyped(someWords(lines, 2 + Math.floor(next() * 2), next), 2, next),
  // Three words, shuffled, spelt as they are.
  'any order': (lines, next) => joined(shuffled(someWords(lines, 3, next), next)),
  // Three words, in order: the first letter of each, and of the others those that chance leaves, 60 % of them, three
  // letters of a word at least; in every second query run together.
  'letters skipped': (lines, next) => {
    const query = joined(someWords(lines, 3, next).map(word => thinned(word, next)));
    return next() < 0.5 ? query : (query?.replaceAll(' ', '') ?? null);
  },
  // The first letter of six words that follow each other, run together.
  initials: (lines, next) => {
    const words = lines.flat();
    const first = Math.floor(next() * (words.length - 5));
    return words
      .slice(first, first + 6)
      .map(word => word[0])
      .join('');
  },
  // Every word of a line of three words or more, each cut off after two to four letters.
  'first letters of each word': (lines, next) => {
    const line = lines[Math.floor(next() * lines.length)] ?? [];
    return line.length < 3 ? null : joined(line.map(word => word.slice(0, 2 + Math.floor(next() * 3))));
  },
};

/** The six sets, of so many queries each. */
export const querySets = (posts: readonly Post[], count: number): readonly QuerySet[] =>
  Object.entries(makers).map(([name, make], at) => {
    const next = random(100 + at);
    const queries: { query: string; post: Post }[] = [];
    while (queries.length < count) {
      const post = posts[Math.floor(next() * posts.length)] as Post;
      const query = make(
        post.haiku.map(line => line.toLowerCase().split(' ')),
        next,
      );
      if (query) queries.push({ query, post });
    }
    return { name, queries };
  });

const joined = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(' '));

/** So many different words of five letters and more, in order; none when the haiku has not as many. */
function someWords(lines: readonly (readonly string[])[], count: number, next: Random): readonly string[] {
  const words = [...new Set(lines.flat())].filter(word => word.length >= 5);
  if (words.length < count) return [];
  const chosen = new Set(shuffled(words, next).slice(0, count));
  return words.filter(word => chosen.has(word));
}

/** Fisher and Yates. */
function shuffled<T>(values: readonly T[], next: Random): readonly T[] {
  const all = [...values];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

/** The words with an error in each of so many of them. */
function mistyped(words: readonly string[], count: number, next: Random): string | null {
  const wrong = new Set(shuffled([...words.keys()], next).slice(0, count));
  return joined(words.map((word, at) => (wrong.has(at) ? withTypo(word, next) : word)));
}

/**
 * A word with one letter left out, put in, replaced, or swapped with the next: as often as in the misspellings that
 * Pollock and Zamora counted (1983), 34 : 27 : 19 : 12.5.
 */
function withTypo(word: string, next: Random): string {
  const at = Math.floor(next() * word.length);
  const letter = String.fromCharCode(97 + Math.floor(next() * 26));
  const kind = next() * 92.5;
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  let typed: string;
  if (kind < 34) typed = before + after;
  else if (kind < 61) typed = before + letter + word.slice(at);
  else if (kind < 80) typed = before + letter + after;
  else typed = before + after.slice(0, 1) + word[at] + after.slice(1);
  return typed === word ? withTypo(word, next) : typed;
}

function thinned(word: string, next: Random): string {
  const kept = [...word].filter((_, at) => at === 0 || next() < 0.6).join('');
  return kept.length < 3 || kept === word ? thinned(word, next) : kept;
}
