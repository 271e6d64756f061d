import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type FileStamp, isReadError, type OnOpen, type ReadError } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';

/** Returns why a folder cannot be used. Null if it can. */
export const folderProblem = (folder: string): string | null =>
  problemOf(() => {
    // Not opendir, for which Node loads more code.
    fs.closeSync(fs.openSync(folder, fs.constants.O_DIRECTORY));
    fs.accessSync(folder, fs.constants.X_OK);
    path.resolve(folder); // fails for `.` if the working directory was removed
  });

/** Returns why the working directory cannot be used. It may have been removed. */
export const workingDirectoryProblem = (): string | null => problemOf(process.cwd);

function problemOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

type ReadOptions = {
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
  readonly onOpen?: OnOpen | undefined;
};

/** Reads a regular file from an offset (default: 0). `limit`: the maximum number of bytes (default: to the end). */
export function readFile(file: string, options: ReadOptions = {}): Uint8Array | ReadError {
  const chunks = [...readChunks(file, options, options.limit)];
  const last = chunks.at(-1);
  return last && (isReadError(last) || chunks.length === 1) ? last : Buffer.concat(chunks as readonly Uint8Array[]);
}

const CHUNK_BYTES = 262_144;

/** Reads a file in chunks, up to the end that it had when it was opened, even if it grows. An error is the last chunk. */
export function* readChunks(
  file: string,
  { from = 0, limit = Number.POSITIVE_INFINITY, onOpen }: ReadOptions = {},
  chunkBytes = CHUNK_BYTES,
): Generator<Uint8Array | ReadError, void> {
  let fd: number | undefined;
  try {
    // NONBLOCK and NOFOLLOW, then fstat: since the walk, a pipe or a link may have replaced the file.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return yield { problem: 'Not a regular file' };
    onOpen?.(toStamp(stat));
    const end = Math.min(stat.size, from + limit);
    for (let position = from; position < end; ) {
      const bytes = new Uint8Array(Math.min(end - position, chunkBytes));
      const count = fs.readSync(fd, bytes, { position });
      if (count === 0) return; // truncated since fstat
      position += count;
      yield bytes.subarray(0, count);
    }
  } catch (error) {
    yield { problem: errorReason(error) };
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

const ONLY_IF_THERE = { throwIfNoEntry: false } as const;

const toStamp = ({ size, mtimeMs, ctimeMs, ino }: fs.Stats): FileStamp => [size, mtimeMs, ctimeMs, ino];

/** Returns size, times and inode of a file, which differ after a change. Null if it is gone. */
export function stampOf(file: string): FileStamp | null {
  try {
    const stat = fs.lstatSync(file, ONLY_IF_THERE);
    return stat === undefined ? null : toStamp(stat);
  } catch {
    return null;
  }
}

/** Mixes the lower half of a number into another number. */
const mix = (mixed: number, number: number): number => {
  const product = Math.imul(mixed ^ number, 0x9e3779b1);
  return product ^ (product >>> 15);
};

/**
 * Returns the stamp of a folder or file as one number, or 0 if it is not there. Returns null if it changed at `before`, in ms
 * since 1970, or later: the time of a change cannot be set. Throws if the file is out of reach.
 */
export function shortStamp(file: string, before = Number.POSITIVE_INFINITY): number | null {
  const stat = fs.lstatSync(file, ONLY_IF_THERE);
  if (stat === undefined) return 0;
  const { mtimeMs, ctimeMs, ino } = stat;
  if (mtimeMs >= before || ctimeMs >= before) return null;
  const modified = mtimeMs * 1000; // in microseconds
  const changed = ctimeMs * 1000;
  const low = mix(mix(mix(0, modified), changed), ino);
  const high = mix(mix(mix(low, modified / 2 ** 32), changed / 2 ** 32), ino / 2 ** 32);
  return high * 2 ** 21 + (low >>> 11);
}

/** Creates an absolute folder and its parents, or throws. Node's own recursive mkdir never returns below /proc. */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error; // another process has created it meanwhile
  }
}

let temporaryFiles = 0;

/** Returns an unused hidden path in the folder of `file`. */
export const temporaryPath = (file: string): string =>
  path.join(path.dirname(file), `.haiku-posts-${process.pid}-${temporaryFiles++}`);

export const removeIfPossible = (file: string): void => void attempt(() => fs.unlinkSync(file));

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  ELOOP: 'Is a symbolic link',
  EISDIR: 'Is a directory',
  ENAMETOOLONG: 'File name too long',
  EAGAIN: 'Resource temporarily unavailable',
  EBADF: 'Bad file descriptor',
  EIO: 'Input/output error',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EDQUOT: 'Disk quota exceeded',
  EFBIG: 'File too large',
};

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

/** Returns the message of strerror(3). Unlike Node's message, it contains no path. */
export function errorReason(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  return REASONS[code] ?? code;
}
