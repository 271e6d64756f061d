import path from 'node:path';
import ignore from 'ignore';
import { decode } from '../posts/decode.ts';
import { isReadError } from '../posts/types.ts';
import { readFile } from './files.ts';

/** Whether git would ignore a path below a folder. The path of a folder ends with a slash. */
export type IsIgnored = (path: string) => boolean;

const MAX_BYTES = 65_536;
const MAX_PATTERNS = 500;
/** Of a longer pattern V8 may make no expression. A name has at most 255 bytes. */
const MAX_PATTERN_LENGTH = 1000;

/** Reads the .gitignore of a folder. The package `ignore` is evaluated only if there is one. */
export function openIgnoreFile(folder: string): IsIgnored {
  const bytes = readFile(path.join(folder, '.gitignore'), { limit: MAX_BYTES });
  if (isReadError(bytes)) return () => false;
  const patterns = decode(bytes).split(/\r?\n/).filter(isCheap).slice(0, MAX_PATTERNS);
  const rules = ignore().add(patterns);
  return relative => rules.ignores(relative);
}

/** A pattern with two `**` takes quadratic time. A `**` at its end does not count. */
const isCheap = (pattern: string): boolean =>
  pattern.length <= MAX_PATTERN_LENGTH && pattern.replace(/\/\*\*$/, '').split('**').length <= 2;
