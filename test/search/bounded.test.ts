import { expect, test } from 'vitest';
import { bounded, isCostly } from '../../src/search/bounded.ts';

test.each([/fan/g, /f.n+/g, /(?:a|b)*c/g])('what %s finds is found', expression => {
  const text = 'the fan, the fann and abac';
  expect(bounded(expression, () => text.match(expression), null)).toEqual(text.match(expression));
  expect(isCostly(expression)).toBe(false);
});

test('an expression that would take for ever is given up, once and for all', () => {
  const endless = /(\w+\s?)+;;/g;
  const text = 'a word and another '.repeat(20);
  expect(bounded<unknown>(endless, () => endless.exec(text), 'given up')).toBe('given up');
  expect(isCostly(endless)).toBe(true);
  let isTried = false;
  const again = (): boolean => {
    isTried = true;
    return true;
  };
  expect(bounded(endless, again, false)).toBe(false);
  expect(isTried).toBe(false);
});

test('what fails otherwise fails as it would', () => {
  const work = (): never => {
    throw new RangeError('no');
  };
  expect(() => bounded(/a+/, work, null)).toThrow('no');
});
