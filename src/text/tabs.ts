import type { Safe } from './sanitize.ts';
import type { Span } from './span.ts';
import { width } from './width.ts';

/** A text of lines with blanks for tabs: stops every four columns, as CommonMark has them. */
export function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  return text.split('\n').flatMap(line => untabbed([line], 4)).join('\n') as Safe; // biome-ignore format: one thought
}

/** A row with blanks for tabs: stops every eight columns, as a terminal has them. */
export function expandRowTabs(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(span => span.text.includes('\t'))) return spans;
  const texts = untabbed(spans.map(span => span.text), 8); // biome-ignore format: one thought
  return spans.map((span, index) => ({ ...span, text: texts[index] as Safe }));
}

/** The texts of a row with blanks for tabs, of which one goes to the next column that `stop` divides. */
function untabbed(texts: readonly string[], stop: number): readonly string[] {
  let column = 0;
  const shown = (part: string): string => {
    const text = part === '\t' ? ' '.repeat(stop - (column % stop)) : part;
    column += width(text);
    return text;
  };
  return texts.map(text => text.split(/(\t)/).map(shown).join(''));
}
