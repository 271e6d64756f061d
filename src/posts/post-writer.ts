import type { PostDate } from './date.ts';
import { pathOfSlug } from './slug.ts';
import { splitTranscript } from './transcript.ts';
import type { PostFiles, ReadError } from './types.ts';

type Chunks = Iterable<Uint8Array | ReadError> | AsyncIterable<Uint8Array | ReadError>;

/** The result of writing a file: it was made, or a file with the same bytes or with other bytes exists. */
export type WriteResult = { readonly kind: 'made' | 'same' | 'other'; readonly file: string } | ReadError;

export type PostWriter = {
  readonly today: PostDate;
  /** Reads a file that the user names (`-`: standard input). An error is the last chunk. */
  readonly chunks: (file: string) => Chunks;
  /** Returns the files of a folder that the user names. Null if it is not a folder. */
  readonly files: (folder: string) => PostFiles | null;
  /** Says what {@link write} would find at a path: the same bytes or others. Null if nothing is there. */
  readonly compare: (folder: string, path: string, bytes: Uint8Array) => WriteResult | null;
  /** Writes a file below a folder, whole or not at all, never over another file. Creates the folder, but not its parent. */
  readonly write: (folder: string, path: string, bytes: Uint8Array) => WriteResult;
  readonly editor: Editor | ReadError;
  /** Asks for a haiku, `a / b / c`. Resolves to null if the user gives up. */
  readonly askHaiku: (() => Promise<string | null>) | ReadError;
};

/** Opens a file in the user's editor at a line, and waits for its end. Resolves to an error message or null. */
export type Editor = (file: string, line: number) => Promise<string | null>;

/** Returns why a post may not be written at a path. Null if it may. A walk would not find a hidden part. */
export function pathProblem(path: string): string | null {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.includes('..')) return 'leads out of the folder';
  if (parts.includes('')) return 'a part of its path is empty';
  if (parts.some(part => part.startsWith('.'))) return 'a part of its path is hidden';
  return path.includes('\0') ? 'a part of its path has a NUL in it' : null;
}

/** Writes a post. Refuses content that is a transcript, because it would be read as another post. */
export function writePost({ write }: PostWriter, folder: string, path: string, content: Uint8Array): WriteResult {
  const { slug: other } = splitTranscript(content);
  return other === null
    ? write(folder, path, content)
    : { problem: `its content would be read as ${pathOfSlug(other)}` };
}
