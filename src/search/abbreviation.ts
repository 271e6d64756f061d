import type { Postings } from './postings.ts';

// Scores of a letter: at the start of a word, right after the letter before it, or after a gap.
const START_SCORE = 10;
const CONSECUTIVE_SCORE = 9;
const GAP_SCORE = 4;
const LINE_START_BONUS = 4;
/** A score that stays negative, whatever is added. */
const IMPOSSIBLE = -1000;
/** Fewer letters are the first letters of neighboring words: nearly every haiku has the letters somewhere. */
const MIN_LENGTH_FOR_GAPS = 5;
/** The prefixes of an abbreviation are bits of a number, so it may have no more letters than this. */
export const MAX_ABBREVIATION_LENGTH = 30;

/**
 * The letters of an abbreviation from `from` to before `to`, which stand for one word, and their score. They are packed
 * into a number, because objects take twice the time.
 */
type Segment = number;
const pack = (from: number, to: number, score: number): Segment => (score << 10) | (to << 5) | from;
const fromOf = (segment: Segment): number => segment & 31;
const toOf = (segment: Segment): number => (segment >> 5) & 31;
const scoreOf = (segment: Segment): number => segment >> 10;

/** An abbreviation, and how each word of the vocabulary matches it. Arrays are indexed by the number of the word. */
export type Abbreviation = {
  readonly letters: string;
  /** The index of a word's first segment in `segments`; 0 if it has none. A word's segments end with a 0. */
  readonly offsets: Uint32Array;
  readonly segments: readonly Segment[];
  /** Bits for the letters at which a word's segments start, and for those before which they end. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
};

/** A word of a haiku, by its index, and the letters of the abbreviation that stand for it. */
type Step = { readonly place: number; readonly from: number; readonly to: number };

/** The numbers of the posts that an abbreviation matches, ascending, and their scores. */
type AbbreviationMatches = {
  readonly abbreviation: Abbreviation;
  readonly posts: readonly number[];
  readonly scores: readonly number[];
};

/** Finds the posts that letters abbreviate. */
export type FindAbbreviationMatches = (letters: string) => AbbreviationMatches;

/**
 * Creates the matcher. While a user types, only posts that matched the shorter abbreviation can match the longer one. So it
 * tries only those posts, and posts that were added since.
 */
export function createAbbreviationMatcher(postings: Postings, words: readonly string[]): FindAbbreviationMatches {
  let last: (AbbreviationMatches & { readonly count: number }) | null = null;
  return letters => {
    const abbreviation = matchWords(letters, words);
    // A word that is skipped, and a letter that is not the first of a word, cost points.
    const minScore = letters.length < MIN_LENGTH_FOR_GAPS ? START_SCORE * letters.length : 0;
    const posts: number[] = [];
    const scores: number[] = [];
    const tryPost = (post: number): void => {
      const score = scorePath(postings, post, abbreviation);
      if (score === 0 || score < minScore) return;
      posts.push(post);
      scores.push(score);
    };
    const typed = last?.abbreviation.letters ?? '';
    const before = typed.length >= MIN_LENGTH_FOR_GAPS && letters.startsWith(typed) ? last : null;
    const count = postings.haikuEnds.length;
    for (const post of before?.posts ?? []) tryPost(post);
    for (let post = before?.count ?? 0; post < count; post++) tryPost(post);
    last = { abbreviation, posts, scores, count };
    return last;
  };
}

/** Matches an abbreviation with all words of a vocabulary. */
export function matchWords(letters: string, words: readonly string[]): Abbreviation {
  const offsets = new Uint32Array(words.length);
  const [starts, ends] = [new Int32Array(words.length), new Int32Array(words.length)];
  const segments: Segment[] = [0];
  for (let number = 0; number < words.length; number++) {
    const word = words[number] ?? '';
    if (!letters.includes(word.charAt(0))) continue;
    const offset = segments.length;
    addSegments(letters, word, segments);
    if (segments.length === offset) continue;
    offsets[number] = offset;
    for (let at = offset; at < segments.length; at++) {
      const segment = segments[at] ?? 0;
      starts[number] = (starts[number] ?? 0) | (1 << fromOf(segment));
      ends[number] = (ends[number] ?? 0) | (1 << toOf(segment));
    }
    segments.push(0);
  }
  return { letters, offsets, segments, starts, ends };
}

// letterScores[at]: the best score of the letters so far if the last of them is the word's letter at `at`. Shared by all calls,
// to make no garbage.
const letterScores: number[] = [];

/**
 * Matches an abbreviation with one word. Appends its segments.
 *
 *   'asiol', 'shell' → s from 1 to 2, score 10 (a start)
 */
function addSegments(letters: string, word: string, segments: Segment[]): void {
  const gapScore = letters.length < MIN_LENGTH_FOR_GAPS ? IMPOSSIBLE : GAP_SCORE;
  for (let from = letters.length - 1; from >= 0; from--) {
    if (word[0] !== letters[from]) continue;
    for (let to = from; to < letters.length; to++) {
      let best = IMPOSSIBLE;
      let before = IMPOSSIBLE; // the score of the shorter abbreviation at `at - 1`
      let beforeGap = IMPOSSIBLE; // the best of those before `at - 1`
      for (let at = 0; at < word.length; at++) {
        let score = IMPOSSIBLE;
        if (word[at] === letters[to]) {
          if (to > from) score = Math.max(before + CONSECUTIVE_SCORE, beforeGap + gapScore);
          else if (at === 0) score = START_SCORE;
        }
        best = Math.max(best, score);
        beforeGap = Math.max(beforeGap, before);
        before = to > from ? (letterScores[at] ?? IMPOSSIBLE) : IMPOSSIBLE;
        letterScores[at] = score;
      }
      if (best < 0) break;
      segments.push(pack(from, to + 1, best));
    }
  }
}

// scores[n]: the best score so far for the first n letters; 0 if they don't match. Shared by all calls, to make no garbage.
const scores = new Int32Array(MAX_ABBREVIATION_LENGTH + 1);

/**
 * Returns the score of the best path through words of a post's haiku. The words of a path are in order, and their segments
 * make up the whole abbreviation. Returns 0 if there is no path. A word that is skipped between two others costs a point.
 * `steps` receives each step that was the best to its end when it was taken.
 *
 *   'asiol', [a shell I once loved …] → a, s, I, o, l: score 54, with the bonus for the start of a line
 */
export function scorePath(postings: Postings, post: number, abbreviation: Abbreviation, steps?: Step[]): number {
  const { offsets, segments, starts, ends } = abbreviation;
  const { length } = abbreviation.letters;
  const { entries } = postings;
  const first = postings.starts[post] ?? 0;
  const lineStartBonus = length < MIN_LENGTH_FOR_GAPS ? 0 : LINE_START_BONUS;
  const end = postings.haikuEnds[post] ?? 0;
  // Most posts have no path. This test finds most of them quickly: bit n is set if the first n letters may match.
  let reachable = 1;
  for (let at = first; at < end; at++) {
    const word = (entries[at] ?? 0) >> 1;
    if ((reachable & (starts[word] ?? 0)) !== 0) reachable |= ends[word] ?? 0;
  }
  if ((reachable & (1 << length)) === 0) return 0;
  for (let at = 0; at <= length; at++) scores[at] = 0;
  for (let at = first; at < end; at++) {
    const entry = entries[at] ?? 0;
    let offset = offsets[entry >> 1] ?? 0;
    if (offset === 0) continue;
    const place = at - first;
    for (let segment = segments[offset]; segment; segment = segments[++offset]) {
      const from = fromOf(segment);
      const to = toOf(segment);
      const before = scores[from] ?? 0;
      if (from > 0 && before === 0) continue;
      // To charge for skipped words without counting them, a path starts with the place of its first word, gains 1 for each
      // word, and loses the place of its last word at the end.
      const total = scoreOf(segment) + (from > 0 ? before + 1 : place + (entry & 1) * lineStartBonus);
      const value = to === length ? Math.max(1, total - place) : total;
      if (value <= (scores[to] ?? 0)) continue;
      scores[to] = value;
      steps?.push({ place, from, to });
    }
  }
  return scores[length] ?? 0;
}

/** Returns the steps of the best path, from the last to the first; none if there is no path. */
export function bestPath(postings: Postings, post: number, abbreviation: Abbreviation): readonly Step[] {
  const steps: Step[] = [];
  scorePath(postings, post, abbreviation, steps);
  let next: Step = { place: Number.POSITIVE_INFINITY, from: abbreviation.letters.length, to: 0 };
  return steps.toReversed().filter(step => {
    const isBefore = step.to === next.from && step.place < next.place;
    if (isBefore) next = step;
    return isBefore;
  });
}
