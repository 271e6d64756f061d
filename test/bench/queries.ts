import type { Post } from '../../src/posts/types.ts';
import { random } from './corpus.ts';

// Queries of a reader who remembers a part of a haiku, in lower case and without slashes. Each set has a seed of its own, and
// its posts are drawn from all posts. Readers remember words of five or more letters; shorter words are in hundreds of haiku.
// The length of the queries is such that fzf and Fuse find some posts and miss others. Some short queries match other posts
// as well as their own.

/** Queries of one kind, each with the post that it should find. */
export type QuerySet = { readonly name: string; readonly queries: readonly { query: string; post: Post }[] };

type Random = () => number;
/** Creates a query from the words of a haiku, or null if it has too few. */
type Maker = (lines: readonly (readonly string[])[], next: Random) => string | null;

const makers: Readonly<Record<string, Maker>> = {
  // Two or three words of the haiku, in order, with a typo in one of them.
  'one typo': (lines, next) => mistyped(someWords(lines, 2 + Math.floor(next() * 2), next), 1, next),
  // The same, with a typo in two of them.
  'two typos': (lines, next) => mistyped(someWords(lines, 2 + Math.floor(next() * 2), next), 2, next),
  // Three words in any order, without typos.
  'any order': (lines, next) => joined(shuffled(someWords(lines, 3, next), next)),
  // Three words in order, with the first letter of each and a random 60 % of the others, at least three letters a word. Every
  // second query has no spaces.
  'letters skipped': (lines, next) => {
    const query = joined(someWords(lines, 3, next).map(word => thinned(word, next)));
    return next() < 0.5 ? query : (query?.replaceAll(' ', '') ?? null);
  },
  // The first letters of six consecutive words, without spaces.
  initials: (lines, next) => {
    const words = lines.flat();
    const first = Math.floor(next() * (words.length - 5));
    return words
      .slice(first, first + 6)
      .map(word => word[0])
      .join('');
  },
  // Every word of a line of three or more words, truncated to two to four letters.
  'first letters of each word': (lines, next) => {
    const line = lines[Math.floor(next() * lines.length)] ?? [];
    return line.length < 3 ? null : joined(line.map(word => word.slice(0, 2 + Math.floor(next() * 3))));
  },
};

/** Creates the six sets of `count` queries. */
export const querySets = (posts: readonly Post[], count: number): readonly QuerySet[] =>
  Object.entries(makers).map(([name, make], at) => {
    const next = random(100 + at);
    const queries: { query: string; post: Post }[] = [];
    while (queries.length < count) {
      const post = posts[Math.floor(next() * posts.length)] as Post;
      const query = make(
        (post.haiku ?? []).map(line => line.toLowerCase().split(' ')),
        next,
      );
      if (query) queries.push({ query, post });
    }
    return { name, queries };
  });

const joined = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(' '));

/** Returns `count` different words of five or more letters, in order; none if the haiku has fewer. */
function someWords(lines: readonly (readonly string[])[], count: number, next: Random): readonly string[] {
  const words = [...new Set(lines.flat())].filter(word => word.length >= 5);
  if (words.length < count) return [];
  const chosen = new Set(shuffled(words, next).slice(0, count));
  return words.filter(word => chosen.has(word));
}

/** Fisher–Yates shuffle. */
function shuffled<T>(values: readonly T[], next: Random): readonly T[] {
  const all = [...values];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}

/** Returns the words with a typo in `count` of them. */
function mistyped(words: readonly string[], count: number, next: Random): string | null {
  const wrong = new Set(shuffled([...words.keys()], next).slice(0, count));
  return joined(words.map((word, at) => (wrong.has(at) ? withTypo(word, next) : word)));
}

/**
 * Omits, inserts, replaces or swaps one letter of a word, with the frequencies that Pollock and Zamora (1983) counted in
 * misspellings: 34 : 27 : 19 : 12.5.
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
