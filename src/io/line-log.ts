import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { countLineEnds } from '../posts/parse-post.ts';
import { type Env, xdgFolder } from '../util/env.ts';
import { makeFolder } from './files.ts';

/** Lines of text that outlive a session, oldest first. */
export type LineLog = {
  /** The last lines, as they are in the file now, whichever session wrote them. */
  readonly lines: () => readonly string[];
  readonly add: (line: string) => void;
};

/** In UTF-16 units. A longer line was not typed by anybody. */
const MAX_LINE_LENGTH = 10_000;
/** Bytes of a file that are looked at, from its end. */
const MAX_READ_BYTES = 4 * 1024 * 1024;
/** A lock this old, in ms, is of a session that was killed: a file is shortened in a few. */
const STALE_LOCK_MS = 10_000;
/** Writes of a line before it is given up. A second is needed where the file has just been replaced. */
const MAX_ATTEMPTS = 5;

/**
 * A file of lines in the user's state folder (XDG Base Directory Specification 0.8), of which the last `most` count.
 * Where it cannot be written, or is no regular file, lines are kept in memory, and nothing is said. Line breaks in a
 * line become blanks, and NUL is dropped; a line that is then empty, or longer than 10,000 characters, is none.
 *
 * Sessions may add at once, on a file system whose O_APPEND is atomic, as every local one's is: no line is torn, and
 * every line whose `add` has returned is in the file. When the file holds twice `most` lines, or 8 MB, a session writes
 * the last `most` beside it and renames that to it. A line that is added at this moment may come after one that is
 * newer, or be there twice. Only when that session is killed at once after renaming are lines lost: those that others
 * added while it was copying.
 */
export function openLineLog(name: string, env: Env, most: number): LineLog {
  const home = xdgFolder(env, 'state');
  const file = home ? path.join(home, 'haiku-posts', name) : null;
  let unwritten: readonly string[] = [];
  return {
    lines: () => [...(file === null ? [] : linesIn(file)), ...unwritten].slice(-most),
    add: line => {
      const text = tidy(line);
      if (!isLine(text)) return;
      if (file === null || !append(file, text)) unwritten = [...unwritten, text].slice(-most);
      else withFile(file, fs.constants.O_RDONLY, (fd, opened) => shorten(file, fd, opened, most));
    },
  };
}

const tidy = (line: string): string => line.replaceAll('\0', '').replace(/\r\n|[\r\n]/g, ' ');
const isLine = (line: string): boolean => line !== '' && line.length <= MAX_LINE_LENGTH;

/** The lines of a file; none of one that cannot be read. */
function linesIn(file: string): readonly string[] {
  return withFile(file, fs.constants.O_RDONLY, fd => linesOf(tail(fd).bytes)) ?? [];
}

/** Adds a line at the end of a file; whether it is there. */
function append(file: string, line: string): boolean {
  try {
    makeFolder(path.dirname(file));
  } catch {
    return false;
  }
  const { O_RDWR, O_APPEND, O_CREAT } = fs.constants;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const isThere = withFile(file, O_RDWR | O_APPEND | O_CREAT, (fd, opened) => {
      write(fd, opened.size, line);
      return isInPlace(file, opened);
    });
    if (isThere !== false) return isThere === true;
  }
  return false;
}

/** What `use` makes of an open regular file; null where there is none, or something fails. */
function withFile<Made>(file: string, flags: number, use: (fd: number, opened: fs.Stats) => Made): Made | null {
  let fd: number | undefined;
  try {
    // NONBLOCK and NOFOLLOW, then fstat: there may be a pipe or a link in the file's place.
    const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = fs.constants;
    fd = fs.openSync(file, flags | O_NONBLOCK | O_NOFOLLOW, 0o600);
    const opened = fs.fstatSync(fd);
    return opened.isFile() ? use(fd, opened) : null;
  } catch {
    return null;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

// One write: with O_APPEND another session's comes before it or after it, never between.
function write(fd: number, size: number, line: string): void {
  // A session that was killed, or a disk that was full, may have left a line without its end.
  const isEnded = size === 0 || read(fd, size - 1, size)[0] === lineFeed;
  const bytes = Buffer.from(`${isEnded ? '' : '\n'}${line}\n`);
  if (fs.writeSync(fd, bytes) < bytes.length) throw new Error('No space left on device');
}

const lineFeed = 0x0a;

/** Whether an open file is still the one of that name: another session may have put a shorter one in its place. */
function isInPlace(file: string, opened: fs.Stats): boolean {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  return stat?.ino === opened.ino && stat.dev === opened.dev;
}

/**
 * Puts the last `most` lines of a file in its place, if it has become too long. One session at a time does: it makes a
 * folder, which is the lock, and writes in it. Who takes a stale lock away takes with it what was written there, so
 * that its owner, should it wake up, has nothing to put anywhere.
 */
function shorten(file: string, fd: number, opened: fs.Stats, most: number): void {
  const { bytes, end } = tail(fd);
  if (end <= 2 * MAX_READ_BYTES && countLineEnds(bytes.toString()) < 2 * most) return;
  const lock = `${file}.lock`;
  if (!takeLock(lock)) return;
  try {
    const draft = path.join(lock, String(process.pid));
    const kept = linesOf(bytes).slice(-most);
    fs.writeFileSync(draft, kept.map(line => `${line}\n`).join(''), { flag: 'wx', mode: 0o600, flush: true });
    if (!isInPlace(file, opened)) return;
    fs.renameSync(draft, file);
    addLate(file, fd, end);
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * Adds what came to the replaced file since it was copied. The writers of that saw the file in its place; whoever ends
 * a write to it from now on sees that it is not, and writes again.
 */
function addLate(file: string, replaced: number, from: number): void {
  const late = ended(read(replaced, from, fs.fstatSync(replaced).size));
  if (late.length > 0) withFile(file, fs.constants.O_WRONLY | fs.constants.O_APPEND, fd => fs.writeSync(fd, late));
}

/** Whether the lock is ours now. A stale one is taken away, and whoever comes next takes it. */
function takeLock(lock: string): boolean {
  try {
    fs.mkdirSync(lock, 0o700);
    return true;
  } catch {
    const held = fs.lstatSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > STALE_LOCK_MS) fs.rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** The whole lines within reach of a file's end, and the offset where the last of them ends. */
function tail(fd: number): { readonly bytes: Buffer; readonly end: number } {
  const { size } = fs.fstatSync(fd);
  const from = Math.max(0, size - MAX_READ_BYTES);
  const whole = ended(read(fd, from, size));
  const start = from === 0 ? 0 : whole.indexOf(lineFeed) + 1;
  return { bytes: whole.subarray(start), end: from + whole.length };
}

/** What is there without a last line that is not ended: its writer may be at it. */
const ended = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(lineFeed) + 1);

const linesOf = (bytes: Buffer): readonly string[] => bytes.toString().split('\n').map(tidy).filter(isLine);

/** The bytes of a file from one offset to another; fewer where it is shorter by now. */
function read(fd: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  let length = 0;
  while (length < bytes.length) {
    const count = fs.readSync(fd, bytes, length, bytes.length - length, from + length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
