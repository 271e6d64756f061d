/** How many bytes to look at: as many as git(1) does for a NUL (`buffer_is_binary`). */
const SNIFF_BYTES = 8000;

/**
 * Whether bytes are likely UTF-16. They are if they begin with its byte order mark (Encoding Standard, BOM sniff), or if
 * NULs stand at more than half of the even offsets and at no odd one, or the other way round (after RFC 4627, section 3).
 *
 *   68 00 69 00 → true      61 00 62 0A → false
 */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  const end = Math.min(bytes.length, SNIFF_BYTES);
  const nuls: [even: number, odd: number] = [0, 0];
  for (let offset = bytes.indexOf(0); offset !== -1 && offset < end; offset = bytes.indexOf(0, offset + 1))
    nuls[(offset % 2) as 0 | 1]++;
  const [even, odd] = nuls;
  return end >= 4 && Math.min(even, odd) === 0 && 2 * (even + odd) > Math.floor(end / 2);
}

/** Decodes UTF-8, with U+FFFD for other bytes (Encoding Standard). Keeps a BOM. */
export const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
