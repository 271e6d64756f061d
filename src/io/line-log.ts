import fs from 'node:fs';
import path from 'node:path';
import { decode } from '../posts/decode.ts';
import { isReadError } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';
import { makeFolder, readFile, removeIfPossible, temporaryPath } from './files.ts';
import { type Owner, userFolder } from './user-folder.ts';

/** A file of lines that all sessions share, oldest first. */
export type LineLog = {
  readonly lines: () => readonly string[];
  readonly add: (line: string) => void;
};

/** In UTF-16 units. A longer line is dropped. */
const MAX_LINE_LENGTH = 10_000;
/** The maximum number of bytes to read, from the end of the file. */
const MAX_READ_BYTES = 4 * 1024 * 1024;
/** A larger file is compacted when it is opened. */
const COMPACT_BYTES = 1024 * 1024;

/**
 * Opens a file in the user's state folder. If the file cannot be written, or is not a regular file, lines are kept in
 * memory. An empty or too long line is dropped. Several sessions may add lines at the same time: on a local file system,
 * O_APPEND keeps each line whole.
 */
export function openLineLog(name: string, owner: Owner, maxLines: number): LineLog {
  const home = userFolder(owner, 'state');
  const file = home && path.join(home, name);
  let unwritten: readonly string[] = [];
  if (file) attempt(() => compact(file, maxLines)); // if this fails, the next session tries again
  return {
    lines: () => [...(file ? readLines(file) : []), ...unwritten].slice(-maxLines),
    add: line => {
      const text = toLine(line);
      const isWritten = !isLine(text) || (file && attempt(() => append(file, text)));
      if (!isWritten) unwritten = [...unwritten, text].slice(-maxLines);
    },
  };
}

const toLine = (text: string): string => text.replaceAll('\0', '').replace(/\r\n|[\r\n]/g, ' ');
const isLine = (line: string): boolean => line !== '' && line.length <= MAX_LINE_LENGTH;

function readLines(file: string): readonly string[] {
  const from = Math.max(0, (attempt(() => sizeOf(file)) ?? 0) - MAX_READ_BYTES);
  const lines = readText(file, from).split('\n');
  // The text after the last line feed is not a line. The first line may be cut.
  return lines
    .slice(from > 0 ? 1 : 0, -1)
    .map(toLine)
    .filter(isLine);
}

/** Reads a file from an offset in bytes. Returns '' if it cannot be read. */
function readText(file: string, from: number): string {
  const bytes = readFile(file, { from, limit: MAX_READ_BYTES });
  return isReadError(bytes) ? '' : decode(bytes);
}

/** Returns the size in bytes; 0 if there is no file. Throws if it is not a regular file. */
function sizeOf(file: string): number {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) throw new Error('Not a regular file');
  return stat?.size ?? 0;
}

/** Appends a line. Returns false, or throws, if it could not. */
function append(file: string, line: string): boolean {
  makeFolder(path.dirname(file));
  const size = sizeOf(file);
  // A session that was killed may have left half a line.
  const isEnded = size === 0 || readText(file, size - 1) === '\n';
  // NONBLOCK and NOFOLLOW: a pipe or a link may have replaced the file meanwhile.
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
  const fd = fs.openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOFOLLOW, 0o600);
  try {
    const bytes = Buffer.from(`${isEnded ? '' : '\n'}${line}\n`);
    return fs.writeSync(fd, bytes) === bytes.length;
  } finally {
    fs.closeSync(fd);
  }
}

/** Replaces a file that is too long by its last lines, unless another session adds a line meanwhile. */
function compact(file: string, maxLines: number): void {
  const size = sizeOf(file);
  if (size <= COMPACT_BYTES) return;
  const temporary = temporaryPath(file);
  try {
    const lines = readLines(file).slice(-maxLines);
    fs.writeFileSync(temporary, lines.map(line => `${line}\n`).join(''), { flag: 'wx', mode: 0o600, flush: true });
    if (sizeOf(file) === size) fs.renameSync(temporary, file);
  } finally {
    removeIfPossible(temporary);
  }
}
