/** The number of bytes in which git(1) searches for a NUL (`buffer_is_binary`). */
const SNIFF_BYTES = 8000;

/**
 * Whether bytes are likely UTF-16: they begin with its byte order mark (Encoding Standard, BOM sniff), or have NULs at
 * more than half of the even offsets and at no odd one, or the other way round (after RFC 4627, section 3).
 */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  const head = bytes.subarray(0, SNIFF_BYTES);
  if (!head.includes(0)) return false;
  const countNuls = (parity: number): number => head.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [countNuls(0), countNuls(1)];
  return head.length >= 4 && Math.min(even, odd) === 0 && even + odd > head.length / 4;
}

let decoder: TextDecoder | undefined;

/**
 * Decodes UTF-8, with U+FFFD for other bytes (Encoding Standard). Keeps a BOM. If all lines end in CR, as on the Mac before
 * 2001, they end in LF. In any other text a CR stays: it may hide the text before it, so it is shown.
 */
export function decode(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder.decode(bytes);
  const isClassicMac = !text.includes('\n') && text.indexOf('\r') !== text.lastIndexOf('\r');
  return isClassicMac ? text.replaceAll('\r', '\n') : text;
}
