import fs from 'node:fs';
import path from 'node:path';
import { type FileStamp, type FolderError, isReadError, type PostFiles, type ReadError } from '../posts/types.ts';
import { bytesOf, isSpelt, mayNeedSpelling, spelt } from './file-names.ts';

/** Why a folder cannot be used, in a reader's words; null where it can. */
export function folderProblem(folder: NativePath): string | null {
  try {
    if (!fs.statSync(folder).isDirectory()) return 'Not a directory';
    if (typeof folder === 'string') path.resolve(folder); // there is no path to `.` once that was removed
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.X_OK);
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

/** Why the folder that we were started in has no path, as one that was removed; null where it has. */
export function workingDirectoryProblem(): string | null {
  try {
    path.resolve();
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

/** The files below a folder. Of one that cannot be used there are none, and a walk says why. */
export const postFiles = (folder: NativePath): PostFiles => ({
  walk: (onUnread = () => {}) => walk(folder, '', onUnread),
  has: relative => has(folder, relative),
  stamp: relative => stamp(toNativePath(folder, relative)),
  read: (relative, limit) => readFile(toNativePath(folder, relative), limit),
  chunks: (relative, from = 0) => readChunks(toNativePath(folder, relative), { from }),
});

/** What the system calls a file: bytes, where it may be no text. */
export type NativePath = string | Buffer;

/** What the system calls the file at a path below a folder, or, where the path is '', the folder. */
export function toNativePath(folder: NativePath, relative: string): NativePath {
  if (typeof folder === 'string' && !relative.includes('\\x')) return path.join(folder, relative);
  const names = relative.split('/').filter(Boolean);
  return Buffer.concat([Buffer.from(folder), ...names.flatMap(name => [Buffer.from(path.sep), bytesOf(name)])]);
}

// Our own walk: a recursive readdir with file types follows links to folders on some versions of Node.
function* walk(root: NativePath, below: string, onUnread: (folder: FolderError) => void): Generator<string> {
  let entries: readonly Listed[];
  try {
    entries = list(toNativePath(root, below));
  } catch (error) {
    onUnread({ path: below, problem: errorReason(error) });
    return;
  }
  for (const { name, entry } of entries) {
    if (isHidden(name)) continue;
    const relative = below === '' ? name : `${below}/${name}`;
    if (entry.isDirectory()) yield* walk(root, relative, onUnread);
    else if (entry.isFile()) yield relative;
  }
}

export type Listed = { readonly name: string; readonly entry: Pick<fs.Dirent, 'isDirectory' | 'isFile'> };

/** What is in a folder, in order of name; throws as readdir(3) fails. */
export function list(folder: NativePath): readonly Listed[] {
  // As bytes only where that makes a difference: it takes longer.
  const named = typeof folder === 'string' ? fs.readdirSync(folder, { withFileTypes: true }) : null;
  const listed: Listed[] =
    named === null || named.some(({ name }) => mayNeedSpelling(name))
      ? fs
          .readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
          .map(entry => ({ name: spelt(entry.name), entry }))
      : named.map(entry => ({ name: entry.name, entry }));
  return listed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a file or folder of this name is passed over. */
export const isHidden = (name: string): boolean => name.startsWith('.');

/**
 * A path that a reader typed is believed only when the system's own name for it is that path below the folder: no link
 * on the way, nothing above the folder, and every letter as it is on the disk, of whatever case.
 */
function has(root: NativePath, relative: string): boolean {
  if (!isSpelt(relative) || relative.split('/').some(name => name === '' || isHidden(name))) return false;
  try {
    const file = toNativePath(realPath(root), relative);
    const real = fs.realpathSync.native(file, 'buffer');
    return real.equals(Buffer.from(file)) && fs.lstatSync(real).isFile();
  } catch {
    return false;
  }
}

function realPath(file: NativePath): NativePath {
  const real = fs.realpathSync.native(file, 'buffer');
  const text = real.toString();
  return Buffer.from(text).equals(real) ? text : real;
}

function stamp(file: NativePath): FileStamp | null {
  try {
    const { size, mtimeMs } = fs.lstatSync(file);
    return { size, modified: mtimeMs };
  } catch {
    return null;
  }
}

/** A file's first bytes, up to a limit. */
function readFile(file: NativePath, limit: number): Uint8Array | ReadError {
  const pieces: Uint8Array[] = [];
  for (const piece of readChunks(file, { limit, most: limit })) {
    if (isReadError(piece)) return piece;
    pieces.push(piece);
  }
  const [first = new Uint8Array()] = pieces;
  return pieces.length > 1 ? Buffer.concat(pieces) : first;
}

/** Bytes of a piece. */
export const CHUNK_BYTES = 262_144;

/**
 * A file's bytes in pieces of so many or fewer, `from` an offset on, up to a limit, and no further than it went when it
 * was opened: one that grows while it is read has an end. A problem is the last piece.
 */
export function* readChunks(
  file: NativePath,
  {
    from = 0,
    limit = Number.POSITIVE_INFINITY,
    most = CHUNK_BYTES,
  }: Partial<Record<'from' | 'limit' | 'most', number>> = {},
): Generator<Uint8Array | ReadError, void> {
  let fd: number | undefined;
  try {
    // NONBLOCK and NOFOLLOW, then fstat: what was a file when it was listed may be a pipe or a link by now.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return yield { problem: 'Not a regular file' };
    const end = Math.min(stat.size, from + limit);
    for (let at = from; at < end; ) {
      const bytes = new Uint8Array(Math.min(end - at, most));
      const read = fs.readSync(fd, bytes, { position: at });
      if (read === 0) return; // truncated since its size was asked
      at += read;
      yield bytes.subarray(0, read);
    }
  } catch (error) {
    yield { problem: errorReason(error) };
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/**
 * Makes a folder, and those above it that are not there, for nobody but the user; throws as mkdir(2) fails. Node's own
 * recursive mkdir never ends where a folder says of what is to be made in it that it is not there, as /proc does.
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

const reasons: Readonly<Record<string, string>> = {
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

/** The code of a system error, such as `ENOENT`; undefined of any other. */
export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

/** A system error in the words of strerror(3), without the path that Node's own message carries. */
export function errorReason(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  return reasons[code] ?? code;
}
