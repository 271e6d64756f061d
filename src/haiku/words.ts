import { languageOf } from './text-syllables.ts';
import { tokenSyllables } from './token-syllables.ts';
import * as lists from './word-lists.ts';
import { exactly, type Range } from './word-syllables.ts';

/** How a text ends after a word: within a clause, with a clause, or with a sentence. */
type Stop = 'none' | 'clause' | 'sentence';

/** A word of prose with the punctuation around it. */
export type Word = {
  /** In lower case, without punctuation. Empty for a dash. */
  readonly text: string;
  /**
   * Null if a haiku cannot have the word: it is code, a number of many digits, or of another language. Counted by the first
   * call.
   */
  readonly range: () => Range | null;
  readonly before: string;
  readonly after: string;
  readonly stop: Stop;
  readonly isCapital: boolean;
  readonly isNumber: boolean;
  readonly isAcronym: boolean;
  /** Whether it begins a phrase, so that a line may end before it. */
  readonly opensPhrase: boolean;
  readonly opensClause: boolean;
  /** Whether it needs the next word, so that no line ends on it. */
  readonly needsNext: boolean;
  readonly leans: boolean;
  readonly opensQuote: boolean;
  readonly closesQuote: boolean;
  /** 1: English, -1: another language, 0: unknown. */
  readonly language: number;
};

const BEFORE = /^[\p{Ps}\p{Pi}"'*_]*/u;
/** The lookbehind makes it try a run of punctuation once, not from each of its characters. */
const AFTER = /(?<!\p{P})\p{P}*$/u;
const ABBREVIATION = /^(?:\p{L}|mr|mrs|ms|dr|prof|st|vs|etc|cf|eg|ie|e\.g|i\.e|fig|approx|inc|jr|sr|no)\.$/iu;
const PLAIN = /^\p{L}+(?:['’]\p{L}+){0,9}(?:[-‑]\p{L}+(?:['’]\p{L}+){0,9}){0,99}['’]?$/u;
/** Capitals within a word: `GitHub`, `iOS`. */
const MIXED = /\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}{2,}/u;

/** Reads a word of prose: `home,` ends a clause, `(home.` ends a sentence. */
export function readWord(token: string, count = countable): Word {
  const [before = ''] = BEFORE.exec(token) ?? [];
  const rest = token.slice(before.length);
  const [after = ''] = AFTER.exec(rest) ?? [];
  const core = rest.slice(0, rest.length - after.length);
  const text = core.toLowerCase().replaceAll('’', "'");
  const isNumber = /^\d{1,4}$/.test(core);
  const isPlain = (PLAIN.test(core) && !MIXED.test(core)) || isNumber;
  const isDash = core === '' && /^[—–-]+$/.test(token);
  let range: Range | null | undefined;
  const isOf = (...words: readonly ReadonlySet<string>[]): boolean => words.some(each => each.has(text));
  const opens = isOf(lists.ARTICLES, lists.PREPOSITIONS, lists.CONJUNCTIONS, lists.SUBJECTS);
  return {
    text,
    range: () => {
      if (range === undefined) range = isDash ? exactly(0) : isPlain ? count(core) : null;
      return range;
    },
    before,
    after,
    stop: isDash ? 'clause' : stopOf(core, after),
    isCapital: /^\p{Lu}/u.test(core),
    isNumber,
    isAcronym: /^\p{Lu}{2,}s?$/u.test(core),
    opensPhrase: opens || isOf(lists.OTHER_PRONOUNS),
    opensClause: isOf(lists.CLAUSE_OPENERS),
    needsNext: opens || isOf(lists.AUXILIARIES) || isNumber,
    leans: isOf(lists.LEANING),
    opensQuote: /^[([]*["“]/.test(token),
    closesQuote: /["”]/.test(token.slice(1)),
    language: languageOf(text),
  };
}

/** Creates a {@link readWord} that remembers the tokens it has read. */
export function createReader(): (token: string) => Word {
  const count = memoized(countable);
  return memoized(token => readWord(token, count));
}

function memoized<Value>(compute: (key: string) => Value): (key: string) => Value {
  const results = new Map<string, Value>();
  return key => {
    let result = results.get(key);
    if (result === undefined) {
      result = compute(key);
      results.set(key, result);
    }
    return result;
  };
}

function countable(core: string): Range | null {
  const range = tokenSyllables(core);
  return range && range.max - range.min <= 1 ? range : null;
}

function stopOf(core: string, after: string): Stop {
  if (/[.!?…]/.test(after)) return ABBREVIATION.test(`${core}.`) && !/[!?]/.test(after) ? 'none' : 'sentence';
  return /[,;:)\]—–]/.test(after) ? 'clause' : 'none';
}
