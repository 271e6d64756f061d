import type { PostDate } from './date.ts';
import { pathOfSlug, type Slug } from './slug.ts';
import { splitTranscript } from './transcript.ts';
import type { ReadError } from './types.ts';

type Chunks = Iterable<Uint8Array | ReadError> | AsyncIterable<Uint8Array | ReadError>;

/** A file was made, or one exists, with the same bytes or with others. */
export type WriteResult = { readonly kind: 'made' | 'same' | 'other'; readonly file: string } | ReadError;

export type PostWriter = {
  readonly today: PostDate;
  /** The bytes of a file that the reader names (`-`: standard input). An error is the last chunk. */
  readonly chunks: (file: string) => Chunks;
  /** Writes a file below a folder, whole or not at all, never over another. Makes the folder, not the one above it. */
  readonly write: (folder: string, path: string, bytes: Uint8Array) => WriteResult;
};

/** Why a post may not be written at a path; null if it may. A walk would not find a hidden part. */
export function pathProblem(path: string): string | null {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.includes('..')) return 'leads out of the folder';
  if (parts.includes('')) return 'a part of its path is empty';
  if (parts.some(part => part.startsWith('.'))) return 'a part of its path is hidden';
  return path.includes('\0') ? 'a part of its path has a NUL in it' : null;
}

/** Refuses a transcript as the content of a post, which would be read as another post. */
export function writePost({ write }: PostWriter, folder: string, slug: Slug, content: Uint8Array): WriteResult {
  const { slug: other } = splitTranscript(content);
  return other === null
    ? write(folder, `${slug}.md`, content)
    : { problem: `its content would be read as ${pathOfSlug(other)}` };
}
