import { decode } from '../posts/decode.ts';
import { compose, composeWithOffsets } from '../text/nfc.ts';
import { tryOr } from '../util/functions.ts';
import type { CompiledPattern } from './regex.ts';
import { isLimit } from './regex-timeout.ts';

/** A line of a post: its number in the content (from 1), and its text without LF or CRLF. */
export type Line = { readonly line: number; readonly text: string };

/** A match, from `start` to before `end`, in UTF-16 code units. Never empty. */
type Range = { readonly start: number; readonly end: number };

/** A matching line. */
export type GrepMatch = Line & {
  /** The column of the first match, from 1, in code points, as editors count. */
  readonly column: number;
  /** The matches, in order, without overlap. Empty if only the empty string matches (`^`, `x*`). */
  readonly ranges: readonly Range[];
};

/** A line on which the pattern failed. */
export type GrepFailure = Line & { readonly problem: string };

/** Returns the lines of a post that may match. Bytes that are not UTF-8 are read as U+FFFD. */
export function candidateLines(content: Uint8Array, { text: expression }: CompiledPattern): Iterable<Line> {
  const text = decode(content);
  if (expression === null) return splitLines(text);
  const composed = compose(text);
  // Most posts have no match, nor have most lines of the others. A match in a line is also a match in the text.
  const seek = (from: number): number => {
    expression.lastIndex = from;
    return tryOr(
      () => expression.exec(composed)?.index ?? text.length,
      () => from,
    );
  };
  if (composed === text) return splitLines(text, seek);
  return seek(0) < text.length ? splitLines(text) : [];
}

/**
 * Yields the lines of a text. A BOM is not part of the first line. `seek` returns for the start of a line an offset in the
 * next line to yield.
 */
export function* splitLines(text: string, seek = (from: number): number => from): Generator<Line, void> {
  let line = 1;
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const wanted = seek(start);
    let end = endOfLine(text, start);
    for (; end < wanted; end = endOfLine(text, start)) {
      start = end + 1;
      line++;
    }
    if (start >= text.length) return;
    const isCrLf = end > start && end < text.length && text[end - 1] === '\r';
    yield { line: line++, text: text.slice(start, isCrLf ? end - 1 : end) };
    start = end + 1;
  }
}

function endOfLine(text: string, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  return lineFeed === -1 ? text.length : lineFeed;
}

/**
 * Returns the lines that match, or on which the pattern fails. Other properties of the lines are kept.
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

function matchLine(original: string, expression: RegExp): Result | null {
  const { text, toOriginal } = composeWithOffsets(original);
  let first: number | null = null;
  const ranges: Range[] = [];
  expression.lastIndex = 0;
  try {
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      first ??= toOriginal(match.index);
      const end = match.index + match[0].length;
      if (end > match.index) ranges.push({ start: toOriginal(match.index), end: toOriginal(end) });
      // Skips a whole code point. From within one, exec() would find the same match again.
      else expression.lastIndex = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    }
  } catch (error) {
    if (isLimit(error)) return { problem: 'pattern takes too much memory' };
    throw error;
  }
  if (first === null) return null;
  const pairs = original.slice(0, first).match(/[\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  return { column: first + 1 - pairs, ranges };
}
