import type { Haiku } from '../posts/slug.ts';
import { countSyllables, mayBeEnglish } from './text-syllables.ts';
import type { Range } from './word-syllables.ts';

export const HAIKU_SYLLABLES = [5, 7, 5] as const;

/** Returns the syllables of each line of a haiku. Null if they cannot be counted, because it is in another language. */
export function scanHaiku(haiku: Haiku): readonly [Range, Range, Range] | null {
  if (!mayBeEnglish(haiku.join(' '))) return null;
  const [first, second, third] = haiku.map(countSyllables);
  return first && second && third ? [first, second, third] : null;
}

/**
 * Returns a message that lists the lines without 5, 7 and 5 syllables. Null if all have them, or if they cannot be counted.
 *
 *   ['an old silent pond', 'into it a frog now jumps', 'silence again'] → '5-7-4, not 5-7-5: line 3 has one too few'
 */
export function scanProblem(haiku: Haiku): string | null {
  const ranges = scanHaiku(haiku);
  if (ranges === null) return null;
  const counts = ranges.map(({ min, max }, at) => Math.min(Math.max(HAIKU_SYLLABLES[at] as number, min), max));
  const wrong = counts.flatMap((count, at) => {
    const excess = count - (HAIKU_SYLLABLES[at] as number);
    if (excess === 0) return [];
    return [`line ${at + 1} has ${NUMBERS[Math.abs(excess)] ?? Math.abs(excess)} too ${excess > 0 ? 'many' : 'few'}`];
  });
  return wrong.length === 0 ? null : `${counts.join('-')}, not ${HAIKU_SYLLABLES.join('-')}: ${wrong.join(', ')}`;
}

const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
