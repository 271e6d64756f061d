import { quoteWord, splitWords } from '../util/shell-words.ts';
import { decode } from './decode.ts';
import { catCommand, hasPostExtension, pathToSlug, type Slug } from './slug.ts';
import type { PostRef } from './types.ts';

/** A transcript is a file whose first line is `$ cat post/<path>`. Its content is the rest. `slug`: null for other files. */
export type TranscriptParts = { readonly slug: Slug | null; readonly content: Uint8Array };

const LINE_FEED = 0x0a;
const PREFIX = new TextEncoder().encode('$ cat ');

/** A longer first line is not a command line: a path has at most 4,096 bytes on Linux. */
export const MAX_COMMAND_LINE_BYTES = 4200;

/** Splits a file into the slug that its first line names, and its content. Copies no bytes. */
export function splitTranscript(file: Uint8Array): TranscriptParts {
  const whole: TranscriptParts = { slug: null, content: file };
  if (!PREFIX.every((byte, index) => file[index] === byte)) return whole;
  const end = file.subarray(0, MAX_COMMAND_LINE_BYTES).indexOf(LINE_FEED);
  if (end === -1) return whole;
  const slug = slugOfOperand(new TextDecoder().decode(file.subarray(PREFIX.length, end)));
  return slug === null ? whole : { slug, content: file.subarray(end + 1) };
}

/** Returns `a b` for `post/a b.md`, and for `'post/a b.md'`. Older transcripts have no quotes. */
function slugOfOperand(operand: string): Slug | null {
  const [word = operand] = operand.startsWith("'") ? (splitWords(operand) ?? []) : [];
  if (word !== operand && quoteWord(word) !== operand) return null;
  const path = word.startsWith('post/') ? word.slice('post/'.length) : '';
  return hasPostExtension(path) ? pathToSlug(path) || null : null;
}

/** A whole file, and its content. */
type Bytes = { readonly file: Uint8Array; readonly content: Uint8Array };

/** Returns the line above a post in plain output. A transcript keeps its own line. */
export function transcriptHeader(post: PostRef, { file, content }: Bytes): string {
  const header = file.subarray(0, file.length - content.length);
  return header.length > 0 ? decode(header) : `$ ${catCommand(post)}\n`;
}
