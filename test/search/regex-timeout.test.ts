import { expect, test } from 'vitest';
import { hasTimedOut, withRegexTimeout } from '../../src/search/regex-timeout.ts';

test.each([/fan/g, /f.n+/g, /(?:a|b)*c/g])('what %s finds is found', expression => {
  const text = 'the fan, the fann and abac';
  expect(withRegexTimeout(expression, () => text.match(expression), null)).toEqual(text.match(expression));
  expect(hasTimedOut(expression)).toBe(false);
});

const optional = new RegExp(`${'a?'.repeat(30)}${'a'.repeat(30)};`, 'g');
const eitherWay = new RegExp(`${'(?:a|a)'.repeat(40)};`, 'g');

test.each([
  ['repeats', /(\w+\s?)+;;/g, 'a word and another '.repeat(20)],
  ['may miss parts', optional, 'a'.repeat(60)],
  ['may be one or the other', eitherWay, 'a'.repeat(60)],
])('an expression that would take for ever, as it %s, is given up, once and for all', (_, endless, text) => {
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

test('what fails otherwise fails as it would', () => {
  const work = (): never => {
    throw new RangeError('no');
  };
  expect(() => withRegexTimeout(/a+/, work, null)).toThrow('no');
});
