import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { quoteWord } from '../../src/util/shell-words.ts';
import { haikuPosts, type Result } from '../support/run.ts';
import { program } from '../support/terminal.ts';

let root: string | undefined;

/** Removes the folders of a test file; for `afterAll`. */
export function removeFolders(): void {
  if (root !== undefined) fs.rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  // The next test file may share this module.
  root = undefined;
}

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Creates a temporary folder with files, and returns its path. */
export function createFolder(contents: Contents): string {
  root ??= temporaryFolder(path.join(os.tmpdir(), 'haiku-posts-safety-'));
  const folder = temporaryFolder(path.join(root, 'posts-'));
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return folder;
}

/** Creates a folder that other users can read, for tests that run as one. */
function temporaryFolder(prefix: string): string {
  const folder = fs.mkdtempSync(prefix);
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** Runs the program on the posts of a folder. */
export const run = (folder: string, ...args: readonly string[]): Result => haikuPosts(['--posts', folder, ...args]);

/** The command line for a shell. A program that hangs is ended, with status 124. */
export const typed = (folder: string, ...args: readonly string[]): string =>
  ['timeout', '60', process.execPath, program, '--posts', folder, ...args].map(quoteWord).join(' ');
