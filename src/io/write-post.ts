import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type PostWriter, pathProblem, type WriteResult } from '../posts/post-writer.ts';
import type { ReadError } from '../posts/types.ts';
import { CHUNK_BYTES, codeOf, errorReason } from './files.ts';

/**
 * A writer at a moment, whose day is the reader's own. `waits`: for who writes to a pipe that is read; where keys are to be
 * answered, and signals, nobody does, and standard input is where these come from.
 */
export function createPostWriter(moment: Date, waits = true): PostWriter {
  const swept = new Set<string>();
  const { O_RDONLY, O_NONBLOCK = 0 } = fs.constants;
  const flag = waits ? O_RDONLY : O_RDONLY | O_NONBLOCK;
  return {
    today: dayOf(moment),
    chunks: file => (file === '-' ? standardInput(waits) : chunks(file, flag)),
    write: (folder, path, bytes) => put(folder, path, bytes, swept),
  };
}

const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map(part => String(part).padStart(2, '0')).join('-');

// Not as a post is opened: the reader named it, and it may be a link, or a pipe as of `<(…)`.
function* chunks(file: string, flag: number): Generator<Uint8Array | ReadError, void> {
  let fd: number | undefined;
  try {
    fd = fs.openSync(file, flag);
    for (;;) {
      const bytes = new Uint8Array(CHUNK_BYTES);
      const read = fs.readSync(fd, bytes);
      if (read === 0) return;
      yield bytes.subarray(0, read);
    }
  } catch (error) {
    yield { problem: why(error) };
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

// By its stream: Node may have set it not to wait.
async function* standardInput(waits: boolean): AsyncGenerator<Uint8Array | ReadError, void> {
  if (!waits) return yield { problem: 'standard input is the keyboard here' };
  try {
    yield* process.stdin;
  } catch (error) {
    yield { problem: errorReason(error) };
  }
}

/**
 * Puts a file in its place. It is written beside it under a hidden name, which no walk finds, and flushed to the disk;
 * then link(2) gives it its own name, and fails where there is one. Who is killed on the way leaves a draft at most,
 * which the next to write in that folder takes away; `swept` holds the folders where that was done.
 */
function put(folder: string, relative: string, bytes: Uint8Array, swept: Set<string>): WriteResult {
  const problem = pathProblem(relative);
  if (problem !== null) return { problem };
  const names = relative.split('/');
  const file = path.join(folder, ...names);
  const made: string[] = [];
  try {
    makeOrFind(folder, made, fs.statSync); // the reader named it, and it may be a link
  } catch (error) {
    return { problem: `${folder}: ${why(error)}` };
  }
  try {
    for (const at of names.keys()) if (at > 0) makeOrFind(path.join(folder, ...names.slice(0, at)), made, fs.lstatSync);
    sweep(path.dirname(file), swept); // first: who was killed once the file had its name left a draft of it too
    const there = standing(file, bytes);
    if (there) return there;
    const put = place(file, bytes);
    // A name is on the disk when the folder that holds it is, and so are those of the folders above.
    for (const each of [file, ...made]) flushFolder(path.dirname(each));
    return put;
  } catch (error) {
    for (const each of made.toReversed()) quietly(() => fs.rmdirSync(each));
    return { problem: why(error) };
  }
}

/** Makes a folder that is not there, and adds it to `made`. Throws as mkdir(2) fails. */
function makeOrFind(folder: string, made: string[], look: (folder: string) => fs.Stats): void {
  try {
    fs.mkdirSync(folder);
    made.push(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const found = look(folder);
    if (found.isSymbolicLink()) throw failure('ELOOP');
    if (!found.isDirectory()) throw failure('ENOTDIR');
  }
}

/** What there is to say of a file that is there already; null where none is. */
function standing(file: string, bytes: Uint8Array): WriteResult | null {
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (found.isSymbolicLink()) throw failure('ELOOP');
  if (found.isDirectory()) throw failure('EISDIR');
  if (!found.isFile()) return { problem: 'Not a regular file' };
  const isSame = found.size === bytes.length && fs.readFileSync(file).equals(bytes);
  return { kind: isSame ? 'same' : 'other', file };
}

let drafts = 0;
const draftOf = (pid: number, number: number): string => `.haiku-posts-${pid}-${number}`;
const draftName = /^\.haiku-posts-(\d+)-\d+$/;

function place(file: string, bytes: Uint8Array): WriteResult {
  const draft = path.join(path.dirname(file), draftOf(process.pid, drafts++));
  const fd = fs.openSync(draft, 'wx');
  try {
    fs.writeFileSync(fd, bytes);
    fs.fsyncSync(fd);
    fs.linkSync(draft, file);
    return { kind: 'made', file };
  } catch (error) {
    // Somebody was faster.
    const there = codeOf(error) === 'EEXIST' ? standing(file, bytes) : null;
    if (there) return there;
    throw error;
  } finally {
    fs.closeSync(fd);
    quietly(() => fs.unlinkSync(draft));
  }
}

/** Takes away the drafts of processes that are no more. One of our own number is of another that had it before us. */
function sweep(folder: string, swept: Set<string>): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  quietly(() => {
    for (const name of fs.readdirSync(folder)) {
      const pid = Number(draftName.exec(name)?.[1] ?? 0);
      if (pid > 0 && (pid === process.pid || !isRunning(pid))) fs.unlinkSync(path.join(folder, name));
    }
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

// Not every system can: the file is whole in any case, and at worst not there after a power failure.
function flushFolder(folder: string): void {
  quietly(() => {
    const fd = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  });
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It is of use where it can be done, and no more.
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

function why(error: unknown): string {
  const { code = '', syscall } = (error ?? {}) as NodeJS.ErrnoException;
  // FAT has no links, and with anything else a file could be written over.
  if (syscall === 'link' && ['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) return 'The file system has no hard links';
  return errorReason(error);
}
