import { numberSyllables, ordinalSyllables } from './numbers.ts';
import { SPOKEN_TERMS } from './spoken-terms.ts';
import { addRanges, exactly, isException, type Range, readTable, wordSyllables } from './word-syllables.ts';

const terms = readTable(SPOKEN_TERMS);

/** Signs that are read aloud. Speakers leave out the signs in paths and addresses. */
const SIGNS: Readonly<Record<string, Range>> = {
  '-': exactly(0),
  '‑': exactly(0),
  '–': exactly(0),
  '—': exactly(0),
  ':': exactly(0),
  ',': exactly(0),
  "'": exactly(0),
  '~': { min: 0, max: 2 },
  '/': { min: 0, max: 1 },
  '.': { min: 0, max: 1 },
  _: { min: 0, max: 3 },
  '*': { min: 0, max: 2 },
  '#': { min: 0, max: 2 },
  '@': exactly(1),
  '&': exactly(1),
  '+': exactly(1),
  '=': exactly(2),
  '%': exactly(2),
  $: exactly(2),
  '€': exactly(2),
  '£': exactly(1),
  '°': exactly(2),
};

/** Units after a number: `10ms`. */
const UNITS = readTable(`
1 x k c
1-2 m h b
2 am pm px hz min s g
2-3 sec secs`);

const PART =
  /\d[\d,]*(?:st|nd|rd|th)(?![\p{L}\p{M}'])|\d[\d,]*(?:\.\d+){0,9}|\p{L}[\p{L}\p{M}]*(?:'\p{L}+){0,9}'?|./gisu;

/** Where a name such as `eBPF`, `GitHub`, `HTTPServer` and `APIs` is cut. */
const CAPITALS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}(?!$))/u;

/**
 * Counts the syllables of a text without blanks. Null if it has letters or signs that cannot be counted.
 *
 *   'cat-like' → 2–2   '404s' → 4–5   'eBPF' → 4–4   '/etc/hosts' → 2–8   '10ms' → 2–5   '狐' → null
 */
export function tokenSyllables(token: string): Range | null {
  if (/^[a-z]+$/i.test(token)) return lettersSyllables(token);
  let sum = exactly(0);
  let previous = '';
  for (const [part] of token.normalize('NFC').replaceAll(/[’ʼ]/g, "'").matchAll(PART)) {
    const range = partSyllables(part, previous);
    if (range === null) return null;
    sum = addRanges(sum, range);
    previous = part;
  }
  return sum;
}

function partSyllables(part: string, previous: string): Range | null {
  const [, ordinal] = /^(\d.*)[a-z]{2}$/i.exec(part) ?? [];
  if (ordinal) return ordinalSyllables(ordinal);
  if (/^\d/.test(part)) return numberSyllables(part.replace(/,$/, ''));
  if (!/^\p{L}/u.test(part))
    return SIGNS[part] ?? (/\p{P}|\u200b|\u200c|\u200d|\ufe0f/u.test(part) ? exactly(0) : null);
  if (/\d$/.test(previous)) {
    const ending = part.toLowerCase();
    // `sixes`, but `nineties` and `fours`
    if (ending === 's') return exactly(/(?:^|[^1])6$/.test(previous) ? 1 : 0);
    const unit = UNITS.get(ending);
    if (unit) return unit;
  }
  return lettersSyllables(part);
}

function lettersSyllables(text: string): Range | null {
  if (text.length === 1 && /[a-z]/i.test(text)) return spelled(text);
  const word = toAscii(text);
  if (word === null) return null;
  const [, stem = word, ending = ''] = /^(.*?)('s?|(?<!s)s)?$/.exec(word) ?? [];
  const term = terms.get(word);
  if (term) return term;
  const singular = ending === '' || isException(word) ? undefined : terms.get(stem);
  if (singular) return addRanges(singular, exactly(/[sxz]'s$/.test(word) ? 1 : 0));
  if (word === text) return /[aeiouy]/.test(word) ? wordSyllables(word) : spelled(stem);
  const letters = /^(\p{Lu}{2,5})(?:'?s)?$/u.exec(text)?.[1];
  if (letters) return mayBeWord(word) ? union(wordSyllables(word), spelled(letters)) : spelled(letters);
  const parts = text.split(CAPITALS);
  if (parts.length > 1) return parts.map(lettersSyllables).reduce((a, b) => a && b && addRanges(a, b));
  return /[aeiouy]/.test(word) ? wordSyllables(word) : spelled(stem);
}

/** A word in capitals may be an abbreviation that is spelled, or an emphasis. */
const mayBeWord = (word: string): boolean => /[^aeiouy][aeiouy]|^[aeiouy][^aeiouy]/.test(word);

const union = (a: Range, b: Range): Range => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) });

/** Reads letters one by one: `tcp` → 3, `www` → 9. */
const spelled = (letters: string): Range =>
  exactly([...letters.replaceAll("'", '')].reduce((sum, letter) => sum + (/w/i.test(letter) ? 3 : 1), 0));

/** Returns a word in lower case, of the letters a–z. Null if it has others. `café` → `cafay`, `naïve` → `naive`. */
function toAscii(text: string): string | null {
  const lower = text.toLowerCase();
  const word = /^[a-z']*$/.test(lower)
    ? lower
    : lower
        .replace(/é(?=s?$)/, 'ay')
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '');
  return /^[a-z']*$/.test(word) ? word : null;
}
