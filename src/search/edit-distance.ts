/** Typing errors between a query and a word, and between the query and whichever start of the word is nearest. */
export type EditDistance = { readonly whole: number; readonly start: number };

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each one edit. The last row
 * of its table has the distance to every start of the word.
 *
 *   editsBetween('exsted', 'existed') = { whole: 1, start: 1 }      'tihs', 'this': 1, 1      'rolb', 'rollback': 4, 1
 */
export function editDistance(query: string, word: string): EditDistance {
  const columns = word.length + 1;
  let before = new Uint16Array(columns);
  let last = Uint16Array.from({ length: columns }, (_, column) => column);
  let next = new Uint16Array(columns);
  for (let row = 1; row <= query.length; row++) {
    const typed = query.charCodeAt(row - 1);
    const typedBefore = query.charCodeAt(row - 2);
    next[0] = row;
    for (let column = 1; column < columns; column++) {
      const letter = word.charCodeAt(column - 1);
      let best = (last[column - 1] ?? 0) + (typed === letter ? 0 : 1);
      best = Math.min(best, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && typed === word.charCodeAt(column - 2) && typedBefore === letter)
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      next[column] = best;
    }
    [before, last, next] = [last, next, before];
  }
  return { whole: last[word.length] ?? 0, start: Math.min(...last) };
}
