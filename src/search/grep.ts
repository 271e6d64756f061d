import { decode } from '../posts/content.ts';
import type { CompiledPattern } from './regex.ts';

/** A line of a post: its number, from 1 in the content, and its text without the final LF or CRLF. */
export type Line = { readonly line: number; readonly text: string };

/** A match in a line: from `start` to before `end`, in UTF-16 units. Never empty. */
type Range = { readonly start: number; readonly end: number };

/** A matching line. */
export type GrepMatch = Line & {
  /** Where the first match begins, from 1, in code points, as editors count. */
  readonly column: number;
  /** The matches, in order, without overlap. A pattern that matches the empty string (`^`, `x*`) may have none. */
  readonly ranges: readonly Range[];
};

/** A line on which the pattern failed. */
export type GrepFailure = Line & { readonly problem: string };

/**
 * The lines of a content that may match. Accepts any bytes: what is not UTF-8 is read as U+FFFD, and a BOM is not part
 * of the first line.
 */
export function* candidateLines(content: Uint8Array, { text: needed }: CompiledPattern): Generator<Line, void> {
  const text = decode(content).replace(/^\ufeff/, '');
  // Most posts have no match, and this test is cheaper than splitting them into lines.
  if (needed && !needed.test(text)) return;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const isCrLf = lineFeed > start && text[lineFeed - 1] === '\r';
    yield { line: ++line, text: text.slice(start, isCrLf ? end - 1 : end) };
    start = end + 1;
  }
}

/**
 * Matches lines, which keep what else their objects hold.
 *
 *   [{ line: 1, text: 'the log' }], /o[gk]/gu → [{ line: 1, text: 'the log', column: 6, ranges: [{ start: 5, end: 7 }] }]
 */
export const matchLines = <L extends Line>(
  lines: readonly L[],
  { line: expression }: CompiledPattern,
): readonly (L & (GrepMatch | GrepFailure))[] =>
  lines.flatMap(line => {
    const result = matchLine(line.text, expression);
    return result === null ? [] : { ...line, ...result };
  });

type Result = Pick<GrepMatch, 'column' | 'ranges'> | Pick<GrepFailure, 'problem'>;

function matchLine(text: string, expression: RegExp): Result | null {
  let first: number | null = null;
  const ranges: Range[] = [];
  expression.lastIndex = 0;
  try {
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      first ??= match.index;
      const end = match.index + match[0].length;
      if (end > match.index) ranges.push({ start: match.index, end });
      // Past a whole code point: from the middle of one, exec() would find the same match for ever.
      else expression.lastIndex = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    }
  } catch (error) {
    // The matcher's stack can overflow, and V8 compiles an expression only when it is first tried.
    if (error instanceof RangeError || error instanceof SyntaxError)
      return { problem: 'pattern takes too much memory' };
    throw error;
  }
  if (first === null) return null;
  // A column counts code points, and a surrogate pair is two UTF-16 units.
  const pairs = text.slice(0, first).match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  return { column: first + 1 - pairs, ranges };
}
