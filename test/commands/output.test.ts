import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonRow } from '../../src/commands/output.ts';
import { sanitize } from '../../src/text/sanitize.ts';
import { textOf } from '../../src/text/span.ts';
import { codePoint } from '../support/code-point.ts';

function toJson(value: object): string {
  const row = jsonRow(value);
  if (row.kind !== 'row') throw new Error(row.kind);
  return textOf(row.spans);
}

const marks = (count: number): string => '\u0301'.repeat(count);

test.each<readonly [string, string?]>([
  ['plain text', '"plain text"'],
  ['é 日本語 العربية', '"é 日本語 العربية"'],
  ['👩‍👩‍👧 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['a\n\u001b[31m\u007f', '"a\\n\\u001b[31m\\u007f"'],
  ['\u009b\u2028\u202e\u2066\ufeff', '"\\u009b\\u2028\\u202e\\u2066\\ufeff"'],
  ['\ufff9\ufffb\u061c\u00ad\u034f', '"\\ufff9\\ufffb\\u061c\\u00ad\\u034f"'],
  ['\u115f\u3164\u200b\u2060', '"\\u115f\\u3164\\u200b\\u2060"'],
  ['a\ufe0fb\u{e0100}c\u200d', '"a\\ufe0fb\\udb40\\udd00c\\u200d"'],
  ['日\u{e0068}本', '"日\\udb40\\udc68本"'],
  ['\ud800', '"\\ud800"'],
  [`Z${marks(8)}`, `"Z${marks(8)}"`],
  [`Z${marks(9)}`, `"Z${'\\u0301'.repeat(9)}"`],
])('%j is written as %s', (text, json = `"${text}"`) => {
  expect(toJson([text])).toBe(`[${json}]`);
});

const hostile = fc.string({
  maxLength: 40,
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
    fc.string({ unit: codePoint, minLength: 1, maxLength: 1 }),
    fc.constantFrom('"', '\\', '\u001b', '\u009b', '\u202e', '\u200b', '\u0301', '🏴', '\u{e0067}', '\u{e007f}'),
    fc.constantFrom('\u200c', '\u200d', '\ufe0f', '\u{e0100}', '❤', '👩', '🏽', '1', '\u20e3', 'م', 'क', '्', '葛'),
  ),
});

test('a row of any value parses to the value, and sanitize changes nothing in it', () => {
  const forbidden =
    /\p{Cc}|\p{Cs}|\u034f|[\u00ad\u061c\u115f\u2028-\u202e\u2060\u2066-\u206f\u200b\u3164\ufeff\ufff9-\ufffb]/u;
  fc.assert(
    fc.property(fc.dictionary(hostile, fc.array(hostile, { maxLength: 3 }), { maxKeys: 3 }), value => {
      const row = toJson(value);
      expect(Object.entries(JSON.parse(row))).toEqual(Object.entries(value));
      expect(sanitize(row, 'name')).toBe(row);
      expect(row).not.toMatch(forbidden);
    }),
    { numRuns: 500 },
  );
});
