import { compilePattern, type GrepPattern } from '../../search/regex.ts';
import { memoizeWeak } from '../../util/memoize.ts';

/** What marks the matches of a pattern: always the same for the same one, so that nothing is marked, or given up, anew. */
export const patternFor: (pattern: GrepPattern) => RegExp | null = memoizeWeak(pattern => {
  const expression = compilePattern(pattern);
  return 'problem' in expression ? null : expression.line;
});
