import { editsBetween } from '../search/edits.ts';

/**
 * The name that was meant, if one is near enough: a typing error in three letters, two in more.
 *
 *   nearestName('gerp', ['cat', 'grep']) = 'grep'      nearestName('vim', ['cat', 'grep']) = null
 */
export function nearestName(typed: string, names: readonly string[]): string | null {
  const forgiven = typed.length < 4 ? 1 : 2;
  const [nearest] = names
    .map(name => ({ name, edits: typed.length > 20 ? Number.POSITIVE_INFINITY : editsBetween(typed, name).whole }))
    .filter(({ edits }) => edits <= forgiven)
    .sort((a, b) => a.edits - b.edits);
  return nearest?.name ?? null;
}
