import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUtf16 } from '../../src/posts/decode.ts';

const little = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const big = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const utf8 = (text: string): Uint8Array => Buffer.from(text);
const quoted = 'She said: “It’s a ☕.”\r\n';

test.each<[string, Uint8Array, boolean]>([
  ['a byte order mark and a letter', little('\ufeffa'), true],
  ['a byte order mark alone', big('\ufeff'), true],
  ['a byte order mark of UTF-8', utf8('\ufeffabc'), false],
  ['half a byte order mark', Uint8Array.of(0xff), false],
  ['nothing', utf8(''), false],
  ['two letters, little-endian', little('hi'), true],
  ['two letters, big-endian', big('hi'), true],
  ['one letter, which may be UTF-8 with a NUL', little('h'), false],
  ['quotation marks, little-endian', little(quoted), true],
  ['quotation marks, big-endian', big(quoted), true],
  ['half a character at the end', little('a text').subarray(0, 11), true],
  ['a long text', little('a long line of text\n'.repeat(10_000)), true],
  ['UTF-8', utf8(quoted.repeat(100)), false],
  ['a NUL in UTF-8', utf8('a\0b\n'), false],
  ['many NULs in UTF-8', utf8('ab\0cd\0'.repeat(1000)), false],
  ['nothing but NULs', new Uint8Array(100), false],
  ['UTF-32', Uint8Array.of(...[0x61, 0, 0, 0], ...[0x62, 0, 0, 0]), false],
  ['UTF-16 long after UTF-8', Buffer.concat([utf8('a'.repeat(9000)), little('b'.repeat(20_000))]), false],
])('%s', (_, bytes, isSo) => {
  expect(isUtf16(bytes)).toBe(isSo);
});

test('no text without a NUL is UTF-16', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(isUtf16(utf8(text.replaceAll('\0', '')))).toBe(false);
    }),
  );
});
