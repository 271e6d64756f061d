import { compose } from '../text/nfc.ts';

/** A pattern to search for, as the user gives it. */
export type GrepPattern = {
  /** A JavaScript regular expression (flag `u`), or a literal text if `isFixed`. */
  readonly text: string;
  readonly isFixed?: boolean;
  /** Whether to match only whole words: no letter, mark, digit or underscore is next to a match. */
  readonly isWord?: boolean;
  /** Whether to ignore case, by Unicode's simple case folding: `É` matches `é`, `ß` does not match `ss`. */
  readonly ignoresCase?: boolean;
};

/** A compiled pattern. */
export type CompiledPattern = {
  /** Matches in one line in NFC. It has the flag `g`, so it also has a `lastIndex`. */
  readonly line: RegExp;
  /** Matches in every text that has a matching line, not after the start of its match. Null if no such expression is fast. */
  readonly text: RegExp | null;
};

/** V8 needs 1 s to compile 200 times `\p{L}`, and fails at some 30,000 letters. */
const MAX_LENGTH = 1000;

/** Maximum nesting of groups. V8 ends the process if its stack overflows while it compiles them. */
const MAX_DEPTH = 100;

const WORD_CHARACTER = '[\\p{L}\\p{M}\\p{N}_]';

/** Whether an expression may backtrack, or depends on the text around a match. In a longer text, that may differ. */
const mayBacktrackOrLookAround = /[*+?{(^$]/;

/**
 * Compiles a pattern, or returns what is wrong with it.
 *
 *   { text: 'log' } → { line: /log/gsu, text: /log/gsu }      { text: '(' } → { problem: 'unterminated group' }
 */
export function compilePattern({
  text,
  isFixed,
  isWord,
  ignoresCase,
}: GrepPattern): CompiledPattern | { readonly problem: string } {
  if (text.length > MAX_LENGTH) return { problem: `longer than ${MAX_LENGTH} characters` };
  if (!isFixed && depthOf(text) > MAX_DEPTH) return { problem: 'pattern nests too deeply' };
  const source = compose(isFixed ? escapeRegExp(text) : text);
  // The expression is matched against single lines: a dot is any character, and ^ and $ are the ends of the line.
  const flags = ignoresCase ? 'gisu' : 'gsu';
  try {
    const expression = new RegExp(source, flags); // first without a group: `a)(b` is an error, `(?:a)(b)` is not
    return {
      line: new RegExp(isWord ? `(?<!${WORD_CHARACTER})(?:${source})(?!${WORD_CHARACTER})` : source, flags),
      text: !isFixed && mayBacktrackOrLookAround.test(source) ? null : expression,
    };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/** Returns an expression that matches a text literally. */
export const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

// V8 says `Invalid regular expression: /(/u: Unterminated group`.
function reasonOf(error: unknown): string {
  const [reason = ''] = /[^:]*$/.exec(String(error)) ?? [];
  const words = reason.trim();
  return REASONS[words] ?? words.charAt(0).toLowerCase() + words.slice(1);
}

const REASONS: Readonly<Record<string, string>> = {
  'Lone quantifier brackets': 'unbalanced bracket',
  'Invalid escape': 'invalid escape',
};

/** Returns the maximum nesting of groups in an expression. */
function depthOf(source: string): number {
  let [depth, most] = [0, 0];
  for (const [sign] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/gsu)) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    most = Math.max(most, depth);
  }
  return most;
}
