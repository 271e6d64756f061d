import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberSyllables } from '../../src/haiku/numbers.ts';
import { countSyllables } from '../../src/haiku/text-syllables.ts';
import { tokenSyllables } from '../../src/haiku/token-syllables.ts';
import { exactly } from '../../src/haiku/word-syllables.ts';

test.each<[string, number, number?]>([
  ['0', 2],
  ['7', 2],
  ['11', 3],
  ['70', 3],
  ['99', 3],
  ['100', 3],
  ['404', 4, 5],
  ['1,000', 3],
  ['30,000', 4],
  ['1,000,000', 3],
  ['3.14', 4],
  ['1900', 4],
  ['1905', 4],
  ['1984', 5],
  ['2000', 3],
  ['2005', 4, 5],
  ['2016', 4, 6],
  ['007', 4, 6],
  ['1.2.3', 5],
])('the number %s has the syllables with which it is read aloud', (text, min, max = min) => {
  expect(numberSyllables(text)).toEqual({ min, max });
});

test.each<[string, number, number?]>([
  // abbreviations, by letters or as words
  ['DNS', 3],
  ['HTTPS', 5],
  ['www', 9],
  ['BIOS', 2],
  ['APIs', 3],
  ["CPU's", 3],
  ['IPv6', 4],
  ['eBPF', 4],
  ['UTF-8', 4],
  ['macOS', 3],
  ['NEVER', 2, 5],
  // code
  ['kubectl', 3, 4],
  ['/etc', 2, 5],
  ['C++', 3],
  ['node.js', 3, 4],
  ['GitHub', 2],
  ['parseJSON', 3],
  // numbers with signs, units and endings
  ['$5', 3],
  ['50%', 4],
  ['10ms', 2, 5],
  ['3rd', 1],
  ['20th', 3],
  ['21ST', 3],
  ['1,000th', 3],
  ['2012th', 4, 5],
  ['1.2.3rd', 7],
  ['1990s', 4],
  ['10:30', 3],
  // apostrophes, hyphens and accents
  ['half-asleep', 3],
  ['it’s', 1],
  ['café', 2],
  ['naïve', 2],
  ['“Home,”', 1],
])('%s has the syllables with which it is read aloud', (token, min, max = min) => {
  expect(tokenSyllables(token)).toEqual({ min, max });
});

test.each([
  ['a cable, no tag', 5],
  ['I unplugged it to find out', 7],
  ['THE LAMP IS BURNING', 5],
  ['ねこがなく', 5],
  ['きょうもコーヒー', 7],
  ['ずっとまって', 6],
])('%s has %i syllables', (text, count) => {
  expect(countSyllables(text)).toEqual(exactly(count));
});

test.each([
  'der Schnee und die Stille',
  'le vent dans les arbres',
  'el perro y los gatos',
  '静けさや',
  'снег идёт',
  '🦊 sleeps',
  'Straße',
])('%s cannot be counted', text => {
  expect(countSyllables(text)).toBeNull();
});

const WORDS = ['rain', 'every', 'DNS', '42', 'window,', 'half-asleep', 'the', 'fire'];

test('the syllables of a text are those of its words together', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 1 }), words => {
      const each = words.map(word => tokenSyllables(word) ?? exactly(0));
      const sum = {
        min: each.reduce((sum, { min }) => sum + min, 0),
        max: each.reduce((sum, { max }) => sum + max, 0),
      };
      expect(countSyllables(['the', ...words].join(' '))).toEqual({ min: sum.min + 1, max: sum.max + 1 });
    }),
  ));

const numeral = fc.stringMatching(/^\d[\d,.]{0,5}(?:st|nd|rd|th|s|ms)?$/);

test('the range of a token starts at 0 or more, and does not end before its start', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), numeral), token => {
      const range = tokenSyllables(token);
      expect(range === null || (range.min >= 0 && range.min <= range.max)).toBe(true);
    }),
  ));
