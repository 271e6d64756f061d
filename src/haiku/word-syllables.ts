import { EXCEPTIONS } from './exceptions.ts';
import { countBySpelling } from './spelling.ts';

/** How many syllables a text has when it is spoken. Speakers differ: `every` has 2 or 3. */
export type Range = { readonly min: number; readonly max: number };

export const exactly = (count: number): Range => ({ min: count, max: count });

export const addRanges = (a: Range, b: Range): Range => ({ min: a.min + b.min, max: a.max + b.max });

/** Reads a table of words: each line has a count, such as `2` or `2-3`, and the words that have it. */
export const readTable = (table: string): ReadonlyMap<string, Range> =>
  new Map(
    table
      .trim()
      .split('\n')
      .flatMap(line => {
        const [counts = '', ...words] = line.split(' ');
        const range = { min: Number(counts[0]), max: Number(counts.at(-1)) };
        return words.map(each => [each, range] as const);
      }),
  );

const exceptions = readTable(EXCEPTIONS);

export const isException = (word: string): boolean => exceptions.has(word);

/** Endings of words that are counted by the word before them. */
const ENDINGS =
  "'s s' 're 've 'd n't s es ed d ing ings er ers r rs est st ly ness less ful fully ment ments like man men able en".split(
    ' ',
  );
const ENDINGS_FOR_Y = ['ies', 'ied', 'ier', 'iest', 'ily', 'iness'];

/** Returns the words that an ending may have been added to: `stopped` → `stopp`, `stoppe`, `stop`. */
function* stemsOf(word: string): Generator<string> {
  for (const ending of ENDINGS_FOR_Y) if (word.endsWith(ending)) yield `${word.slice(0, -ending.length)}y`;
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    yield stem;
    yield `${stem}e`;
    if (stem.at(-1) === stem.at(-2)) yield stem.slice(0, -1);
  }
}

/** Words that some speakers shorten by a syllable: `battery`, `wandering`, `sensory`, `gradually`. */
const SHORTENED =
  /(?<=[aeiouy][^aeiouy]*)(?:(?<=[bcdfgkpstvnlmh])er|(?<=fact|hist|vict|mem|iv|cat|sens)or)(?:y|ies|ing|able|ably|ages?|ent|ences?|ently|al|ally)$|(?<=[aeiouy].*)(?:t[eu]ning|l[ei]ning|vening|pening|ually|eling|nally)$/;

/** Words that some speakers lengthen by a syllable: `tired`, `hour`, `oil`, `magically`. */
const LENGTHENED = /ires?d?$|^(?:h|sc|s|fl|dev)?ours?$|[ou]ils?$|ically$|^reall?y?$|^pearl|^world/;

/**
 * Counts the syllables of a word in lower case, of the letters a–z and apostrophes.
 *
 *   'cat' → 1–1   'every' → 2–3   'fire' → 1–2   "couldn't" → 2–2   'homepages' → 3–3
 */
export function wordSyllables(word: string): Range {
  const known = exceptions.get(word);
  if (known) return known;
  const count = countBySpelling(word);
  for (const stem of stemsOf(word)) {
    const exception = exceptions.get(stem);
    if (!exception) continue;
    const rest = count - countBySpelling(stem);
    return { min: Math.max(1, exception.min + rest), max: Math.max(1, exception.max + rest) };
  }
  if (SHORTENED.test(word)) return { min: count - 1, max: count };
  return { min: count, max: LENGTHENED.test(word) ? count + 1 : count };
}
