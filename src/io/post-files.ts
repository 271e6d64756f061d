import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { isSkippedFile, isSkippedFolder } from '../posts/skipped-files.ts';
import type { FolderError, PostFiles } from '../posts/types.ts';
import { attempt } from '../util/functions.ts';
import { errorReason, readChunks, readFile, stampOf } from './files.ts';
import { type IsIgnored, openIgnoreFile } from './ignore-file.ts';

/** Returns the files of a posts folder. */
export function postFiles(folder: string): PostFiles {
  let ignore: IsIgnored | undefined;
  const isIgnored: IsIgnored = path => {
    ignore ??= openIgnoreFile(folder);
    return ignore(path);
  };
  // Not path.join, which takes half as long as lstat.
  const inFolder = (relative: string): string => `${folder}/${relative}`;
  return {
    walk: (onError = () => {}, onFolder = () => {}) => walk(folder, '', isIgnored, onError, onFolder),
    has: relative => has(folder, relative, isIgnored),
    locate: typed => locate(folder, typed),
    stamp: relative => stampOf(inFolder(relative)),
    read: (relative, limit, onOpen) => readFile(inFolder(relative), { limit, onOpen }),
    chunks: (relative, from) => readChunks(inFolder(relative), { from }),
  };
}

// Not a recursive readdir, which follows links to folders in some versions of Node.
function* walk(
  root: string,
  below: string,
  isIgnored: IsIgnored,
  onError: (folder: FolderError) => void,
  onFolder: (folder: string) => void,
): Generator<string> {
  let entries: fs.Dirent[];
  try {
    const folder = below === '' ? root : `${root}/${below}`;
    entries = fs.readdirSync(folder, { withFileTypes: true });
    // Node decodes a name that is not UTF-8 to U+FFFD, which is also a character. Names as bytes take twice as long.
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
  onFolder(below);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    const relative = below === '' ? name : `${below}/${name}`;
    if (entry.isDirectory()) {
      if (!isSkippedFolder(name) && !isIgnored(`${relative}/`))
        yield* walk(root, relative, isIgnored, onError, onFolder);
    } else if (entry.isFile() && !isSkippedFile(name) && !isIgnored(relative)) yield relative;
  }
}

/** Whether a typed path is exactly the path of a file below the folder: without links, and in the same case. */
function has(root: string, relative: string, isIgnored: IsIgnored): boolean {
  const folders = relative.split('/');
  const name = folders.pop() ?? '';
  if (folders.some(folder => folder === '' || isSkippedFolder(folder)) || name === '' || isSkippedFile(name))
    return false;
  const isFile = attempt(() => {
    // First lstat, because a name is tried with every ending, and an exception takes long.
    if (!fs.lstatSync(path.join(root, relative), { throwIfNoEntry: false })?.isFile()) return false;
    const file = path.join(fs.realpathSync.native(root), relative);
    return fs.realpathSync.native(file) === file;
  });
  return isFile === true && !isIgnored(relative);
}

/**
 * Converts a path from the working directory, or an absolute one, to one below the folder. Null if it leads elsewhere, or
 * has an inner `..`. If the folder is a link, the path may begin with the link or its target.
 */
function locate(folder: string, typed: string): string | null {
  const below = typed.replace(/^(?:\/|(?:\.\/)?(?:\.\.\/)*)/, '');
  if (below.split('/').some(name => ['', '.', '..'].includes(name))) return null;
  const belowRoot = (root: string): string | null => {
    const start = root.endsWith('/') ? root : `${root}/`;
    const file = path.resolve(typed);
    return file.startsWith(start) ? file.slice(start.length) || null : null;
  };
  return attempt(() => belowRoot(path.resolve(folder))) ?? attempt(() => belowRoot(fs.realpathSync.native(folder)));
}
