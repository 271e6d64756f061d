/**
 * Returns `did you mean 'grep'? ` for `gerp`; '' if nothing is similar. Allows one typo in up to three letters, else two.
 * Of equally similar names, the first that begins with the most letters of the word: `lss` → `ls`, not `less`.
 */
export function didYouMean(typed: string, names: readonly string[]): string {
  const withTypos = (typos: number): string | undefined =>
    names
      .filter(name => isWithin(typos, typed, name))
      .toSorted((a, b) => sharedStart(typed, b) - sharedStart(typed, a))[0];
  const nearest = withTypos(0) ?? withTypos(1) ?? (typed.length > 3 ? withTypos(2) : undefined);
  return nearest === undefined ? '' : `did you mean '${nearest}'? `;
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < b.length && a[at] === b[at]) at++;
  return at;
}

/** Whether at most `typos` insertions, deletions, substitutions and swaps of neighbors turn one word into the other. */
function isWithin(typos: number, from: string, to: string): boolean {
  if (from === to) return true;
  if (typos === 0) return false;
  const at = sharedStart(from, to);
  const [a, b] = [from.slice(at), to.slice(at)];
  const isNear = (skippedA: number, skippedB: number) => isWithin(typos - 1, a.slice(skippedA), b.slice(skippedB));
  return isNear(1, 1) || isNear(1, 0) || isNear(0, 1) || (a[0] === b[1] && a[1] === b[0] && isNear(2, 2));
}
