import type { Metadata } from './metadata.ts';
import type { Slug } from './slug.ts';

/** The reason why a file could not be read, as it is shown: `Permission denied`. */
export type ReadError = { readonly problem: string };

/** A folder that could not be listed, or only in part. Its path is '' for the posts folder. */
export type FolderError = ReadError & { readonly path: string };

/** Size in bytes, mtime and ctime in ms since 1970, and inode. */
export type FileStamp = readonly number[];

/** Gets the stamp of a file that was opened, before it is read. */
export type OnOpen = (stamp: FileStamp) => void;

/** The files of a posts folder. Paths are relative to it, with `/` between the parts. */
export type PostFiles = {
  /** Yields every regular file, in order. Skips links, names that are not UTF-8, and skipped files. */
  readonly walk: (
    onError?: (folder: FolderError) => void,
    /** Gets the path of each folder when it is listed; '' for the posts folder. */
    onFolder?: (folder: string) => void,
  ) => Iterable<string>;
  /** Whether a walk would yield exactly this path. Lists no folder. */
  readonly has: (path: string) => boolean;
  /** Converts a path from the working directory to a path below the folder. Null if it leads elsewhere. Reads no file. */
  readonly locate?: (typed: string) => string | null;
  readonly stamp: (path: string) => FileStamp | null;
  readonly read: (path: string, limit: number, onOpen?: OnOpen) => Uint8Array | ReadError;
  /** Yields the bytes of a file from an offset (default: 0). An error is the last chunk. */
  readonly chunks: (path: string, from?: number) => Iterable<Uint8Array | ReadError>;
};

/** A reference to a post. `path`: of its file, below the posts folder. */
export type PostRef = { readonly slug: Slug; readonly path: string };

/** A post with its metadata. It has a `problem` if its file could not be read. */
export type Post = PostRef & Metadata & Partial<ReadError>;

export const isReadError = (result: object): result is ReadError => 'problem' in result;
