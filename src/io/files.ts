import fs from 'node:fs';
import path from 'node:path';
import type { PostFiles, Stamp, Unreadable } from '../post/library.ts';

/** A folder that cannot be used, with the reason in a reader's words. */
export type NoFolder = { readonly folder: string; readonly problem: string };

/** The files below a folder, or why there are none to be had. */
export function postFiles(folder: string): PostFiles | NoFolder {
  try {
    if (!fs.statSync(folder).isDirectory()) return { folder, problem: 'Not a directory' };
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.X_OK);
  } catch (error) {
    return { folder, problem: reason(error) };
  }
  return {
    walk: () => walk(folder, ''),
    has: relative => has(folder, relative),
    stamp: relative => stamp(path.join(folder, relative)),
    read: (relative, limit) => readFile(path.join(folder, relative), limit),
  };
}

// Our own walk: a recursive readdir with file types follows links to folders on some versions of Node.
function* walk(root: string, below: string): Generator<string> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(path.join(root, below), { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, relative);
    else if (entry.isFile()) yield relative;
  }
}

/** Whether a file or folder of this name is passed over. */
export const isHidden = (name: string): boolean => name.startsWith('.');

/**
 * A path that a reader typed is believed only when the system's own name for it is that path below the folder: no link
 * on the way, nothing above the folder, and every letter as it is on the disk, of whatever case.
 */
function has(root: string, relative: string): boolean {
  if (relative.split('/').some(name => name === '' || isHidden(name))) return false;
  try {
    const folder = fs.realpathSync.native(root);
    const real = fs.realpathSync.native(path.join(folder, relative));
    return real === path.join(folder, ...relative.split('/')) && fs.lstatSync(real).isFile();
  } catch {
    return false;
  }
}

function stamp(file: string): Stamp | null {
  try {
    const { size, mtimeMs } = fs.lstatSync(file);
    return { size, modified: mtimeMs };
  } catch {
    return null;
  }
}

// NONBLOCK and NOFOLLOW, then fstat: what was a file when it was listed may be a pipe or a link by now.
function readFile(file: string, limit = Number.POSITIVE_INFINITY): Uint8Array | Unreadable {
  let fd: number | undefined;
  try {
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) return { problem: 'Not a regular file' };
    return readUpTo(fd, Math.min(stat.size, limit));
  } catch (error) {
    return { problem: reason(error) };
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

function readUpTo(fd: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = fs.readSync(fd, bytes, length, size - length, length);
    if (read === 0) break; // truncated since its size was asked
    length += read;
  }
  return bytes.subarray(0, length);
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
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
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
  EIO: 'Input/output error',
};

/** A system error in the words of strerror(3), without the path that Node's own message carries. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
  return reasons[code] ?? code;
}
