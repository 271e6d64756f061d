import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Env, xdgFolder } from '../util/env.ts';
import { makeFolder, removeIfPossible } from './files.ts';

/** Lines of text that are kept from one session to the next, oldest first. */
export type LineLog = {
  /** The last lines in the file now, of all sessions. */
  readonly lines: () => readonly string[];
  readonly add: (line: string) => void;
};

/** In UTF-16 units. Nobody types a longer line. */
const MAX_LINE_LENGTH = 10_000;
/** Most bytes to read, from the end of the file. */
const MAX_READ_BYTES = 4 * 1024 * 1024;
/** A larger file is compacted when it is opened. */
const COMPACT_BYTES = 1024 * 1024;

/**
 * Opens a file of lines in the user's state folder (XDG Base Directory Specification 0.8), of which the last `maxLines`
 * count. If it cannot be written, or is not a regular file, lines are kept in memory; there is no error. A line break in
 * a line becomes a space, and NUL is dropped. A line that is empty or too long is dropped.
 *
 * Several sessions may add at once: O_APPEND keeps each line whole on a local file system.
 */
export function openLineLog(name: string, env: Env, maxLines: number): LineLog {
  const home = xdgFolder(env, 'state');
  const file = home ? path.join(home, 'haiku-posts', name) : null;
  let unwritten: readonly string[] = [];
  if (file !== null) compact(file, maxLines);
  return {
    lines: () => [...(file === null ? [] : readLines(file)), ...unwritten].slice(-maxLines),
    add: line => {
      const text = toLine(line);
      if (isLine(text) && (file === null || !append(file, text))) unwritten = [...unwritten, text].slice(-maxLines);
    },
  };
}

const toLine = (text: string): string => text.replaceAll('\0', '').replace(/\r\n|[\r\n]/g, ' ');
const isLine = (line: string): boolean => line !== '' && line.length <= MAX_LINE_LENGTH;

/** The lines near the end of a file; none if it cannot be read. */
const readLines = (file: string): readonly string[] =>
  withFile(file, fs.constants.O_RDONLY, (fd, size) => {
    const from = Math.max(0, size - MAX_READ_BYTES);
    const lines = read(fd, from, size).toString().split('\n');
    // The last line has no end yet, and the first may have no beginning.
    return lines
      .slice(from > 0 ? 1 : 0, -1)
      .map(toLine)
      .filter(isLine);
  }) ?? [];

/** Adds a line to a file; returns whether it could. */
function append(file: string, line: string): boolean {
  try {
    makeFolder(path.dirname(file));
  } catch {
    return false;
  }
  const { O_RDWR, O_APPEND, O_CREAT } = fs.constants;
  const isAdded = withFile(file, O_RDWR | O_APPEND | O_CREAT, (fd, size) => {
    // A session that was killed may have left a line without its end.
    const isEnded = size === 0 || read(fd, size - 1, size).toString() === '\n';
    const bytes = Buffer.from(`${isEnded ? '' : '\n'}${line}\n`);
    return fs.writeSync(fd, bytes) === bytes.length;
  });
  return isAdded === true;
}

/** Replaces a file that is too long by its last lines, unless another session has added one meanwhile. */
function compact(file: string, maxLines: number): void {
  const sizeNow = (): number => withFile(file, fs.constants.O_RDONLY, (_, size) => size) ?? 0;
  const size = sizeNow();
  if (size <= COMPACT_BYTES) return;
  const temporary = `${file}.${process.pid}`;
  try {
    const lines = readLines(file).slice(-maxLines);
    fs.writeFileSync(temporary, lines.map(line => `${line}\n`).join(''), { flag: 'wx', mode: 0o600, flush: true });
    if (sizeNow() === size) fs.renameSync(temporary, file);
  } catch {
    // It stays long, and is compacted another time.
  } finally {
    removeIfPossible(temporary);
  }
}

/** The result of `use` on an open regular file and its size; null if there is none or anything fails. */
function withFile<Result>(file: string, flags: number, use: (fd: number, size: number) => Result): Result | null {
  let fd: number | undefined;
  try {
    // NONBLOCK and NOFOLLOW, then fstat: a pipe or a link may be in the place of the file.
    const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, flags | O_NONBLOCK | O_NOFOLLOW, 0o600);
    const stat = fs.fstatSync(fd);
    return stat.isFile() ? use(fd, stat.size) : null;
  } catch {
    return null;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/** The bytes of a file from one offset to another. */
function read(fd: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  return bytes.subarray(0, fs.readSync(fd, bytes, { position: from }));
}
