const [carriageReturn, leadOfC1] = [0x0d, 0xc2];

/** Whether a byte may mean something else together with the next: CR before LF, C2 before the rest of a C1 control. */
export const isHalf = (byte: number | undefined): boolean => byte === carriageReturn || byte === leadOfC1;

/**
 * The bytes of pieces that stand after the first so many, in pieces that can be looked at one by one: none ends between
 * CR and LF, or between the two bytes of a C1 control.
 *
 *   after(['ab\r', '\ncd'], 1)  →  'b', '\r\ncd'
 */
export function* after(pieces: Iterable<Uint8Array>, skipped: number): Generator<Uint8Array, void> {
  let left = skipped;
  let held: Uint8Array = new Uint8Array();
  for (const piece of pieces) {
    const fresh = piece.subarray(Math.min(left, piece.length));
    left -= piece.length - fresh.length;
    if (fresh.length === 0) continue;
    const bytes = held.length > 0 ? Buffer.concat([held, fresh]) : fresh;
    const end = bytes.length - (isHalf(bytes.at(-1)) ? 1 : 0);
    held = bytes.subarray(end);
    if (end > 0) yield bytes.subarray(0, end);
  }
  if (held.length > 0) yield held;
}
