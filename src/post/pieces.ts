/**
 * The bytes of pieces that stand after the first so many.
 *
 *   after(['ab', 'cd'], 1)  →  'b', 'cd'
 */
export function* after(pieces: Iterable<Uint8Array>, skipped: number): Generator<Uint8Array, void> {
  let left = skipped;
  for (const piece of pieces) {
    const fresh = piece.subarray(Math.min(left, piece.length));
    left -= piece.length - fresh.length;
    if (fresh.length > 0) yield fresh;
  }
}
