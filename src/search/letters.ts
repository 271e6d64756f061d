/**
 * The set of letters in a text: a bit for each of a to z, and six bits that all other letters share. A letter whose bit
 * is not set is not in the text; one whose bit is set may be.
 */
export function letterSet(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return letters;
}

/** How many letters of a set another set lacks. */
export function countMissing(letters: number, others: number): number {
  let count = 0;
  for (let bits = letters & ~others; bits !== 0; bits &= bits - 1) count++;
  return count;
}
