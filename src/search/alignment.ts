/**
 * Returns the indexes of the letters of a word that the query has: the query itself if it is a part of the word, otherwise
 * a longest common subsequence, as far left as possible.
 *
 *   alignment('exsted', 'existed') → [0, 1, 3, 4, 5, 6]      alignment('back', 'a comeback') → [6, 7, 8, 9]
 */
export function alignment(query: string, word: string): readonly number[] {
  const start = word.indexOf(query);
  if (start >= 0) return Array.from(query, (_, at) => start + at);
  // The length of a longest common subsequence of the query from q on and the word from w on.
  const lengths = Array.from({ length: query.length + 1 }, () => new Uint16Array(word.length + 1));
  const lengthAt = (q: number, w: number): number => lengths[q]?.[w] ?? 0;
  for (let q = query.length - 1; q >= 0; q--)
    for (let w = word.length - 1; w >= 0; w--)
      (lengths[q] as Uint16Array)[w] =
        query[q] === word[w] ? 1 + lengthAt(q + 1, w + 1) : Math.max(lengthAt(q + 1, w), lengthAt(q, w + 1));
  const matched: number[] = [];
  for (let q = 0, w = 0; q < query.length && w < word.length; ) {
    if (query[q] === word[w]) {
      matched.push(w++);
      q++;
    } else if (lengthAt(q + 1, w) >= lengthAt(q, w + 1)) q++;
    else w++;
  }
  return matched;
}
