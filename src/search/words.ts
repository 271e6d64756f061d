import Fuse from 'fuse.js';

/** How well a query word matches a word of the posts: 1 the same, above 0.8 a prefix of it, below that a likeness. */
export type WordMatcher = (queryWord: string) => ReadonlyMap<string, number>;

/** Typing errors that are forgiven in a query word of so many letters. */
const forgiven = (letters: number): number => (letters < 3 ? 0 : letters < 6 ? 1 : 2);

/**
 * Matches one query word against a vocabulary. Fuse proposes what looks alike; its hits are scored again by edit
 * distance, because Fuse counts a swap of two letters as two errors, and a reader who is still typing has the start
 * of a word in mind.
 *
 *   over [rollback, rolling, existed]:  'roll' → rollback 0.9, rolling 0.91      'rolback' → rollback 0.69
 */
export function wordMatcher(vocabulary: readonly string[]): WordMatcher {
  const fuse = new Fuse(vocabulary, { threshold: 0.5, distance: 8, includeScore: false, ignoreLocation: false });
  const remembered = new Map<string, ReadonlyMap<string, number>>();
  return queryWord => {
    const known = remembered.get(queryWord);
    if (known) return known;
    const scores = new Map<string, number>();
    for (const word of vocabulary) if (word.startsWith(queryWord)) scores.set(word, prefixScore(queryWord, word));
    for (const { item } of fuse.search(queryWord)) {
      const score = likeness(queryWord, item);
      if (score > 0 && !scores.has(item)) scores.set(item, score);
    }
    for (const word of vocabulary)
      if (!scores.has(word) && isAbbreviation(queryWord, word))
        scores.set(word, (0.4 * queryWord.length) / word.length);
    if (remembered.size > 500) remembered.clear();
    remembered.set(queryWord, scores);
    return scores;
  };
}

const prefixScore = (query: string, word: string): number =>
  query === word ? 1 : 0.8 + (0.18 * query.length) / word.length;

function likeness(query: string, word: string): number {
  const allowed = forgiven(query.length);
  const whole = editDistance(query, word);
  // A prefix may be a letter shorter or longer than what was typed, for each letter dropped or doubled.
  const starts = [-1, 0, 1].map(more => editDistance(query, word.slice(0, Math.max(1, query.length + more))) + 0.25);
  const distance = Math.min(whole, ...starts);
  return Math.floor(distance) > allowed ? 0 : 0.8 - (0.8 * distance) / (query.length + 1);
}

/** Letters skipped: three or more, in order, from the first letter on. `rlbk` is `rollback`. */
function isAbbreviation(query: string, word: string): boolean {
  if (query.length < 3 || query[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === query[at]) at++;
  return at === query.length;
}

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each one edit.
 *
 *   editDistance('exsted', 'existed') = 1      editDistance('tihs', 'this') = 1
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      next.push(best);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}
