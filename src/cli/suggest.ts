import { editDistance } from '../search/edit-distance.ts';

/**
 * Suggests the nearest name for the start of a hint: at most one typo away for up to three letters, two for more.
 *
 *   didYouMean('gerp', ['cat', 'grep']) = "did you mean 'grep'? "      didYouMean('vim', ['cat', 'grep']) = ''
 */
export function didYouMean(typed: string, names: readonly string[]): string {
  const maxTypos = typed.length < 4 ? 1 : 2;
  const [nearest] = names
    .map(name => ({ name, edits: typed.length > 20 ? Number.POSITIVE_INFINITY : editDistance(typed, name).whole }))
    .filter(({ edits }) => edits <= maxTypos)
    .sort((a, b) => a.edits - b.edits);
  return nearest === undefined ? '' : `did you mean '${nearest.name}'? `;
}
