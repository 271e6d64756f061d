import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * A unit for `fc.string`: any code point except surrogates. The unit `binary` of fast-check is the same, but each process
 * needs 1.5 s of CPU time for its tables.
 */
export const codePoint = fc.integer({ min: 0, max: 0x10ffff - SURROGATES.count }).map(
  index => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  text => {
    const [character, ...others] = String(text);
    if (character === undefined || others.length > 0) throw new Error('not one code point');
    const code = character.codePointAt(0) ?? 0;
    return code < SURROGATES.first ? code : code - SURROGATES.count;
  },
);
