/** The array, or a copy at least twice as large if it has no room for `length` numbers. */
export function withRoom(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/**
 * The set of letters in a text: a bit for each of a to z, and six bits shared by all others. A letter whose bit is not set
 * is not in the text; one whose bit is set may be.
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
