import {
  ADJECTIVES,
  AUXILIARIES,
  BACK_REFERENCES,
  DULL,
  OBJECTS,
  OTHER_PRONOUNS,
  PARTICLES,
  PREPOSITIONS,
  VIVID,
} from './word-lists.ts';
import type { Word } from './words.ts';

/** Words that scan as a haiku. `breaks`: the words at which the second and the third line begin. `next`: after the run. */
export type Run = {
  readonly words: readonly Word[];
  readonly breaks: readonly [number, number];
  readonly isSentenceStart: boolean;
  readonly next: Word | null;
};

/**
 * Returns the score of a haiku: whole sentences are better than clauses, pauses at the ends of lines are better than within
 * them, things are better than function words. Null if it is not a haiku: a line ends within a phrase or a name.
 */
export function scoreRun(run: Run): number | null {
  const { words, breaks } = run;
  const ends = breaks.map(at => words[at - 1] as Word);
  const last = words.at(-1) as Word;
  if (/:/.test(last.after) || !hasBalancedParentheses(words)) return null;
  if ([...ends, last].some(word => word.stop === 'none' && word.needsNext)) return null;
  if (breaks.some(at => isWithinName(words[at - 1] as Word, words[at] as Word))) return null;
  const whole = wholeness(run, last);
  if (whole === null) return null;
  const pauses = breaks.reduce((sum, at) => sum + breakScore(words[at - 1] as Word, words[at] as Word), 0);
  return whole + pauses + innerStops(words, breaks) + content(words);
}

function wholeness({ words, isSentenceStart, next }: Run, last: Word): number | null {
  const first = words[0] as Word;
  if (first.before.includes('(') && !last.after.includes(')')) return null;
  if (!isSentenceStart && !first.opensPhrase) return null;
  const isCut = last.stop === 'none' && next !== null;
  if (isCut && (last.leans || !next.opensClause)) return null;
  // The run has the end of a sentence, then only the beginning of another.
  const isBegun = last.stop !== 'sentence' && words.some(({ stop }) => stop === 'sentence');
  const isDry = BACK_REFERENCES.has(first.text) || DRY_START.test(first.text);
  return startScore(first, isSentenceStart) + endScore(last, next) - (isBegun ? 25 : 0) - (isDry ? 12 : 0);
}

function startScore(first: Word, isSentenceStart: boolean): number {
  if (isSentenceStart) return first.isCapital ? 40 : 30;
  return PREPOSITIONS.has(first.text) || WEAK_START.test(first.text) ? 5 : 15;
}

/** A comma at the end leaves more open than another mark. */
function endScore({ stop, after }: Word, next: Word | null): number {
  if (stop === 'sentence') return 40;
  if (stop === 'clause') return /[;—–)]/.test(after) ? 15 : -5;
  return next === null ? 20 : 5;
}

const WEAK_START = /^(?:and|or|such|which|that)$/;
/** A sentence that begins so explains, or refers to another. */
const DRY_START = /ly$|^(?:check|see|note|here|overall|first|second|third|fourth|next)$/;

/** Words before `of` that belong to it. */
const QUANTITY =
  /^(?:one|some|most|all|none|each|any|many|few|both|lots?|tens|hundreds|thousands|millions|kinds?|sorts?|types?|number|couple|bit|part|instead|out|because|variety|set|end|rest|top)$/;

/** Endings of adjectives, which need the next word. */
const ADJECTIVE = /(?:al|ic|ive|ous|ful|able|ible|less|ly)$/;

function breakScore(end: Word, next: Word): number {
  if (end.stop === 'sentence') return 14;
  if (end.stop === 'clause') return end.needsNext ? -15 : 10;
  if (PARTICLES.has(next.text) || end.leans) return -20;
  if (next.text === 'of' && QUANTITY.test(end.text)) return -24;
  if (OBJECTS.has(next.text)) return -14;
  if (OTHER_PRONOUNS.has(end.text) && !next.opensPhrase) return -24;
  if (next.opensPhrase) return 4;
  if (AUXILIARIES.has(next.text)) return 2;
  return ADJECTIVES.has(end.text) || ADJECTIVE.test(end.text) ? -24 : -14;
}

/** A sentence that ends in the middle of a line breaks its rhythm. */
function innerStops(words: readonly Word[], breaks: readonly number[]): number {
  const inner = words.filter((_, at) => at < words.length - 1 && !breaks.includes(at + 1));
  return inner.reduce((sum, { stop }) => sum - (stop === 'sentence' ? 14 : stop === 'clause' ? 3 : 0), 0);
}

function content(words: readonly Word[]): number {
  const count = (test: (word: Word, at: number) => boolean): number => words.filter(test).length;
  const among = (list: ReadonlySet<string>): number => count(({ text }) => list.has(text));
  const names = count(
    ({ isCapital, text }, at) => at > 0 && isCapital && !/^i\b/.test(text) && words[at - 1]?.stop !== 'sentence',
  );
  const unsure = count(({ range }) => (range()?.min ?? 0) < (range()?.max ?? 0));
  const signs = count(({ isNumber, isAcronym }) => isNumber || isAcronym);
  return (
    Math.min(4, among(VIVID)) * 7 +
    (among(PERSONAL) > 0 ? 6 : 0) -
    among(DULL) * 12 -
    among(ADVICE) * 4 -
    names * 8 -
    unsure * 4 -
    signs * 12 -
    (words.length < 10 ? 8 : 0)
  );
}

const PERSONAL = new Set('i me my we our she he her him his'.split(' '));
const ADVICE = new Set('can should must may might could will you your'.split(' '));

const NUMBER_WORD =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|[mb]illion|dozen|half)$/;

const isWithinName = (end: Word, next: Word): boolean =>
  end.stop === 'none' &&
  ((end.isCapital && next.isCapital) || end.isNumber || (NUMBER_WORD.test(end.text) && !next.opensPhrase));

function hasBalancedParentheses(words: readonly Word[]): boolean {
  let depth = 0;
  for (const { before, after } of words) {
    depth += before.split('(').length - 1;
    depth -= after.split(')').length - 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
