import { isUtf8 } from 'node:buffer';

// A file's name is bytes, and may be none that are UTF-8; a path in this program is text. Bytes that are not UTF-8 are
// spelt as `\xFF`, and a backslash that would be read as the beginning of one of these as `\x5C`, so that no two names
// share a spelling:
//
//   the byte FF  →  \xFF          the four characters \xFF  →  \x5CxFF

/** The bytes of a name as text, from which {@link bytesOf} gives them back. */
export function spelt(name: Uint8Array): string {
  const text = Buffer.from(name).toString('latin1').replace(likeAByte, '\\x5C').replace(sequence, speltUnlessUtf8);
  return Buffer.from(text, 'latin1').toString();
}

/** The same of a name as Node reads it, faster: few need spelling. */
export function nameOf(name: Buffer): string {
  const text = name.toString();
  return mayNeedSpelling(text) ? spelt(name) : text;
}

/** The bytes that a path is spelt for. */
export function bytesOf(path: string): Buffer {
  const bytes = Buffer.from(path).toString('latin1');
  return Buffer.from(
    bytes.replace(/\\x([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
}

/** Whether a name, as Node reads it, may have to be spelt: where bytes are not UTF-8 it gives U+FFFD. */
export const mayNeedSpelling = (name: string): boolean => name.includes('\ufffd') || name.includes('\\x');

/** Whether a path is as {@link spelt} spells it: `\x2E\x2E` is another way to write `..`. */
export const isSpelt = (path: string): boolean => !path.includes('\\x') || spelt(bytesOf(path)) === path;

const likeAByte = /\\(?=x[0-9A-F]{2})/g;

/** As many bytes as the first of them says that a character has, or one byte that does not belong to any. */
const sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

// Even so many may be no character: an overlong form, or a surrogate.
function speltUnlessUtf8(found: string): string {
  const bytes = Buffer.from(found, 'latin1');
  return isUtf8(bytes) ? found : bytes.toString('hex').toUpperCase().replace(/../g, '\\x$&');
}
