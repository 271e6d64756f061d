import type { Metadata } from './metadata.ts';
import type { Slug } from './slug.ts';

/** A file that could not be read: what a reader is told, as in `Permission denied`. */
export type ReadError = { readonly problem: string };

/** A folder that could not be listed. Its path is '' where it is the folder of the posts. */
export type FolderError = ReadError & { readonly path: string };

/** A file's size in bytes, and when it was last written, in ms since 1970. */
export type FileStamp = { readonly size: number; readonly modified: number };

/** What the library needs from the world: the files of one folder. Paths are relative to it, with `/` between. */
export type PostFiles = {
  /**
   * Every regular file below the folder, in order of path, found as it is asked for. Links are not followed. Told of
   * each folder that cannot be listed, `onUnread` may say so.
   */
  readonly walk: (onUnread?: (folder: FolderError) => void) => Iterable<string>;
  /** Whether a path is, letter for letter, that of a file which a walk would find. Lists no folder. */
  readonly has: (path: string) => boolean;
  readonly stamp: (path: string) => FileStamp | null;
  /** A file's first `limit` bytes. */
  readonly read: (path: string, limit: number) => Uint8Array | ReadError;
  /** All of a file's bytes, or those `from` an offset on, a piece at a time; what goes wrong is the last piece. */
  readonly chunks: (path: string, from?: number) => Iterable<Uint8Array | ReadError>;
};

/** Where a post is: its slug, and the path of its file under the posts folder. */
export type PostRef = { readonly slug: Slug; readonly path: string };

/** A post as lists and searches know it. Of one that could not be read they know why. */
export type Post = PostRef & Metadata & Partial<ReadError>;

/** Tells a failed read from a good one. */
export const isReadError = (result: object): result is ReadError => 'problem' in result;
