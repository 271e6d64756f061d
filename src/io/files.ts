import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type FolderError, isReadError, type PostFiles, type ReadError } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';

/** Why a folder cannot be used; null if it can. */
export const folderProblem = (folder: string): string | null =>
  problemOf(() => {
    fs.opendirSync(folder).closeSync();
    fs.accessSync(folder, fs.constants.X_OK);
    path.resolve(folder); // fails for `.` if the working directory was removed
  });

/** The working directory may have been removed. */
export const workingDirectoryProblem = (): string | null => problemOf(process.cwd);

function problemOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return errorReason(error);
  }
}

export const postFiles = (folder: string): PostFiles => ({
  walk: (onError = () => {}) => walk(folder, '', onError),
  has: relative => has(folder, relative),
  stamp: relative =>
    attempt(() => {
      const { size, mtimeMs, ctimeMs, ino } = fs.lstatSync(path.join(folder, relative));
      return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    }),
  read: (relative, limit) => readFile(path.join(folder, relative), { limit }),
  chunks: (relative, from) => readChunks(path.join(folder, relative), { from }),
});

// Our own walk: on some versions of Node a recursive readdir with file types follows links to folders.
function* walk(root: string, below: string, onError: (folder: FolderError) => void): Generator<string> {
  let entries: fs.Dirent[];
  try {
    const folder = path.join(root, below);
    entries = fs.readdirSync(folder, { withFileTypes: true });
    // Node decodes other bytes as U+FFFD. Names as bytes, which take twice as long, tell them from that character.
    if (entries.some(({ name }) => name.includes('\ufffd'))) {
      const all = fs.readdirSync(folder, { encoding: 'buffer' });
      const names = new Set(all.filter(isUtf8).map(String));
      const skipped = all.length - names.size;
      entries = entries.filter(({ name }) => names.delete(name));
      const files = skipped === 1 ? 'file' : 'files';
      if (skipped > 0) onError({ path: below, problem: `${skipped} ${files} skipped: name is not UTF-8` });
    }
  } catch (error) {
    onError({ path: below, problem: errorReason(error) });
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (isHidden(name)) continue;
    const relative = below === '' ? name : `${below}/${name}`;
    if (entry.isDirectory()) yield* walk(root, relative, onError);
    else if (entry.isFile()) yield relative;
  }
}

/** Walks skip files and folders of this name. */
export const isHidden = (name: string): boolean => name.startsWith('.');

/** Whether a typed path is the system's own name for a file below the folder: without links, in the same case. */
function has(root: string, relative: string): boolean {
  if (relative.split('/').some(name => name === '' || isHidden(name))) return false;
  const isFile = attempt(() => {
    const file = path.join(fs.realpathSync.native(root), relative);
    return fs.realpathSync.native(file) === file && fs.lstatSync(file).isFile();
  });
  return isFile === true;
}

type Range = { readonly from?: number | undefined; readonly limit?: number | undefined };

/** The bytes of a regular file, from an offset (default 0) up to a limit (default: the end). */
export function readFile(file: string, { from, limit }: Range = {}): Uint8Array | ReadError {
  const chunks = [...readChunks(file, { from, limit }, limit)];
  const last = chunks.at(-1);
  return last && (isReadError(last) || chunks.length === 1) ? last : Buffer.concat(chunks as readonly Uint8Array[]);
}

const CHUNK_BYTES = 262_144;

/** The same in chunks. Ends where the file ended when it was opened, even if it grows. An error is the last chunk. */
export function* readChunks(
  file: string,
  { from = 0, limit = Number.POSITIVE_INFINITY }: Range = {},
  chunkBytes = CHUNK_BYTES,
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

/** Makes an absolute folder and those above it, or throws. Node's own recursive mkdir never ends below /proc. */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error; // another process has made it since
  }
}

let temporaryFiles = 0;

/** A hidden path in the folder of `file`, which nothing else uses. */
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

/** In the words of strerror(3), without the path that is in Node's message. */
export function errorReason(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  return REASONS[code] ?? code;
}
