import { quoteWord, splitWords } from '../util/shell-words.ts';
import { catCommand, hasPostExtension, pathToSlug, type Slug } from './slug.ts';
import { isReadError, type PostRef, type ReadError } from './types.ts';

/** A transcript is a file whose first line is `$ cat post/<path>`, as `cat` prints it. Its content is the rest. */
export type TranscriptParts = { readonly slug: Slug | null; readonly content: Uint8Array };

const LINE_FEED = 0x0a;
const PREFIX = new TextEncoder().encode('$ cat ');

/** A longer first line is not a command line: a path has at most 4,096 bytes on Linux. */
export const MAX_COMMAND_LINE_BYTES = 4200;

/** Copies no bytes. */
export function splitTranscript(file: Uint8Array): TranscriptParts {
  const whole: TranscriptParts = { slug: null, content: file };
  if (!PREFIX.every((byte, index) => file[index] === byte)) return whole;
  const end = file.subarray(0, MAX_COMMAND_LINE_BYTES).indexOf(LINE_FEED);
  if (end === -1) return whole;
  const slug = slugOfOperand(new TextDecoder().decode(file.subarray(PREFIX.length, end)));
  return slug === null ? whole : { slug, content: file.subarray(end + 1) };
}

/** `post/a b.md` → `a b`, and so does `'post/a b.md'`: older transcripts have no quotes. */
function slugOfOperand(operand: string): Slug | null {
  const [word = operand] = operand.startsWith("'") ? (splitWords(operand) ?? []) : [];
  if (word !== operand && quoteWord(word) !== operand) return null;
  const path = word.startsWith('post/') ? word.slice('post/'.length) : '';
  return hasPostExtension(path) ? pathToSlug(path) || null : null;
}

/** The line above a post in plain output. A transcript keeps its own. */
export function transcriptHeader(post: PostRef, { file, content }: Pick<PostContent, 'file' | 'content'>): string {
  const header = file.subarray(0, file.length - content.length);
  return header.length > 0 ? decode(header) : `$ ${catCommand(post)}\n`;
}

/** The most bytes of a post that are shown and searched. */
export const MAX_CONTENT_BYTES = 8 * 1024 * 1024;

/** `content`: without a transcript's first line. `isTruncated`: both are cut after the last line that fits. */
export type PostContent = { readonly file: Uint8Array; readonly content: Uint8Array; readonly isTruncated: boolean };

const CARRIAGE_RETURN = 0x0d;
/** The first byte of a C1 control in UTF-8. */
const C1_LEAD = 0xc2;

/** `bytes`: the first of a file, one more than {@link MAX_CONTENT_BYTES} if there are more. */
export function toContent(bytes: Uint8Array | ReadError): PostContent | ReadError {
  if (isReadError(bytes)) return bytes;
  const isTruncated = bytes.length > MAX_CONTENT_BYTES;
  const file = isTruncated ? bytes.subarray(0, cutAt(bytes)) : bytes;
  return { file, content: splitTranscript(file).content, isTruncated };
}

/** Where to cut a long file: after a line, or, in one long line, not within CR LF or a C1 control. */
function cutAt(bytes: Uint8Array): number {
  const last = MAX_CONTENT_BYTES - 1;
  const isWithin = bytes[last] === CARRIAGE_RETURN || bytes[last] === C1_LEAD;
  return bytes.lastIndexOf(LINE_FEED, last) + 1 || (isWithin ? last : MAX_CONTENT_BYTES);
}

/** As many bytes as git(1) looks at for a NUL (`buffer_is_binary`). */
const SNIFF_BYTES = 8000;

/**
 * Whether bytes are likely UTF-16: they begin with its byte order mark (Encoding Standard, BOM sniff), or have NULs at
 * more than half of the even offsets and at no odd one, or the other way round (after RFC 4627, section 3).
 */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  const head = bytes.subarray(0, SNIFF_BYTES);
  const countNuls = (parity: number): number => head.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [countNuls(0), countNuls(1)];
  return head.length >= 4 && Math.min(even, odd) === 0 && even + odd > head.length / 4;
}

/**
 * Decodes UTF-8, with U+FFFD for other bytes (Encoding Standard). Keeps a BOM. Lines that end in CR, as on the Mac before
 * 2001, end in LF; a lone CR in another text may hide what is before it, and is shown.
 */
export function decode(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isClassicMac = !text.includes('\n') && text.indexOf('\r') !== text.lastIndexOf('\r');
  return isClassicMac ? text.replaceAll('\r', '\n') : text;
}

/** The number of LF in a text. A lone CR does not end a line. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The same where a lone CR ends a line too, as in front matter. */
export const countLineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
