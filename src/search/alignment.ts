/**
 * The letters of `word` that a reader would say they typed: where the query stands in it as it is, else a longest
 * common subsequence, as far left as it goes.
 *
 *   alignment('exsted', 'existed') = [0, 1, 3, 4, 5, 6]      alignment('back', 'a comeback') = [6, 7, 8, 9]
 */
export function alignment(query: string, word: string): readonly number[] {
  const run = word.indexOf(query);
  if (run >= 0) return Array.from({ length: query.length }, (_, at) => run + at);
  // common[q][w]: how long the longest is between the query from q on and the word from w on.
  const common = Array.from({ length: query.length + 1 }, () => new Uint16Array(word.length + 1));
  for (let q = query.length - 1; q >= 0; q--)
    for (let w = word.length - 1; w >= 0; w--) {
      const row = common[q] as Uint16Array;
      const below = common[q + 1] as Uint16Array;
      row[w] = query[q] === word[w] ? 1 + (below[w + 1] ?? 0) : Math.max(below[w] ?? 0, row[w + 1] ?? 0);
    }
  const matched: number[] = [];
  for (let q = 0, w = 0; q < query.length && w < word.length; ) {
    if (query[q] === word[w]) {
      matched.push(w++);
      q++;
    } else if ((common[q + 1]?.[w] ?? 0) >= (common[q]?.[w + 1] ?? 0)) q++;
    else w++;
  }
  return matched;
}
