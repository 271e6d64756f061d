import { catCommand, type Slug } from './slug.ts';

/**
 * A file whose first line is `$ cat post/<slug>.md` is a transcript. Its content is the rest.
 *
 *   '$ cat post/a-/-b-/-c.md\n\na / b / c\n'  →  { slug: 'a-/-b-/-c', content: '\na / b / c\n' }
 */
export type TranscriptParts = { readonly slug: Slug | null; readonly content: Uint8Array };

const PREFIX = new TextEncoder().encode('$ cat post/');
const LINE_FEED = 0x0a;

/** A longer first line is not a command line: a path has at most 4,096 bytes on Linux. */
export const MAX_COMMAND_LINE_BYTES = 4200;

/** The content is not a copy. */
export function splitTranscript(file: Uint8Array): TranscriptParts {
  const whole: TranscriptParts = { slug: null, content: file };
  if (!PREFIX.every((byte, index) => file[index] === byte)) return whole;
  const end = file.subarray(0, MAX_COMMAND_LINE_BYTES).indexOf(LINE_FEED);
  if (end === -1) return whole;
  const line = new TextDecoder().decode(file.subarray(0, end));
  const slug = /^\$ cat post\/(.+)\.md$/s.exec(line)?.[1];
  return slug === undefined ? whole : { slug, content: file.subarray(end + 1) };
}

export const transcriptHeader = (slug: Slug): string => `$ ${catCommand(slug)}\n`;
