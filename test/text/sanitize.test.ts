import { isUtf8 } from 'node:buffer';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safe, sanitize, sanitizeBytes, sanitizePieces, type TextContext, trusted } from '../../src/text/sanitize.ts';
import { codePoint } from '../support/code-point.ts';

const marks = (count: number): string => '\u0301'.repeat(count);

test.each([
  ['plain text: ünïcode, 日本語, العربية, עברית', 'prose', 'plain text: ünïcode, 日本語, العربية, עברית'],
  ['a\nb\r\nc', 'prose', 'a\nb\nc'],
  ['a\nb', 'name', 'a^Jb'],
  ['a\tb', 'prose', 'a b'],
  ['a\tb', 'code', 'a\tb'],
  ['a\tb', 'name', 'a^Ib'],
  ['\u001b[31mred', 'prose', '^[[31mred'],
  ['\u001b]0;title\u0007', 'prose', '^[]0;title^G'],
  ['\u001b]52;c;aGk=', 'code', '^[]52;c;aGk='],
  ['good\rEVIL', 'prose', 'good^MEVIL'],
  ['safe\b\bevil\0\u007f', 'name', 'safe^H^Hevil^@^?'],
  ['\u000e\u000f', 'prose', '^N^O'],
  ['\u009b31m', 'prose', '<U+009B>31m'],
  ['a\u0085b\u2028c\u2029d', 'code', 'a<U+0085>b<U+2028>c<U+2029>d'],
  ['\ufff9\ufffb', 'prose', '<U+FFF9><U+FFFB>'],
  ['a\u202eb\u2066c\u206f', 'prose', 'a<U+202E>b<U+2066>c<U+206F>'],
  ['a\u200bb\u200e\u200f\u061c\u2060\u2061\u2064\ufeff\u00ad\u034f\u115f\u3164c', 'prose', 'abc'],
  ['a\u200bb\u00ad', 'name', 'a<U+200B>b<U+00AD>'],
  ['\u3164\ufeff', 'code', '<U+3164><U+FEFF>'],
  ['a\u1160\uffa0\u17b4\ufff0\u{1d173}\u{e0080}\u{e01f0}\u2065b', 'prose', 'ab'],
  ['a\uffa0\u{e0fff}', 'name', 'a<U+FFA0><U+E0FFF>'],
  ['\u182d\u180e\u1820 \u1820\u180b', 'name', '\u182d\u180e\u1820 \u1820\u180b'],
  ['\u1820\u180b\u180ba\u180e', 'code', '\u1820\u180b<U+180B>a<U+180E>'],
  ['a\u{e0068}\u{e0069}', 'prose', 'a<U+E0068><U+E0069>'],
  [
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!',
    'prose',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!',
  ],
  ['👩‍👩‍👧‍👦 ❤️', 'name', '👩‍👩‍👧‍👦 ❤️'],
  ['🏴\u{e0061}\u{e0062}\u{e0063}\u{e007f}', 'prose', '🏴<U+E0061><U+E0062><U+E0063><U+E007F>'],
  ['🏳️‍🌈 👩🏽‍🚀 1️⃣ ☺︎', 'name', '🏳️‍🌈 👩🏽‍🚀 1️⃣ ☺︎'],
  ['می\u200cخواهم क्\u200dष ശ്രീ\u200d', 'name', 'می\u200cخواهم क्\u200dष ശ്രീ\u200d'],
  ['葛\u{e0100}', 'name', '葛\u{e0100}'],
  ['pass\u200dword\ufe0f', 'name', 'pass<U+200D>word<U+FE0F>'],
  ['pass\u200cword\u{e0100}', 'prose', 'password'],
  ['م\u200c\u200d', 'code', 'م\u200c<U+200D>'],
  ['م\u{e0100}\u200c', 'code', 'م<U+E0100><U+200C>'],
  ['1\ufe0f', 'code', '1<U+FE0F>'],
  [`Z${marks(8)}`, 'prose', `Z${marks(8)}`],
  [`Z${marks(200)}`, 'prose', `Z${marks(8)}<+192 marks>`],
  ['\ud800a\udc00', 'prose', '\ufffda\ufffd'],
  ['', 'name', ''],
] as const)('%j in %s is shown as %j', (text, place, shown) => {
  expect(sanitize(text, place)).toBe(shown);
});

test('names show every invisible character', () => {
  const passed: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (/\p{DI}/u.test(character) && sanitize(`a${character}b`, 'name').includes(character))
      passed.push(code.toString(16));
  }
  expect(passed).toEqual([]);
});

/** Text with many unsafe characters: any code unit, lone surrogates too, among any graphemes. */
const hostile = fc.string({
  maxLength: 40,
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
    fc.string({ unit: codePoint, minLength: 1, maxLength: 1 }),
    fc.constantFrom('\u001b', '\r', '\n', '\t', '\u009b', '\u202e', '\u200b', '\u0301', '🏴', '\u{e0067}', '\u{e007f}'),
    fc.constantFrom('\u200c', '\u200d', '\ufe0f', '\u{e0100}', '❤', '👩', '🏽', '1', '\u20e3', 'م', 'क', '्', '葛'),
  ),
});
const places = fc.constantFrom<TextContext>('prose', 'code', 'name');
const forbidden = /(?![\n\t])\p{Cc}|\p{Cs}|[\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\u200b\u2060]/u;

test('sanitized text has no forbidden code point, and a name has no line break or tab', () => {
  fc.assert(
    fc.property(hostile, places, (text, place) => {
      expect(sanitize(text, place)).not.toMatch(forbidden);
      expect(sanitize(text, 'name')).not.toMatch(/[\n\t]/);
    }),
  );
});

test('sanitizing is idempotent', () => {
  fc.assert(
    fc.property(hostile, places, (text, place) => {
      const once = sanitize(text, place);
      expect(sanitize(once, place)).toBe(once);
    }),
  );
});

test('the concatenation of two safe texts is safe', () => {
  fc.assert(
    fc.property(hostile, hostile, places, places, (text, other, place, otherPlace) => {
      expect(sanitize(text, place) + sanitize(other, otherPlace)).not.toMatch(forbidden);
    }),
  );
});

test('printable ASCII is kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), places, (text, place) => {
      const printable = text.replace(/[^\x20-\x7e]/g, '');
      let at = 0;
      for (const letter of sanitize(text, place)) if (letter === printable[at]) at++;
      expect(at).toBe(printable.length);
    }),
  );
});

describe('for a pipe', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  test.each([
    [bytes('good\rEVIL'), bytes('good^MEVIL')],
    [bytes('a\r\nb\r\r\nc\r'), bytes('a\r\nb^M\r\nc^M')],
    [bytes('a\0b\u001b[2J\u007f'), bytes('a^@b^[[2J^?')],
    [Uint8Array.of(0xc2, 0x9b, 0x41), bytes('<U+009B>A')],
    [Uint8Array.of(0xc2, 0xc2, 0x80), Uint8Array.of(0xc2, ...bytes('<U+0080>'))],
    [Uint8Array.of(0x9b, 0x41), bytes('\ufffdA')],
    [Uint8Array.of(0xe3, 0x81, 0x41), Uint8Array.of(0xe3, ...bytes('\ufffdA'))],
    [Uint8Array.of(0xc0, 0x80, 0xc1, 0xbf), Uint8Array.of(0xc0, ...bytes('\ufffd'), 0xc1, 0xbf)],
    [Uint8Array.of(0xe0, 0x9b, 0xa0), Uint8Array.of(0xe0, ...bytes('\ufffd'), 0xa0)],
    [Uint8Array.of(0xed, 0xa0, 0x80), Uint8Array.of(0xed, 0xa0, ...bytes('\ufffd'))],
    [Uint8Array.of(0xf0, 0x8f, 0xbf, 0xbf), Uint8Array.of(0xf0, ...bytes('\ufffd'), 0xbf, 0xbf)],
    [Uint8Array.of(0xf4, 0x90, 0xa0, 0xa0), Uint8Array.of(0xf4, ...bytes('\ufffd'), 0xa0, 0xa0)],
    [Uint8Array.of(0xf5, 0x80, 0xff, 0x9f), Uint8Array.of(0xf5, ...bytes('\ufffd'), 0xff, ...bytes('\ufffd'))],
    [Uint8Array.of(0xe3, 0xc2, 0x9b), Uint8Array.of(0xe3, ...bytes('<U+009B>'))],
  ])('the bytes %j are written as %j', (input, output) => {
    expect([...sanitizeBytes(input)]).toEqual([...output]);
  });

  test.each([
    [bytes('text\twith\r\nlines, é, 日本, ☛, 𛀀, \u{10ffff} and \u00a0')],
    [Uint8Array.of(0xff, 0xc2, 0x41, 0xbb, 0xc2)],
    [Uint8Array.of()],
  ])('returns the same array for the clean bytes %j', clean => {
    expect(sanitizeBytes(clean)).toBe(clean);
  });

  /** Bytes with many controls and incomplete sequences. */
  const wild = fc
    .array(
      fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 3 }),
        fc
          .constantFrom(0x0d, 0x0a, 0x1b, 0xc2, 0x80, 0x9b, 0x9f, 0xa0, 0xe0, 0xe3, 0xed, 0xf0, 0xf4)
          .map(byte => [byte]),
        fc.string({ unit: codePoint, minLength: 1, maxLength: 2 }).map(bytes),
      ),
      { maxLength: 30 },
    )
    .map(parts => Uint8Array.from(parts.flatMap(part => [...part])));

  const tokens = /\r\n|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\s\S]/g;
  /** Sanitizes character by character. */
  const byText = (input: Uint8Array): Buffer =>
    Buffer.concat((Buffer.from(input).toString('latin1').match(tokens) ?? []).map(tokenByText));
  const tokenByText = (token: string): Buffer => {
    const bytes = Buffer.from(token, 'latin1');
    const text = bytes.toString();
    if (isUtf8(bytes)) return Buffer.from(/^(?![\n\t])\p{Cc}$/u.test(text) ? sanitize(text, 'name') : text);
    return Buffer.concat([...bytes].map(byte => (byte < 0xa0 ? Buffer.from('\ufffd') : Buffer.of(byte))));
  };

  test('replaces controls only, and the result is clean', () => {
    fc.assert(
      fc.property(wild, input => {
        const output = sanitizeBytes(input);
        expect(Buffer.from(output)).toEqual(byText(input));
        expect(sanitizeBytes(output)).toBe(output);
      }),
      { numRuns: 1000 },
    );
  });

  test('two sanitized posts side by side contain no control', () => {
    const live = fc.constantFrom(0xc2, 0x9b, 0x1b, 0x0d, 0x0a, 0xe2, 0x80, 0xa8);
    const some = fc.array(fc.oneof(fc.nat(255), live)).map(all => Uint8Array.from(all));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const joined = Buffer.concat([sanitizeBytes(one), sanitizeBytes(other)]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        expect(joined.toString('utf8')).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)/);
      }),
    );
  });

  test('the result does not depend on how the input is split', () => {
    fc.assert(
      fc.property(wild, fc.array(fc.nat(120)), (input, cuts) => {
        const bounds = [0, ...cuts.filter(cut => cut < input.length).toSorted((a, b) => a - b), input.length];
        const pieces = bounds.slice(1).map((end, at) => input.subarray(bounds[at], end));
        expect(Buffer.concat([...sanitizePieces(pieces)])).toEqual(Buffer.from(sanitizeBytes(input)));
      }),
      { numRuns: 1000 },
    );
  });
});

test('only sanitize.ts casts to Safe', () => {
  const files = globSync('src/**/*.{ts,tsx}').filter(file => path.basename(file) !== 'sanitize.ts');
  const casts = files.filter(file =>
    /\bas (?:unknown as )?(?:readonly )?Safe\b|<Safe>/.test(readFileSync(file, 'utf8')),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(casts).toEqual([]);
});

test('trusted text is a literal, and safe text is made of safe parts', () => {
  const text: string = 'a';
  // @ts-expect-error: a text that is only known at run time
  trusted(text);
  // @ts-expect-error: a template of such a text
  trusted(`${text}b`);
  // @ts-expect-error: a template of a number, which is for `safe`
  trusted(`${text.length}b` as const);
  // @ts-expect-error: a choice of which one is such a text
  trusted(text === 'a' ? 'b' : text);
  // @ts-expect-error: a part that is not safe
  safe`${text}b`;
  expect(trusted(text === 'a' ? 'b' : 'c')).toBe('b');
  expect(safe`${trusted('a\n')}${1.5}\u00e9`).toBe('a\n1.5é');
});

test('the shortcut for plain text returns the same as the rules', () => {
  // A Chinese character is not plain, so all rules see the text.
  const different: string[] = [];
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    for (const place of ['prose', 'code', 'name'] as const)
      if (sanitize(`${character}日`, place) !== `${sanitize(character, place)}日`)
        different.push(`${code.toString(16)} in ${place}`);
  }
  expect(different).toEqual([]);
});
