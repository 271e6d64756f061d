import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after } from '../../src/post/pieces.ts';

const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x0d, 0x0a, 0xc2, 0x9b));

test('pieces hold all bytes after the first few, and none is empty', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5 })), fc.array(byte), fc.nat(40), (some, more, skipped) => {
      const pieces = [...some, ...more.map(each => Uint8Array.of(each))];
      const whole = Buffer.concat(pieces).subarray(skipped);
      const found = [...after(pieces, skipped)];
      expect(Buffer.concat(found)).toEqual(whole);
      for (const each of found) expect(each.length).toBeGreaterThan(0);
    }),
  );
});
