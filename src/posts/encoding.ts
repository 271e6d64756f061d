/** As much of a file as git(1) looks at for a NUL, in bytes (`buffer_is_binary`). */
const SNIFF_BYTES = 8000;

/**
 * Whether bytes are likely UTF-16: they begin with its byte order mark (Encoding Standard, BOM sniff), or NULs stand at
 * every other place, as RFC 4627 (3) tells it from UTF-8. Quotation marks and names have no NUL in them: so they need
 * stand at no more than half of these places, but at none of the others.
 *
 *   68 00 69 00 → true      61 00 62 0A → false
 */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  const end = Math.min(bytes.length, SNIFF_BYTES);
  const nuls: [even: number, odd: number] = [0, 0];
  for (let at = bytes.indexOf(0); at !== -1 && at < end; at = bytes.indexOf(0, at + 1)) nuls[(at % 2) as 0 | 1]++;
  const [even, odd] = nuls;
  return end >= 4 && Math.min(even, odd) === 0 && 2 * (even + odd) > Math.floor(end / 2);
}

/** Bytes as text. What is not UTF-8 becomes U+FFFD, as the Encoding Standard says; a BOM is left in. */
export const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
