import { bareSlug, catCommand, type Slug } from '../post/slug.ts';

/** What stands at a new prompt: most lines are this one, with a post after it. */
export const promptStart = 'cat post/';

/** What a `cat` line searches for, or null where the line is another command. */
export function queryOf(text: string): string | null {
  const operand = /^\s*cat(?:\s+(.*))?$/.exec(text)?.[1];
  if (operand === undefined) return text.trim() === 'cat' ? '' : null;
  // A quote that the reader has opened, or opened and closed, is not part of the name.
  return operand.startsWith('-') ? null : bareSlug(operand.replace(/^(['"])(.*?)\1?$/, '$2'));
}

/**
 * The line after Tab: one more haiku line of the highlighted post, then `.md`.
 *
 *   'cat post/shell onc' → 'cat post/a-shell-i-once-loved-/' → 'cat post/a-shell-…-/-we-documented-nothing-then-/' → …
 */
export function nextCompletion(text: string, slug: Slug): string {
  const typed = text.replace(/^\s*cat\s+(?:\.\/)?(?:posts?\/)?/, '');
  const path = `${slug}.md`;
  const known = path.startsWith(typed) ? typed.length : 0;
  const slash = path.indexOf('/', known);
  return promptStart + (slash === -1 ? path : path.slice(0, slash + 1));
}

/**
 * Splits a command line into words as sh(1) does: blanks part words, quotes and backslashes keep them. Nothing is
 * expanded. Null where a quote is not closed.
 *
 *   "cat 'a / b / c' -l" → ['cat', 'a / b / c', '-l']
 */
export function words(text: string): readonly string[] | null {
  const found: string[] = [];
  const word = /\s*((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+)/y;
  const end = text.trimEnd().length;
  while (word.lastIndex < end) {
    const match = word.exec(text);
    if (!match?.[1]) return null;
    found.push(unquoted(match[1]));
  }
  return found;
}

/** The command that prints a post, quoted where a shell would read anything else into its name. */
export function quotedCat(slug: Slug): string {
  const [name = '', ...path] = catCommand(slug).split(' ');
  return `${name} ${quoted(path.join(' '))}`;
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/**
 * The same search by the other command: of the haiku, or of the text of the posts. Any other line stays as it is.
 *
 *   'cat post/rollback plan' ↔ "grep -i 'rollback plan'"
 */
export function toggled(text: string): string {
  const query = queryOf(text);
  if (query !== null) return `grep -i ${query === '' ? '' : quoted(query)}`;
  const [command, flag, pattern = '', more] = words(text) ?? [];
  return command === 'grep' && flag === '-i' && more === undefined ? promptStart + pattern : text;
}

const unquoted = (word: string): string =>
  word.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
