import { catCommand, type Slug, toSlug } from '../../posts/slug.ts';
import type { GrepPattern } from '../../search/regex.ts';
import { quoteWord, splitWords } from '../../util/shell-words.ts';
import { createLine, type EditLine } from './line-editor.ts';

/** What stands at a new prompt: most lines are this one, with a post after it. */
export const promptStart = 'cat post/';

/** What a `cat` or `less` line searches for, or null where the line is another command. */
export function catQuery(text: string): string | null {
  const [, isPrinting, operand = ''] = /^\s*(cat|less)(?:\s+(.*))?$/.exec(text) ?? [];
  if (isPrinting === undefined) return null;
  // A quote that the reader has opened, or opened and closed, is not part of the name.
  return operand.startsWith('-') ? null : toSlug(operand.replace(/^(['"])(.*?)\1?$/, '$2'));
}

/**
 * The line after Tab: one more haiku line of the highlighted post, then `.md`.
 *
 *   'cat post/shell onc' → 'cat post/a-shell-i-once-loved-/' → 'cat post/a-shell-…-/-we-documented-nothing-then-/' → …
 */
export function nextCompletion(text: string, slug: Slug): string {
  const [, command = 'cat', typed = ''] = /^\s*(\w+)\s+(?:\.\/)?(?:posts?\/)?(.*)$/.exec(text) ?? [];
  const path = `${slug}.md`;
  const known = path.startsWith(typed) ? typed.length : 0;
  const slash = path.indexOf('/', known);
  return `${command} post/${slash === -1 ? path : path.slice(0, slash + 1)}`;
}

/** The command that prints a post, quoted where a shell would read anything else into its name. */
export function quotedCat(slug: Slug): string {
  const [name = '', ...path] = catCommand(slug).split(' ');
  return `${name} ${quoteWord(path.join(' '))}`;
}

/**
 * A `cat` line, from a name on that fits several posts, with the post that was meant.
 *
 *   meant('cat --width 40 bios the- fan', 'the-', slug) → 'cat --width 40 post/the-….md fan'
 */
export function replaceOperand(line: string, typed: string, slug: Slug): string {
  const all = splitWords(line) ?? [];
  const at = all.indexOf(typed);
  if (at < 0) return quotedCat(slug);
  // What stands before it was printed, but for options and their values.
  const last = all.slice(0, at).findLastIndex(word => word.startsWith('-'));
  const options = all.slice(1, last + 1 + (all[last] === '--width' ? 1 : 0)).filter(word => word !== '--');
  const rest = all.slice(at + 1).map(quoteWord);
  const [cat = '', ...post] = quotedCat(slug).split(' ');
  return [cat, ...options.map(quoteWord), ...post, ...rest].join(' ');
}

/**
 * The same search by the other command: of the haiku, or of the text of the posts, the cursor where more is typed. Any
 * other line stays as it is.
 *
 *   'cat post/rollback plan' ↔ "grep -i 'rollback plan'"
 */
export function toggleCatGrep({ text, ...rest }: EditLine): EditLine {
  const query = catQuery(text);
  if (query !== null) {
    const line = `grep -i '${query.replaceAll("'", "'\\''")}'`;
    return { ...rest, text: line, cursor: line.length - 1 };
  }
  const [command, flag, pattern = '', more] = wordsSoFar(text);
  return command === 'grep' && flag === '-i' && more === undefined
    ? createLine(promptStart + pattern)
    : { text, ...rest };
}

/** The words of a line that is still being typed: a quote that is open is closed at its end. */
const wordsSoFar = (text: string): readonly string[] =>
  splitWords(text) ?? splitWords(`${text}'`) ?? splitWords(`${text}"`) ?? [];

/** A search of the text of all posts that a line asks for, whose hits can be listed as it is typed. */
export type GrepQuery = { readonly words: readonly string[]; readonly pattern: GrepPattern };

/**
 * The search of a `grep` line; null for any other line, and for a `grep` that gives its lines another form.
 *
 *   "grep -iw 'rollback pl" → { words: ['grep', '-iw', 'rollback pl'], pattern: { text: 'rollback pl', … } }
 */
export function parseGrepLine(text: string): GrepQuery | null {
  const all = wordsSoFar(text);
  if (all[0] !== 'grep') return null;
  const end = all.includes('--') ? all.indexOf('--') : all.length;
  const flags = all.slice(1, end).filter(word => /^-./.test(word));
  const operands = [...all.slice(1, end).filter(word => !/^-./.test(word)), ...all.slice(end + 1)];
  const [pattern] = operands;
  if (pattern === undefined || operands.length > 1 || !flags.every(flag => /^-[iFw]+$/.test(flag))) return null;
  const has = (letter: string): boolean => flags.some(flag => flag.includes(letter));
  return {
    words: all,
    pattern: { text: pattern, ignoresCase: has('i'), isFixed: has('F'), isWord: has('w') },
  };
}
