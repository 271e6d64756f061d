import type { Span } from './line.ts';
import { own, type Safe } from './sanitize.ts';
import { width } from './width.ts';

/** A text of lines with blanks for tabs: stops every four columns, as CommonMark has them. */
export function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  const expand = (line: string): string =>
    line.split('\t').reduce((before, after) => before + own(' '.repeat(4 - (before.length % 4))) + after);
  return text.split('\n').map(expand).join('\n') as Safe;
}

/** A row with blanks for tabs: stops every eight columns, as a terminal has them. */
export function withoutTabs(spans: readonly Span[]): readonly Span[] {
  if (!spans.some(span => span.text.includes('\t'))) return spans;
  let column = 0;
  return spans.map(span => {
    const parts = span.text.split(/(\t)/).map(part => {
      const shown = part === '\t' ? ' '.repeat(8 - (column % 8)) : part;
      column += width(shown);
      return shown;
    });
    return { ...span, text: parts.join('') as Safe };
  });
}
