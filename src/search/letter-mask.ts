/**
 * The letters of a text as a set: a bit for each of a to z, and six bits that all others share. What a mask lacks the
 * text lacks; what it has the text may have.
 */
export function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= letterBit(text.charCodeAt(at));
  return mask;
}

/** The bit of one UTF-16 code unit. */
export const letterBit = (code: number): number => 1 << (code >= 97 && code < 123 ? code - 97 : 26 + (code % 6));

/** The bits set in 32 (Hacker's Delight, 5-1): `0b10110` → 3. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
