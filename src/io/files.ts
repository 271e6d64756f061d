import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { type FileStamp, type FolderError, isReadError, type PostFiles, type ReadError } from '../posts/types.ts';

/** Why a folder cannot be used, as shown to the reader; null if it can. */
export function folderProblem(folder: string): string | null {
  try {
    if (!fs.statSync(folder).isDirectory()) return 'Not a directory';
    path.resolve(folder); // fails for `.` if the working directory was removed
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.X_OK);
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

/** Why the working directory cannot be used, such as that it was removed; null if it can. */
export function workingDirectoryProblem(): string | null {
  try {
    path.resolve();
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

/** The files below a folder. A walk reports a folder that cannot be listed. */
export const postFiles = (folder: string): PostFiles => ({
  walk: (onError = () => {}) => walk(folder, '', onError),
  has: relative => has(folder, relative),
  stamp: relative => stamp(path.join(folder, relative)),
  read: (relative, limit) => readFile(path.join(folder, relative), limit),
  chunks: (relative, from = 0) => readChunks(path.join(folder, relative), { from }),
});

// Our own walk: on some versions of Node a recursive readdir with file types follows links to folders.
function* walk(root: string, below: string, onError: (folder: FolderError) => void): Generator<string> {
  let entries: readonly fs.Dirent[];
  try {
    entries = list(path.join(root, below), problem => onError({ path: below, problem }));
  } catch (error) {
    onError({ path: below, problem: errorReason(error) });
    return;
  }
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, relative, onError);
    else if (entry.isFile()) yield relative;
  }
}

/**
 * The entries of a folder, in order of name, less those whose names are not UTF-8: `onSkipped` is told how many. Throws
 * as readdir(3) fails.
 */
function list(folder: string, onSkipped: (problem: string) => void): readonly fs.Dirent[] {
  let entries = fs.readdirSync(folder, { withFileTypes: true });
  // Node decodes bytes that are not UTF-8 as U+FFFD. Only their bytes distinguish them from that character.
  if (entries.some(({ name }) => name.includes('\ufffd'))) {
    const all = fs.readdirSync(folder, { encoding: 'buffer' });
    const names = new Set(all.filter(isUtf8).map(String));
    const skipped = all.length - names.size;
    entries = entries.filter(({ name }) => names.delete(name));
    if (skipped > 0) onSkipped(`${skipped} ${skipped === 1 ? 'file' : 'files'} skipped: name is not UTF-8`);
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether walks skip files and folders of this name. */
export const isHidden = (name: string): boolean => name.startsWith('.');

/**
 * Whether a path that the reader typed is that of a file below the folder. It is if the system's own name for the file
 * is that very path: no link on the way, nothing above the folder, and every letter in the same case.
 */
function has(root: string, relative: string): boolean {
  if (relative.split('/').some(name => name === '' || isHidden(name))) return false;
  try {
    const file = path.join(fs.realpathSync.native(root), relative);
    return fs.realpathSync.native(file) === file && fs.lstatSync(file).isFile();
  } catch {
    return false;
  }
}

function stamp(file: string): FileStamp | null {
  try {
    const { size, mtimeMs, ctimeMs, ino } = fs.lstatSync(file);
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return null;
  }
}

/** The first `limit` bytes of a file. */
function readFile(file: string, limit: number): Uint8Array | ReadError {
  const chunks: Uint8Array[] = [];
  for (const chunk of readChunks(file, { limit, chunkBytes: limit })) {
    if (isReadError(chunk)) return chunk;
    chunks.push(chunk);
  }
  const [first = new Uint8Array()] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : first;
}

/** Bytes of a chunk. */
export const CHUNK_BYTES = 262_144;

/**
 * Yields the bytes of a regular file in chunks, from an offset up to a limit. It ends where the file ended when it was
 * opened, even if the file grows. An error is the last chunk.
 */
export function* readChunks(
  file: string,
  {
    from = 0,
    limit = Number.POSITIVE_INFINITY,
    chunkBytes = CHUNK_BYTES,
  }: Partial<Record<'from' | 'limit' | 'chunkBytes', number>> = {},
): Generator<Uint8Array | ReadError, void> {
  let fd: number | undefined;
  try {
    // NONBLOCK and NOFOLLOW, then fstat: since the walk a pipe or a link may have taken the place of the file.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return yield { problem: 'Not a regular file' };
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

/**
 * Makes a folder and the missing folders above it, private to the user. Throws as mkdir(2) fails. Node's own recursive
 * mkdir never ends below /proc, which reports ENOENT for a folder that is there.
 */
export function makeFolder(folder: string): void {
  const make = (): void => fs.mkdirSync(folder, { mode: 0o700 });
  try {
    make();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    const above = path.dirname(folder);
    if (codeOf(error) !== 'ENOENT' || above === folder) throw error;
    makeFolder(above);
    make();
  }
}

/** Removes a file if it can; never throws. */
export function removeIfPossible(file: string): void {
  try {
    fs.unlinkSync(file);
  } catch {
    // It is gone, or stays.
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  ELOOP: 'Is a symbolic link',
  EISDIR: 'Is a directory',
  ENAMETOOLONG: 'File name too long',
  EMFILE: 'Too many open files',
  EAGAIN: 'Resource temporarily unavailable',
  EBADF: 'Bad file descriptor',
  EIO: 'Input/output error',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EDQUOT: 'Disk quota exceeded',
  EFBIG: 'File too large',
};

/** The code of a system error, such as `ENOENT`; undefined for any other error. */
export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

/** A system error in the words of strerror(3), without the path that is in Node's message. */
export function errorReason(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  return REASONS[code] ?? code;
}
