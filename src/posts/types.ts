import type { PostDate } from './date.ts';
import type { Haiku, Slug } from './slug.ts';

/** Why a file could not be read, as shown to the reader: `Permission denied`. */
export type ReadError = { readonly problem: string };

/** A folder that could not be listed, or only in part. Its path is '' for the posts folder. */
export type FolderError = ReadError & { readonly path: string };

/** Size in bytes, mtime and ctime in ms since 1970, and inode: `57 1605139200000 1605139200000.5 1234`. */
export type FileStamp = string;

/** Paths are relative to a folder, with `/` between the parts. */
export type PostFiles = {
  /** Yields every regular file, in order. Skips links, names that are not UTF-8, and skipped files. */
  readonly walk: (onError?: (folder: FolderError) => void) => Iterable<string>;
  /** Whether a walk would find a file of exactly this path. Lists no folder. */
  readonly has: (path: string) => boolean;
  /** The path under the folder that a path from the working directory leads to, or null. Looks at no file. */
  readonly locate?: (typed: string) => string | null;
  readonly stamp: (path: string) => FileStamp | null;
  readonly read: (path: string, limit: number) => Uint8Array | ReadError;
  /** From an offset (default 0). An error is the last chunk. */
  readonly chunks: (path: string, from?: number) => Iterable<Uint8Array | ReadError>;
};

/** `path`: of its file under the posts folder. */
export type PostRef = { readonly slug: Slug; readonly path: string };

export type Metadata = {
  readonly haiku: Haiku | null;
  /** Without the marks of inline Markdown. */
  readonly title: string;
  readonly date: PostDate | null;
  readonly tags: readonly string[];
  readonly draft: boolean;
  /** A run of Chinese or Japanese counts two characters to the word. */
  readonly words: number;
  /** At 230 words a minute (Brysbaert 2019, 238 for English non-fiction), at least 1. */
  readonly minutes: number;
};

/** With `problem` if its file could not be read. */
export type Post = PostRef & Metadata & Partial<ReadError>;

export const isReadError = (result: object): result is ReadError => 'problem' in result;
