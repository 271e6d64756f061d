import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findHaiku } from '../../src/haiku/find-haiku.ts';
import { scanHaiku } from '../../src/haiku/scan.ts';

const found = (text: string): readonly string[] => findHaiku(text).map(({ haiku }) => haiku.join(' / '));

/** A sentence of 5, 7 and 5 syllables. */
const PRINTER = 'The printer is warm, and the cat sleeps on its lid. Nobody prints now.';
const PRINTER_HAIKU = 'The printer is warm, / and the cat sleeps on its lid. / Nobody prints now.';

describe('a haiku is found', () => {
  test.each<[string, string, readonly string[]]>([
    ['in whole sentences', `It rained. ${PRINTER} We wait.`, [PRINTER_HAIKU]],
    ['across the lines of the source', PRINTER.replaceAll(' ', '\n'), [PRINTER_HAIKU]],
    [
      'in a clause, without the comma after it',
      'On Monday, when the boiler was cold, we sang in the dark of the hall for our bread, and then it was fixed, I think.',
      ['we sang in the dark / of the hall for our bread, / and then it was fixed'],
    ],
    [
      'with a dash at the end of a line',
      'My father is gone — he left the light in the hall and a cup of tea.',
      ['My father is gone — / he left the light in the hall / and a cup of tea.'],
    ],
    [
      'in parentheses, without them',
      'It works (the printer is warm, and the cat sleeps on its lid; nobody prints now), I think.',
      ['the printer is warm, / and the cat sleeps on its lid; / nobody prints now'],
    ],
    ['twice', `${PRINTER} The log is long. ${PRINTER}`, [PRINTER_HAIKU, PRINTER_HAIKU]],
  ])('%s', (_, text, haiku) => {
    expect(found(text)).toEqual(haiku);
  });
});

describe('no haiku is found', () => {
  test.each<[string, string]>([
    ['in too few words', 'The printer is warm.'],
    ['across code', PRINTER.replace('lid', '\ufffc')],
    ['in a quotation', `He said: “${PRINTER}” Then he left.`],
    ['in straight quotes', `He said: "${PRINTER}" Then he left.`],
    ['across an address', PRINTER.replace('lid', 'lid.example/a')],
    ['if a line ends on an article', 'I waited for the printer in the cold hall with a cup of tea now.'],
    ['if a line ends on a preposition', 'The old dog waits by the door of the house all day. Nobody has come.'],
    ['if a line ends on a number', 'It took us all ten minutes to find the old cat in the bread basket.'],
    ['if a line ends within a name', 'I sent it to Ann Brown in the hall of the school, and she was asleep.'],
    [
      'if it ends before the clause does',
      'The printer is warm, and the cat sleeps on its lid. Nobody prints here now.',
    ],
    ['if it leads to an example', `${PRINTER.slice(0, -1)}:`],
    ['in another language', 'Das Land ist hart und das Kind ist nass und mit mir im Bus und im Wind.'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

test('a long run of punctuation takes linear time', () => {
  expect(found(`${'.'.repeat(200_000)}a. ${PRINTER}`)).toEqual([PRINTER_HAIKU]);
}, 5000);

test('whole sentences are better than a clause, and things are better than terms', () => {
  const score = (text: string): number => findHaiku(text)[0]?.score ?? Number.NaN;
  const whole = score(PRINTER);
  const clause = score(`So, ${PRINTER.toLowerCase().replace(/\.$/, ', and so on.')}`);
  const dull = score('The default is used, and the value is replaced. Arguments are checked.');
  expect(whole).toBeGreaterThan(clause);
  expect(whole).toBeGreaterThan(dull);
});

const WORDS = [
  ...'the a cat sleeps rain, every window. night fire and we wait for nobody; (home) “so” 42 DNS it’s — where the\n'.split(
    ' ',
  ),
  ...'half-asleep river. she listened, because old kettle is cold. \ufffc Mary Brown'.split(' '),
];

test('a haiku is a run of the words of its text, in order, with 5, 7 and 5 syllables', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 30, maxLength: 120 }), words => {
      const text = `${words.join(' ')}. ${PRINTER}`;
      for (const { haiku, offset } of findHaiku(text)) {
        count++;
        const start = haiku.join(' ');
        // A bracket without a partner in the haiku is left out.
        const rest = text
          .slice(offset)
          .replace(/\s+/g, ' ')
          .replace(start.startsWith('(') ? '' : /^\(/, '');
        expect(rest.slice(0, start.length).replace(/[).!?]+$/, '')).toBe(start.replace(/[).!?]+$/, ''));
        const ranges = scanHaiku(haiku);
        for (const [line, syllables] of [5, 7, 5].entries()) {
          expect(ranges?.[line]?.min).toBeLessThanOrEqual(syllables);
          expect(ranges?.[line]?.max).toBeGreaterThanOrEqual(syllables);
        }
      }
    }),
    { numRuns: 500 },
  );
  expect(count).toBeGreaterThan(0);
});
