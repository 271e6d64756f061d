import { catCommand, type Slug } from './slug.ts';

/**
 * A transcript is a file whose first line is `$ cat post/<slug>.md`; its content is every byte after the first
 * newline. Any other file's content is the file.
 *
 *   '$ cat post/a-/-b-/-c.md\n\na / b / c\n'  →  { slug: 'a-/-b-/-c', content: '\na / b / c\n' }
 */
export type TranscriptParts = { readonly slug: Slug | null; readonly content: Uint8Array };

const opening = '$ cat post/';
const openingBytes = new TextEncoder().encode(opening);
const newline = 0x0a;

/** Longer first lines are not command lines: a path is at most 4,096 bytes on Linux. */
export const MAX_COMMAND_LINE_BYTES = 4200;

/** Splits a file into the slug its first line names, if it is a transcript, and its content (a view, not a copy). */
export function splitTranscript(file: Uint8Array): TranscriptParts {
  const whole: TranscriptParts = { slug: null, content: file };
  if (!openingBytes.every((byte, index) => file[index] === byte)) return whole;
  const end = file.subarray(0, MAX_COMMAND_LINE_BYTES).indexOf(newline);
  if (end === -1) return whole;
  const line = new TextDecoder().decode(file.subarray(0, end));
  const slug = /^\$ cat post\/(.+)\.md$/s.exec(line)?.[1];
  return slug === undefined ? whole : { slug, content: file.subarray(end + 1) };
}

/** The inverse of {@link splitTranscript}: the line that stands before the content in a transcript, newline included. */
export const transcriptHeader = (slug: Slug): string => `$ ${catCommand(slug)}\n`;
