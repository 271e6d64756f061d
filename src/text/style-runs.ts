import { joinSafe, type Safe, sliceSafe } from './sanitize.ts';
import type { Span, StyleName } from './span.ts';

/** Neighboring spans that differ only in their matches, and their joined text. */
export type StyleRun = { readonly text: Safe; readonly spans: readonly Span[] };

/**
 * Groups spans into runs. Text is wrapped by runs, so that a match within a word changes no line break.
 *
 *   'a ', 'ro' match, 'll' match 2, 'back' strong → 'a roll' of three spans, 'back' of one
 */
export function toStyleRuns(spans: readonly Span[]): readonly StyleRun[] {
  const runs: Span[][] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.href === span.href && isEqual(withoutMatch(last), withoutMatch(span))) run.push(span);
    else runs.push([span]);
  }
  // The texts of a run are joined once, because a paragraph has a span for each line break.
  return runs.map(run => ({ text: joinSafe(run.map(({ text }) => text)), spans: run }));
}

/** Returns a function that returns the next `length` characters of the spans, as spans. */
export function createSpanReader(spans: readonly Span[]): (length: number) => Span[] {
  let index = 0;
  let from = 0; // in the span at `index`
  return length => {
    const taken: Span[] = [];
    for (let left = length; left > 0 && index < spans.length; ) {
      const span = spans[index] as Span;
      const text = sliceSafe(span.text, from, from + left);
      if (text !== '') taken.push({ ...span, text });
      left -= text.length;
      from += text.length;
      if (from === span.text.length) [index, from] = [index + 1, 0];
    }
    return taken;
  };
}

/** Appends spans to a row. Neighbors with the same look and match are merged. */
export function appendSpans(row: Span[], spans: readonly Span[]): void {
  for (const span of spans) {
    const last = row.at(-1);
    if (last && last.matchIndex === span.matchIndex && last.href === span.href && isEqual(last.styles, span.styles))
      row[row.length - 1] = { ...last, text: joinSafe([last.text, span.text]) };
    else row.push(span);
  }
}

const withoutMatch = ({ styles, matchIndex }: Span): readonly StyleName[] =>
  matchIndex === undefined ? styles : styles.slice(0, -1);

const isEqual = (a: readonly StyleName[], b: readonly StyleName[]): boolean =>
  a === b || (a.length === b.length && a.every((style, index) => style === b[index]));
