import { joinSafe, type Safe, sliceSafe } from './sanitize.ts';
import type { Span, StyleName } from './span.ts';

/** Neighbours that look alike but for their marks, and their texts as one. */
export type StyleRun = { readonly text: Safe; readonly spans: readonly Span[] };

/**
 * Spans as runs. What breaks a text looks at runs, so that a mark in the midst of a word changes no break.
 *
 *   'a ', 'ro' match, 'll' match 2, 'back' strong → 'a roll' of three spans, 'back' of one
 */
export function toStyleRuns(spans: readonly Span[]): readonly StyleRun[] {
  const runs: { text: Safe; spans: Span[] }[] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    const last = run?.spans.at(-1);
    if (run && last && last.href === span.href && same(unmarked(last), unmarked(span))) {
      run.text = joinSafe([run.text, span.text]);
      if (last.matchIndex === span.matchIndex) run.spans[run.spans.length - 1] = joined(last, span);
      else run.spans.push(span);
    } else runs.push({ text: span.text, spans: [span] });
  }
  return runs;
}

/** Returns a function that takes the next characters of the spans, as many as its argument says, as spans. */
export function createSpanReader(spans: readonly Span[]): (length: number) => Span[] {
  let next = 0;
  let from = 0; // in the next span
  return length => {
    const taken: Span[] = [];
    for (let left = length; left > 0 && next < spans.length; ) {
      const span = spans[next] as Span;
      const text = sliceSafe(span.text, from, from + left);
      if (text !== '') taken.push({ ...span, text });
      left -= text.length;
      from += text.length;
      if (from === span.text.length) [next, from] = [next + 1, 0];
    }
    return taken;
  };
}

/**
 * Puts spans after others. One that looks as the last does, and has its mark, is joined to it, so that a row is a few
 * spans and not one a word.
 */
export function appendSpans(row: Span[], more: readonly Span[]): void {
  for (const span of more) {
    const last = row.at(-1);
    if (last && last.matchIndex === span.matchIndex && last.href === span.href && same(last.styles, span.styles))
      row[row.length - 1] = joined(last, span);
    else row.push(span);
  }
}

const joined = (a: Span, b: Span): Span => ({ ...a, text: joinSafe([a.text, b.text]) });

/** A span's styles without the one that its mark has put there. */
const unmarked = ({ styles, matchIndex }: Span): readonly StyleName[] =>
  matchIndex === undefined ? styles : styles.slice(0, -1);

const same = (a: readonly StyleName[], b: readonly StyleName[]): boolean =>
  a === b || (a.length === b.length && a.every((style, index) => style === b[index]));
