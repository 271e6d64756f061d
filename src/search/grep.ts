import { decode } from '../posts/encoding.ts';
import { type CompiledPattern, compilePattern, type GrepPattern } from './regex.ts';

/** A match in a line: from `start` to before `end`, in UTF-16 units, as `slice` takes them. Never empty. */
type Range = { readonly start: number; readonly end: number };

/** A line that matches. */
export type GrepMatch = {
  /** Counted from 1 in the content of the post: all but a transcript's first line. */
  readonly line: number;
  /** Where the first match begins, counted from 1 in code points, as editors count. */
  readonly column: number;
  /** The line without its end, be it LF or CRLF. Lines end nowhere else. */
  readonly text: string;
  /** The matches in it, in order, none in another. A pattern that matches nothing at all (`^`, `x*`) has none. */
  readonly ranges: readonly Range[];
};

/** A text that the pattern cannot be tried on to the end: what a reader is told. */
type TooCostly = { readonly problem: string };

/** Gives the lines of a content that match, one by one: what follows the last that was asked for is not looked at. */
export type Matcher = (content: Uint8Array) => Iterable<GrepMatch | TooCostly>;

/**
 * Makes a matcher of a pattern, or says what is wrong with the pattern. Total: whatever bytes it is given, a matcher
 * does not throw. What is not UTF-8 is read as U+FFFD, and a BOM is not part of the first line.
 *
 *   matcher({ text: 'o[gk]' })(bytes of 'the log\nis ok\n')  →  { line: 1, column: 6, text: 'the log',
 *   ranges: [{ start: 5, end: 7 }] }, { line: 2, … }
 */
export function createMatcher(pattern: GrepPattern): Matcher | { readonly problem: string } {
  const expression = compilePattern(pattern);
  return 'problem' in expression ? expression : content => hits(content, expression);
}

function* hits(content: Uint8Array, expression: CompiledPattern): Iterable<GrepMatch | TooCostly> {
  try {
    const text = decode(content).replace(/^\ufeff/, '');
    // Most posts have no match, and are known by this before they are cut into lines.
    if (expression.text && !expression.text.test(text)) return;
    let line = 0;
    for (const each of linesOf(text)) {
      line++;
      const found = matchesIn(each, expression.line);
      if (found) yield { line, column: columnOf(each, found.first), text: each, ranges: found.ranges };
    }
  } catch (error) {
    // The stack of a match may overflow, and an expression may turn out too large, only when it is tried.
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    yield { problem: 'the pattern takes too much memory here' };
  }
}

function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield text.slice(start, found > start && text[found - 1] === '\r' ? found - 1 : end);
    start = end + 1;
  }
}

function matchesIn(line: string, expression: RegExp): { first: number; ranges: readonly Range[] } | null {
  let first: number | null = null;
  const ranges: Range[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(line); match; match = expression.exec(line)) {
    first ??= match.index;
    const end = match.index + match[0].length;
    if (end > match.index) ranges.push({ start: match.index, end });
    // By a whole code point: in the middle of one the same match would be found for ever.
    else expression.lastIndex = end + ((line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return first === null ? null : { first, ranges };
}

/** The column of an offset. Each half of a surrogate pair is one unit of UTF-16; the pair is one code point. */
function columnOf(line: string, offset: number): number {
  let column = 1;
  for (let at = 0; at < offset; at++) if ((line.charCodeAt(at) & 0xfc00) !== 0xdc00) column++;
  return column;
}
