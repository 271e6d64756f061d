/**
 * Suggests the nearest name for the start of a hint: at most one typo away for up to three letters, two for more.
 *
 *   didYouMean('gerp', ['cat', 'grep']) = "did you mean 'grep'? "      didYouMean('vim', ['cat', 'grep']) = ''
 */
export function didYouMean(typed: string, names: readonly string[]): string {
  const maxTypos = typed.length < 4 ? 1 : 2;
  const [nearest] = names
    .map(name => ({ name, edits: typed.length > 20 ? Number.POSITIVE_INFINITY : editDistance(typed, name) }))
    .filter(({ edits }) => edits <= maxTypos)
    .sort((a, b) => a.edits - b.edits);
  return nearest === undefined ? '' : `did you mean '${nearest.name}'? `;
}

/** The insertions, deletions, substitutions and swaps of neighbors from one word to another: optimal string alignment. */
function editDistance(from: string, to: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = row > 1 && column > 1 && isSwap ? (before[column - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
