import { addRanges, exactly, type Range } from './word-syllables.ts';

/** The syllables of 0 to 19, and of 0, 10, 20 … 90. */
const SMALL = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2];
const TENS = [0, 1, 2, 2, 2, 2, 2, 3, 2, 2];

/** Some speakers say `and` after the hundreds. */
const OPTIONAL_AND: Range = { min: 0, max: 1 };

/**
 * Counts the syllables of a number of digits, with `,` and `.` in it, as it is read aloud.
 *
 *   '7' → 2–2   '404' → 4–5   '1,000' → 3–3   '3.14' → 4–4   '1984' → 5–5   '2016' → 4–6
 */
export function numberSyllables(text: string): Range {
  const [whole = '', ...parts] = text.replaceAll(',', '').split('.');
  // In an address or a version each point is spoken.
  const rest = parts.map(part => addRanges(exactly(1), parts.length > 1 ? cardinal(part) : digitByDigit(part)));
  return rest.reduce(addRanges, text.includes(',') ? cardinal(whole) : yearOrCardinal(whole));
}

/** Counts the syllables of an ordinal number by its digits: `3` of `3rd` → 1–1, `20` → 3–3, `1,000` → 3–3. */
export const ordinalSyllables = (digits: string): Range =>
  addRanges(cardinal(digits.replaceAll(',', '')), exactly(/(?:^|[^1])2$|[2-9]0$/.test(digits) ? 1 : 0));

function yearOrCardinal(digits: string): Range {
  const [century, year] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (digits.length !== 4 || century < 11 || century > 20) return cardinal(digits);
  if (century === 20 && year < 10) return cardinal(digits);
  // `hundred` after a century, `oh` before a single digit
  const pair = belowHundred(century) + (year === 0 ? 2 : (year < 10 ? 1 : 0) + belowHundred(year));
  return { min: pair, max: century === 20 ? Math.max(pair, cardinal(digits).max) : pair };
}

function cardinal(digits: string): Range {
  const isCode = digits.length > 12 || (digits.length > 1 && digits.startsWith('0'));
  return isCode ? digitByDigit(digits) : below1e12(Number(digits));
}

function below1e12(value: number): Range {
  if (value < 100) return exactly(belowHundred(value));
  const [unit, rest] = value < 1000 ? [100, value % 100] : splitThousands(value);
  const high = addRanges(below1e12((value - rest) / unit), exactly(2));
  if (rest === 0) return high;
  const and = unit === 100 || rest < 100 ? OPTIONAL_AND : exactly(0);
  return addRanges(addRanges(high, and), below1e12(rest));
}

function splitThousands(value: number): readonly [number, number] {
  const unit = value < 1e6 ? 1e3 : value < 1e9 ? 1e6 : 1e9;
  return [unit, value % unit];
}

const belowHundred = (value: number): number =>
  value < 20
    ? (SMALL[value] as number)
    : (TENS[Math.floor(value / 10)] as number) + (value % 10 === 0 ? 0 : (SMALL[value % 10] as number));

/** A zero is `zero` or `oh`. */
const digitByDigit = (digits: string): Range =>
  [...digits]
    .map(digit => (digit === '0' ? { min: 1, max: 2 } : exactly(SMALL[Number(digit)] as number)))
    .reduce(addRanges, exactly(0));
