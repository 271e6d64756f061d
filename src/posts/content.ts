import { splitTranscript } from './transcript.ts';
import { isReadError, type ReadError } from './types.ts';

/** The maximum number of bytes of a post that are shown and searched. */
export const MAX_CONTENT_BYTES = 8 * 1024 * 1024;

/** The bytes of a post. `content`: without a transcript's first line. `isTruncated`: both end after the last line that fits. */
export type PostContent = { readonly file: Uint8Array; readonly content: Uint8Array; readonly isTruncated: boolean };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** The first byte of a C1 control in UTF-8. */
const C1_LEAD = 0xc2;

/** Returns the content of a file. `bytes`: its first {@link MAX_CONTENT_BYTES}, and one more if it is longer. */
export function toContent(bytes: Uint8Array | ReadError): PostContent | ReadError {
  if (isReadError(bytes)) return bytes;
  const isTruncated = bytes.length > MAX_CONTENT_BYTES;
  const file = isTruncated ? bytes.subarray(0, cutAt(bytes)) : bytes;
  return { file, content: splitTranscript(file).content, isTruncated };
}

/** Returns where to cut a long file: after a line or, in one long line, not within CR LF or a C1 control. */
function cutAt(bytes: Uint8Array): number {
  const last = MAX_CONTENT_BYTES - 1;
  const isWithin = bytes[last] === CARRIAGE_RETURN || bytes[last] === C1_LEAD;
  return bytes.lastIndexOf(LINE_FEED, last) + 1 || (isWithin ? last : MAX_CONTENT_BYTES);
}

/** Counts the line feeds in a text. A lone CR does not end a line. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Counts the line ends in a text where a lone CR ends a line too, as in front matter. */
export const countLineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
