import type { Postings } from './postings.ts';

/** What a letter is worth, of ten: one that starts a word, that goes on from the letter before, that follows a gap. */
const worth = { start: 10, run: 9, jump: 4 } as const;
/** What is lost by each word passed over between two that were typed, and won by beginning with a line. */
const [passedOver, opensLine] = [1, 4] as const;
/** With fewer letters than this nothing may be left out of a word's start: nearly every haiku has them somewhere. */
export const MIN_LENGTH_FOR_JUMPS = 4;
/** The letters of an abbreviation, at most: places between its letters are bits of a mask. */
export const MAX_ABBREVIATION_LENGTH = 30;

/** A way for a word to stand for the letters from `from` to `to` of a query: `worth << 14 | to << 7 | from`. */
type Step = number;
const [endMask, toShift, worthShift] = [127, 7, 14] as const;

/**
 * The steps that a word offers, from the last letter to the first. A word is entered at its start, unless it is read
 * loosely.
 *
 *   stepsOf('asiol', 'shell', false):   s from 1 to 2, worth 10 (its start)
 *   stepsOf('asiol', 'shell', true):    the same, and before it l from 4 to 5, worth 4 (a jump into the word)
 */
function wordSteps(letters: string, word: string, isLoose: boolean): readonly Step[] {
  const jump = letters.length < MIN_LENGTH_FOR_JUMPS ? 0 : worth.jump;
  const steps: Step[] = [];
  for (let from = letters.length - 1; from >= 0; from--) {
    if (isLoose ? !word.includes(letters[from] ?? '') : word[0] !== letters[from]) continue;
    // last[at]: the most that the letters so far are worth when the last of them is the one at `at`; 0: impossible.
    let last: number[] = [];
    for (let to = from; to < letters.length; to++) {
      const next: number[] = [];
      let most = 0;
      let before = 0;
      for (let at = 0; at < word.length; at++) {
        let value = 0;
        if (word[at] === letters[to]) {
          if (to === from) value = at === 0 ? worth.start : isLoose ? jump : 0;
          else {
            const run = last[at - 1] ?? 0;
            value = Math.max(run > 0 ? run + worth.run : 0, before > 0 && jump > 0 ? before + jump : 0);
          }
        }
        next.push(value);
        most = Math.max(most, value);
        before = Math.max(before, last[at - 1] ?? 0);
      }
      if (most === 0) break;
      steps.push((most << worthShift) | ((to + 1) << toShift) | from);
      last = next;
    }
  }
  return steps;
}

/** The letters of a query as an abbreviation of a haiku, and by the number of a word what it offers. */
export type AbbreviationQuery = {
  readonly letters: string;
  /** Where a word's steps go in `steps`; they end with a 0. 0 where it offers none. */
  readonly offers: Uint32Array;
  readonly steps: readonly Step[];
  /** Between which letters a word's steps begin, and end: bit 0 is before the first. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
};

export function createAbbreviationQuery(
  letters: string,
  words: readonly string[],
  isLoose: boolean,
): AbbreviationQuery {
  const offers = new Uint32Array(words.length);
  const [begins, ends] = [new Int32Array(words.length), new Int32Array(words.length)];
  const steps: Step[] = [0];
  for (let number = 0; number < words.length; number++) {
    const word = words[number] ?? '';
    if (!isLoose && !letters.includes(word.charAt(0))) continue;
    const own = wordSteps(letters, word, isLoose);
    if (own.length === 0) continue;
    offers[number] = steps.length;
    for (const step of own) {
      steps.push(step);
      begins[number] = (begins[number] ?? 0) | (1 << (step & endMask));
      ends[number] = (ends[number] ?? 0) | (1 << ((step >> toShift) & endMask));
    }
    steps.push(0);
  }
  return { letters, offers, steps, begins, ends };
}

/** A stretch of the query that one word of a haiku stands for. `place` counts the haiku's words. */
export type PathStep = { readonly place: number; readonly from: number; readonly to: number };

// best[q]: the best way to the first q letters so far. Shared, because a haiku is a few dozen steps of a search.
const best = new Int32Array(MAX_ABBREVIATION_LENGTH);

/**
 * The best way through the words of a post's haiku, in order, by steps that make up the whole query: 0 where there is
 * none, else about 10 a letter at most. `trail` receives every step that was the best to its end when it was taken.
 *
 *   'asiol' over [a shell I once loved …]:   a 0 to 1, s 1 to 2, I 2 to 3, o 3 to 4, l 4 to 5: 50, and 4 for the line
 */
export function scorePath(postings: Postings, post: number, short: AbbreviationQuery, trail?: PathStep[]): number {
  const { offers, steps, begins, ends } = short;
  const { entries } = postings;
  const length = short.letters.length;
  const first = postings.starts[post] ?? 0;
  const end = postings.haikuEnds[post] ?? 0;
  // Most posts have no way, and most of those are told by how far any steps could lead.
  let reached = 1;
  for (let at = first; at < end; at++) {
    const word = (entries[at] ?? 0) >> 1;
    reached |= (reached & (begins[word] ?? 0)) === 0 ? 0 : (ends[word] ?? 0);
  }
  if ((reached & (1 << length)) === 0) return 0;
  let top = 0;
  for (let at = 0; at < length; at++) best[at] = 0;
  for (let at = first; at < end; at++) {
    const entry = entries[at] ?? 0;
    let offer = offers[entry >> 1] ?? 0;
    if (offer === 0) continue;
    // A way is charged for the words it has passed over by being credited for those before each of its steps.
    const place = at - first;
    for (let step = steps[offer]; step; step = steps[++offer]) {
      const from = step & endMask;
      const to = (step >> toShift) & endMask;
      const before = best[from] ?? 0;
      if (from > 0 && before === 0) continue;
      const start = from > 0 ? before + passedOver : passedOver * place + (entry & 1) * opensLine;
      const isWhole = to === length;
      const worthHere = start + (step >> worthShift);
      // However many words it passes over, a way is one.
      const value = isWhole ? Math.max(1, worthHere - passedOver * place) : worthHere;
      if (value <= (isWhole ? top : (best[to] ?? 0))) continue;
      if (isWhole) top = value;
      else best[to] = value;
      trail?.push({ place, from, to });
    }
  }
  return top;
}

/** The stretches of the best way, from the last to the first; none when there is no way. */
export function bestPath(postings: Postings, post: number, short: AbbreviationQuery): readonly PathStep[] {
  const trail: PathStep[] = [];
  scorePath(postings, post, short, trail);
  const path: PathStep[] = [];
  let end = short.letters.length;
  let place = Number.POSITIVE_INFINITY;
  for (const stretch of trail.reverse()) {
    if (stretch.to !== end || stretch.place >= place || end === 0) continue;
    path.push(stretch);
    end = stretch.from;
    place = stretch.place;
  }
  return path;
}
