import { expect, test } from 'vitest';
import { hasTimedOut, withRegexTimeout } from '../../src/search/regex-timeout.ts';

test.each([/fan/g, /f.n+/g, /(?:a|b)*c/g])('%s finds the same matches with a timeout as without', expression => {
  const text = 'the fan, the fann and abac';
  expect(withRegexTimeout(expression, () => text.match(expression), null)).toEqual(text.match(expression));
  expect(hasTimedOut(expression)).toBe(false);
});

const optional = new RegExp(`${'a?'.repeat(30)}${'a'.repeat(30)};`, 'g');
const eitherWay = new RegExp(`${'(?:a|a)'.repeat(40)};`, 'g');

test.each([
  ['repeats', /(\w+\s?)+;;/g, 'a word and another '.repeat(20)],
  ['has optional parts', optional, 'a'.repeat(60)],
  ['has alternatives', eitherWay, 'a'.repeat(60)],
])('an endless expression that %s times out, and is not tried again', (_, endless, text) => {
  expect(withRegexTimeout<unknown>(endless, () => endless.exec(text), 'given up')).toBe('given up');
  expect(hasTimedOut(endless)).toBe(true);
  let isTried = false;
  const again = (): boolean => {
    isTried = true;
    return true;
  };
  expect(withRegexTimeout(endless, again, false)).toBe(false);
  expect(isTried).toBe(false);
});

test('other errors are thrown unchanged', () => {
  const work = (): never => {
    throw new RangeError('no');
  };
  expect(() => withRegexTimeout(/a+/, work, null)).toThrow('no');
});
