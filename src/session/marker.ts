import { expressionOf, type Pattern } from '../search/pattern.ts';

const markers = new WeakMap<Pattern, RegExp | null>();

/** What marks the matches of a pattern: always the same for the same one, so that nothing is marked, or given up, anew. */
export function markerFor(pattern: Pattern): RegExp | null {
  const known = markers.get(pattern);
  if (known !== undefined) return known;
  const expression = expressionOf(pattern);
  const marker = 'problem' in expression ? null : expression.line;
  markers.set(pattern, marker);
  return marker;
}
