import { editDistance } from '../search/edit-distance.ts';

/**
 * Asks whether a name was meant, before what else is said, if one is near enough: a typing error in three letters, two
 * in more.
 *
 *   didYouMean('gerp', ['cat', 'grep']) = "did you mean 'grep'? "      didYouMean('vim', ['cat', 'grep']) = ''
 */
export function didYouMean(typed: string, names: readonly string[]): string {
  const forgiven = typed.length < 4 ? 1 : 2;
  const [nearest] = names
    .map(name => ({ name, edits: typed.length > 20 ? Number.POSITIVE_INFINITY : editDistance(typed, name).whole }))
    .filter(({ edits }) => edits <= forgiven)
    .sort((a, b) => a.edits - b.edits);
  return nearest === undefined ? '' : `did you mean '${nearest.name}'? `;
}
