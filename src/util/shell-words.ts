/**
 * Splits a command line into words as sh(1) does, but expands nothing. Null if a quote is not closed.
 *
 *   "cat 'a / b / c' -l" → ['cat', 'a / b / c', '-l']
 */
export function splitWords(text: string): readonly string[] | null {
  const words: string[] = [];
  const word = /\s*((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+)/y;
  const end = text.trimEnd().length;
  while (word.lastIndex < end) {
    const match = word.exec(text);
    if (!match?.[1]) return null;
    words.push(unquote(match[1]));
  }
  return words;
}

/**
 * Returns the first unquoted pipe, redirection or separator at the start or end of a word, or in the first word. Null if
 * there is none.
 *
 *   'ls >x' → '>'      "grep 'a |' b" → null      'grep a|b' → null
 */
export function shellOperatorIn(text: string): string | null {
  const bare = text.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./g, quote => 'q'.repeat(quote.length));
  // Two expressions, because one that looks back for the first word takes quadratic time.
  const [word = ''] = /^\s*\S+/.exec(bare) ?? [];
  const matches = [/[|&;<>]+/.exec(word), /(?<!\S)(?:\d*[<>]+|[|&;]+)|(?<![|&;])[|&;]+(?!\S)/.exec(bare)];
  const [first] = matches.filter(match => match !== null).toSorted((a, b) => a.index - b.index);
  return first?.[0] ?? null;
}

/**
 * Quotes a word for bash, dash, zsh and fish, if it needs quotes: `rollback plan` → `'rollback plan'`. A backslash is put
 * outside of the quotes, because fish interprets it inside them. zsh expands `=` at the start of a word, and fish `%self`.
 */
export const quoteWord = (word: string): string => (isPlain(word) ? word : `'${word.replace(/['\\]/g, "'\\$&'")}'`);

/**
 * First tests for ASCII, because compiling Unicode properties takes about half a millisecond. Letters without a glyph and many
 * marks are not plain: a terminal shows them as `<U+3164>`, and that must not be a redirection.
 */
const isPlain = (word: string): boolean =>
  /^(?![=%])[\w@%+=:,./-]+$/.test(word) ||
  (/^(?![=%])[\p{L}\p{N}\p{M}\w@%+=:,./-]+$/u.test(word) && !/\p{DI}|\p{M}{9}/u.test(word));

/** Returns an option with a value. A value that begins with a hyphen would be read as another option. */
export const optionWords = (option: string, value: string): readonly string[] =>
  value.startsWith('-') ? [`${option}=${value}`] : [option, value];

/** Quotes words, and puts blanks between them. */
export const quoteWords = (words: readonly string[]): string => words.map(quoteWord).join(' ');

const unquote = (word: string): string =>
  word.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
