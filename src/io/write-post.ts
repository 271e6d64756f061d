import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Editor, type PostWriter, pathProblem, type WriteResult } from '../posts/post-writer.ts';
import { isReadError, type ReadError } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';
import { editorFor } from './editor-pager-browser.ts';
import { codeOf, errorReason, readFile, removeIfPossible, temporaryPath } from './files.ts';
import { postFiles } from './post-files.ts';
import { problemOf, runInTerminal } from './spawn.ts';
import { isTerminal } from './stdio.ts';

/**
 * Creates a writer, dated `moment`. `blocking`: whether reading and editing may wait; false in the app, which has the
 * keyboard.
 */
export const createPostWriter = (moment: Date, blocking = true): PostWriter => ({
  today: toDay(moment),
  chunks: file => readInput(file, blocking),
  files: folder => (isFolder(folder) ? postFiles(folder) : null),
  compare: comparePost,
  write: writePost,
  editor: blocking ? editorOnTerminal() : { problem: "not at this prompt: open the post, then press 'v'" },
  askHaiku: blocking ? askOnTerminal() : { problem: "type it after 'new', or run it in a shell" },
});

// Standard output may be a pipe: `cat $(haiku-posts new)`.
const askOnTerminal = (): PostWriter['askHaiku'] =>
  isTerminal('stdin') && isTerminal('stderr') ? askHaiku : { problem: 'missing operand' };

const askHaiku = async (): Promise<string | null> => (await import('./terminal/ask-haiku.ts')).askHaiku();

const editorOnTerminal = (): Editor | ReadError =>
  isTerminal('stdin') && isTerminal('stdout') ? edit : { problem: 'standard input and output are not a terminal' };

const edit: Editor = async (file, line) => {
  const invocation = editorFor(process.env, path.resolve(file), line);
  return problemOf(invocation, await runInTerminal(invocation));
};

const toDay = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map(part => String(part).padStart(2, '0')).join('-');

// Unlike a post, a file that the user names may be a link, or a pipe such as `<(…)`.
async function* readInput(file: string, blocking: boolean): AsyncGenerator<Uint8Array | ReadError, void> {
  if (file === '-' && !blocking) return yield { problem: 'standard input is the keyboard here' };
  const { O_RDONLY, O_NONBLOCK = 0 } = fs.constants;
  try {
    const open = (): number => fs.openSync(file, blocking ? O_RDONLY : O_RDONLY | O_NONBLOCK);
    yield* file === '-' ? process.stdin : fs.createReadStream(file, { fd: open() });
  } catch (error) {
    yield { problem: errorReason(error) };
  }
}

const isFolder = (folder: string): boolean =>
  attempt(() => fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) === true;

function comparePost(folder: string, relative: string, bytes: Uint8Array): WriteResult | null {
  try {
    const problem = pathProblem(relative);
    return problem === null ? compareWithExisting(path.join(folder, relative), bytes) : { problem };
  } catch (error) {
    return { problem: errorReason(error) };
  }
}

/** Writes a file below `folder`. Follows no link there. */
function writePost(folder: string, relative: string, bytes: Uint8Array): WriteResult {
  const problem = pathProblem(relative);
  if (problem !== null) return { problem };
  let isNew: boolean;
  try {
    isNew = makeOrFindFolder(folder, fs.statSync); // the user named it, so it may be a link
  } catch (error) {
    return { problem: `${folder}: ${errorReason(error)}` };
  }
  try {
    const result = inFolder(folder, isNew, 0, at => writeBelow(at, relative.split('/'), bytes));
    return 'file' in result ? { ...result, file: path.join(folder, relative) } : result;
  } catch (error) {
    return { problem: linkProblem(error) ?? errorReason(error) };
  }
}

/** Writes a file below a folder. `names`: the parts of its path. */
function writeBelow(folder: string, [name = '', ...rest]: readonly string[], bytes: Uint8Array): WriteResult {
  const file = `${folder}/${name}`;
  if (rest.length === 0) return compareWithExisting(file, bytes) ?? createFile(file, bytes);
  const isNew = makeOrFindFolder(file, fs.lstatSync);
  return inFolder(file, isNew, fs.constants.O_NOFOLLOW, at => writeBelow(at, rest, bytes));
}

/** Linux's flag of open(2) for a folder that may not be readable. Node has no name for it. */
const O_PATH = 0x200000;

/**
 * Calls `work` with a path that leads to the folder even if somebody replaces it by a link meanwhile. Node has no openat,
 * but on Linux the path of an open folder is as good. Elsewhere the path is that of the folder. If `work` throws, a new folder
 * is removed.
 */
function inFolder<Result>(folder: string, isNew: boolean, flags: number, work: (path: string) => Result): Result {
  let fd: number | null = null;
  try {
    if (process.platform === 'linux') fd = fs.openSync(folder, O_PATH | fs.constants.O_DIRECTORY | flags);
    const open = `/proc/self/fd/${fd}`;
    // A container may have no /proc.
    return work(fd !== null && fs.existsSync(open) ? open : folder);
  } catch (error) {
    if (isNew) attempt(() => fs.rmdirSync(folder)); // fails if it is not empty
    throw error;
  } finally {
    if (fd !== null) fs.closeSync(fd);
  }
}

/** Creates a folder unless it exists, and says whether. Throws the error of mkdir(2), or if the name is not a folder. */
function makeOrFindFolder(folder: string, stat: (folder: string) => fs.Stats): boolean {
  try {
    fs.mkdirSync(folder);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const found = stat(folder);
    if (!found.isDirectory()) throw failure(found.isSymbolicLink() ? 'ELOOP' : 'ENOTDIR');
    return false;
  }
}

function compareWithExisting(file: string, bytes: Uint8Array): WriteResult | null {
  const found = fs.lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (found.isDirectory()) throw failure('EISDIR');
  const content = readFile(file, { limit: bytes.length + 1 });
  if (isReadError(content)) return content;
  return { kind: Buffer.compare(content, bytes) === 0 ? 'same' : 'other', file };
}

// Creates a file as a whole or not at all. The file is flushed under a hidden name, which no walk finds. Then link(2) gives
// it its own name, which fails if the name exists.
function createFile(file: string, bytes: Uint8Array): WriteResult {
  const temporary = temporaryPath(file);
  try {
    fs.writeFileSync(temporary, bytes, { flag: 'wx', flush: true });
    fs.linkSync(temporary, file);
    return { kind: 'made', file };
  } catch (error) {
    // Another process may have created it meanwhile.
    const existing = codeOf(error) === 'EEXIST' ? compareWithExisting(file, bytes) : null;
    if (existing) return existing;
    throw error;
  } finally {
    removeIfPossible(temporary);
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Explains why link(2) failed: FAT has no hard links. No other call never overwrites. */
function linkProblem(error: unknown): string | null {
  const { code = '', syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const isUnsupported = syscall === 'link' && ['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code);
  return isUnsupported ? 'The file system has no hard links' : null;
}
