import { compilePattern, type GrepPattern } from '../../search/regex.ts';
import { withRegexTimeout } from '../../search/regex-timeout.ts';
import { cutRow } from '../../text/fit-row.ts';
import { composeWithOffsets } from '../../text/nfc.ts';
import { sanitize, trusted } from '../../text/sanitize.ts';
import type { Row, Span, StyleName } from '../../text/span.ts';
import { spansWidth, width } from '../../text/width.ts';
import { memoizeWeak } from '../../util/functions.ts';

/** Returns the compiled expression of a pattern: always the same object, because layouts and timeouts are cached by it. */
export const patternFor: (pattern: GrepPattern) => RegExp | null = memoizeWeak(pattern => {
  const expression = compilePattern(pattern);
  return 'problem' in expression ? null : expression.line;
});

type Match = { readonly from: number; readonly to: number };

export function matchesIn(original: string, expression: RegExp | null): readonly Match[] {
  if (expression === null) return [];
  expression.lastIndex = 0; // matchAll starts at lastIndex
  const { text, toOriginal } = composeWithOffsets(original);
  const all = (): readonly Match[] =>
    Array.from(text.matchAll(expression), ({ index, 0: { length } }) => ({
      from: toOriginal(index),
      to: toOriginal(index + length),
    }));
  return withRegexTimeout(expression, all, []).filter(({ from, to }) => to > from);
}

/** Returns a line, cut around its first match. */
export function excerptRow(
  line: string,
  expressions: readonly RegExp[],
  lead: Row,
  styles: readonly StyleName[],
  columns: number,
): Row {
  const text = line.trim();
  const matches = expressions.flatMap(expression => matchesIn(text, expression)).sort((a, b) => a.from - b.from);
  const start = startOfExcerpt(text, matches[0], columns - spansWidth(lead) - 2);
  const before: Row = start > 0 ? [{ text: trusted('… '), styles: ['dim'] }] : [];
  const spans = highlight(text.slice(0, start + 4 * columns), matches, styles, start);
  return truncateRow(lead, [...before, ...spans], columns);
}

/** Returns the start of a word about a third of the columns before the first match. 0 if the match fits without a cut. */
function startOfExcerpt(text: string, match: Match | undefined, room: number): number {
  if (!match || width(text.slice(0, match.to)) <= room) return 0;
  const near = Math.max(0, match.from - Math.floor(room / 3));
  return text.lastIndexOf(' ', near) + 1 || near;
}

export function highlight(text: string, matches: readonly Match[], base: readonly StyleName[], start = 0): Row {
  const spans: Span[] = [];
  let at = start;
  const add = (to: number, styles: readonly StyleName[]): void => {
    const piece = text.slice(at, to);
    if (piece !== '') spans.push({ text: sanitize(piece, 'name'), styles });
    at = Math.max(at, to);
  };
  for (const { from, to } of matches) {
    add(from, base);
    add(to, [...base, 'match']);
  }
  add(text.length, base);
  return spans;
}

export function truncateRow(before: Row, spans: Row, columns: number): Row {
  const lead = spansWidth(before) < columns ? before : [];
  return [...lead, ...cutRow(spans, columns - spansWidth(lead))];
}
