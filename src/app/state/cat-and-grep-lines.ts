import { catCommand, postPath, toSlug } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import type { GrepPattern } from '../../search/regex.ts';
import { quoteWord, quoteWords, splitWords } from '../../util/shell-words.ts';
import { createLine, type EditLine } from './line-editor.ts';

export const promptStart = 'cat post/';

/** The start of the line that {@link toggleCatGrep} makes. */
export const grepStart = "grep -i '";

/** The query of a `cat` or `less` line; null for other commands. */
export function catQuery(text: string): string | null {
  const [, command, operand = ''] = /^\s*(cat|less)(?:\s+(.*))?$/.exec(text) ?? [];
  if (command === undefined) return null;
  return operand.startsWith('-') ? null : toSlug(unquoteOperand(operand));
}

/**
 * Completes the line after Tab: by the next haiku line or folder of the selected post, then by its file. Quotes the path
 * where a shell needs it.
 *
 *   'cat post/shell onc' → 'cat post/a-shell-i-once-loved-/' → 'cat post/a-shell-…-/-we-documented-nothing-then-/' → …
 *   'cat post/my no' → "cat 'post/my notes/" → "cat 'post/my notes/tea.txt'"
 */
export function nextCompletion(text: string, post: PostRef): string {
  const [, command = 'cat', operand = ''] = /^\s*(cat|less)\s+(.*)$/.exec(text) ?? [];
  const typed = unquoteOperand(operand).replace(/^(?:\.\/)?(?:posts?\/)?/, 'post/');
  const path = postPath(post);
  const slash = path.indexOf('/', path.startsWith(typed) ? typed.length : 'post/'.length);
  if (slash === -1) return catCommand(post).replace('cat', command);
  const completed = quoteWord(path.slice(0, slash + 1));
  return `${command} ${completed.startsWith("'") ? completed.slice(0, -1) : completed}`;
}

/** Returns an operand without its quotes, even if the closing quote is missing. */
const unquoteOperand = (operand: string): string => (/^['"]/.test(operand) ? wordsSoFar(operand).join(' ') : operand);

/**
 * Replaces an ambiguous operand of a `cat` or `grep` line by a post. Drops the operands of `cat` before it, which were
 * already printed.
 *
 *   replaceOperand('cat --width 40 bios the- fan', 'the-', post) → 'cat --width 40 post/the-….md fan'
 */
export function replaceOperand(line: string, typed: string, post: PostRef): string {
  const all = splitWords(line) ?? [];
  if (all[0] === 'grep') return quoteWords(all.with(all.lastIndexOf(typed), postPath(post)));
  const at = all.indexOf(typed);
  if (at < 0) return catCommand(post);
  const last = all.slice(0, at).findLastIndex(word => word.startsWith('-'));
  const options = all.slice(1, last + 1 + (all[last] === '--width' ? 1 : 0)).filter(word => word !== '--');
  return quoteWords(['cat', ...options, postPath(post), ...all.slice(at + 1)]);
}

/**
 * Turns a `cat` line into a `grep` line with the cursor at the end of the query, or back. Returns any other line as it is.
 *
 *   'cat post/rollback plan' ↔ "grep -i 'rollback plan'"
 */
export function toggleCatGrep({ text, ...rest }: EditLine, query = catQuery(text)): EditLine {
  if (query !== null) {
    const line = `${grepStart}${query.replaceAll("'", "'\\''")}'`;
    return { ...rest, text: line, cursor: line.length - 1 };
  }
  const [command, flag, pattern = '', more] = wordsSoFar(text);
  const isToggled = command === 'grep' && flag === '-i' && more === undefined;
  return isToggled ? createLine(promptStart + pattern) : { text, ...rest };
}

/** Splits a line into words, as if an open quote were closed at its end. */
export const wordsSoFar = (text: string): readonly string[] =>
  splitWords(text) ?? splitWords(`${text}'`) ?? splitWords(`${text}"`) ?? [];

export type GrepQuery = { readonly words: readonly string[]; readonly pattern: GrepPattern };

/**
 * Returns the query of a `grep` line. Null for other lines, and for options that change the form of the output.
 *
 *   "grep -iw 'rollback pl" → { words: ['grep', '-iw', 'rollback pl'], pattern: { text: 'rollback pl', … } }
 */
export function parseGrepLine(line: string): GrepQuery | null {
  const all = wordsSoFar(line);
  if (all[0] !== 'grep') return null;
  const end = all.includes('--') ? all.indexOf('--') : all.length;
  const isFlag = (word: string, at: number): boolean => at < end && /^-./.test(word);
  const flags = all.filter(isFlag);
  const [, text, ...more] = all.filter((word, at) => at !== end && !isFlag(word, at));
  if (text === undefined || more.length > 0 || !flags.every(flag => /^-[iFw]+$/.test(flag))) return null;
  const has = (letter: string): boolean => flags.some(flag => flag.includes(letter));
  return { words: all, pattern: { text, ignoresCase: has('i'), isFixed: has('F'), isWord: has('w') } };
}
