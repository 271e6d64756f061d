import type { PostDate } from './date.ts';
import { splitTranscript } from './transcript.ts';
import type { ReadError } from './types.ts';

/** What came of a file that was to be put in its place: it was made, or one was there, with the same bytes or others. */
export type WriteResult =
  | { readonly kind: 'made' | 'same' | 'other'; readonly file: string }
  /** It could not be written, in a reader's words; then nothing of it is there. */
  | { readonly problem: string };

type Pieces = Iterable<Uint8Array | ReadError> | AsyncIterable<Uint8Array | ReadError>;

/** What a command writes posts with. */
export type PostWriter = {
  readonly today: PostDate;
  /** The bytes of any file that the reader names, `-` for standard input, a piece at a time; what goes wrong is the last. */
  readonly chunks: (file: string) => Pieces;
  /**
   * Puts a file at a path below a folder, as a whole or not at all, and never over another. The folder is made where it
   * is not there, but not the one above it.
   */
  readonly write: (folder: string, path: string, bytes: Uint8Array) => WriteResult;
};

/**
 * Why a path, `/` between its parts, may not be written below a posts folder; null where it may. What a walk passes
 * over (a hidden part) would be a post that nobody finds.
 *
 *   'a-/-b-/-c.md' → null      '../a.md' → 'leads out of the folder'      'a/.b.md' → 'a part of its path is hidden'
 */
export function pathProblem(path: string): string | null {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.includes('..')) return 'leads out of the folder';
  if (parts.includes('')) return 'a part of its path is empty';
  if (parts.some(part => part.startsWith('.'))) return 'a part of its path is hidden';
  return path.includes('\0') ? 'a part of its path has a NUL in it' : null;
}

/** Why a content may not be a file of its own, null where it may: one that opens as a transcript is another post's. */
export function contentProblem(content: Uint8Array): string | null {
  const { slug } = splitTranscript(content);
  return slug === null ? null : `its content would be read as post/${slug}.md`;
}
