/**
 * Splits a command line into words as sh(1) does: blanks part words, quotes and backslashes keep them. Nothing is
 * expanded. Null where a quote is not closed.
 *
 *   "cat 'a / b / c' -l" → ['cat', 'a / b / c', '-l']
 */
export function splitWords(text: string): readonly string[] | null {
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

/**
 * A pipe, a redirection or the end of a command that a line has outside of quotes: at an end of a word, or anywhere in
 * the first. Null where it has none.
 *
 *   'ls >x' → '>'      "grep 'a |' b" → null      'grep a|b' → null
 */
export function shellOperatorIn(text: string): string | null {
  const bare = text.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./g, quote => 'q'.repeat(quote.length));
  return /(?<!\S)\d*[<>]+|(?<!\S)[|&;]+|[|&;]+(?!\S)|(?<=^\s*\S+)[|&;<>]+/.exec(bare)?.[0] ?? null;
}

/**
 * A word as a shell reads it: quoted, where it would read anything else into it.
 *
 *   quoted('rollback plan') → "'rollback plan'"
 */
export const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const unquoted = (word: string): string =>
  word.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
