import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, isSpelt, spelt } from '../../src/io/file-names.ts';

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

test.each([
  ['what is UTF-8, as it is', bytes('caf\xc3\xa9 \xe2\x98\x95 \xf0\x9f\x91\x8d'), 'caf\u00e9 \u2615 \u{1f44d}'],
  ['U+FFFD, which is a character', bytes('\xef\xbf\xbd'), '\ufffd'],
  ['a byte order mark', bytes('\xef\xbb\xbfa'), '\ufeffa'],
  ['a byte that begins nothing', bytes('a\xffb'), 'a\\xFFb'],
  ['a sequence that is cut off', bytes('\xe2\x98a'), '\\xE2\\x98a'],
  ['an overlong slash', bytes('\xc0\xaf'), '\\xC0\\xAF'],
  ['a surrogate', bytes('\xed\xa0\x80'), '\\xED\\xA0\\x80'],
  ['what is past the last character', bytes('\xf4\x90\x80\x80'), '\\xF4\\x90\\x80\\x80'],
  ['the characters of a spelt byte', bytes('a\\xFFb'), 'a\\x5CxFFb'],
  ['these after another backslash', bytes('\\\\xFF'), '\\\\x5CxFF'],
  ['a backslash and an x', bytes('\\x4\\xff\\n'), '\\x4\\xff\\n'],
])('%s', (_, name, text) => {
  expect(spelt(name)).toBe(text);
  expect(bytesOf(text)).toEqual(name);
});

test('every name has a spelling of its own, which gives its bytes back', () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...bytes('\\x5CF0\xc3\xa9\xff')));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), each => {
      const name = Buffer.from(each);
      expect(bytesOf(spelt(name))).toEqual(name);
      expect(isSpelt(spelt(name))).toBe(true);
    }),
  );
});

test.each(['\\x2E\\x2E', '\\x2F', '\\x00', '\\x41', '\\x5C', '\\xC3\\xA9'])('%s is no spelling', path => {
  expect(isSpelt(path)).toBe(false);
});
