import { blanks, joinSafe, type Safe, safe, splitSafe } from './sanitize.ts';
import type { Span } from './span.ts';
import { width } from './width.ts';

/** A text of lines with blanks for tabs: stops every four columns, as CommonMark has them. */
export function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  const lines = splitSafe(text, '\n').flatMap(line => untabbed([line], 4));
  return joinSafe(lines.map((line, index) => (index === 0 ? line : safe`\n${line}`)));
}

/** A row with blanks for tabs: stops every eight columns, as a terminal has them. */
export function expandRowTabs(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(span => span.text.includes('\t'))) return spans;
  const texts = untabbed(spans.map(span => span.text), 8); // biome-ignore format: one thought
  return spans.map((span, index) => ({ ...span, text: texts[index] ?? span.text }));
}

/** The texts of a row with blanks for tabs, of which one goes to the next column that `stop` divides. */
function untabbed(texts: readonly Safe[], stop: number): readonly Safe[] {
  let column = 0;
  const shown = (part: Safe): Safe => {
    const text = part === '\t' ? blanks(stop - (column % stop)) : part;
    column += width(text);
    return text;
  };
  return texts.map(text => joinSafe(splitSafe(text, /(\t)/).map(shown)));
}
