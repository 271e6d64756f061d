import { blanks, joinSafe, type Safe, safe, splitSafe } from './sanitize.ts';
import type { Row } from './span.ts';
import { width } from './width.ts';

/** Replaces the tabs of lines by spaces up to the next stop of 4 columns, as CommonMark does. */
export function expandTabs(text: Safe): Safe {
  if (!text.includes('\t')) return text;
  const lines = splitSafe(text, '\n').flatMap(line => expand([line], 4));
  return joinSafe(lines.map((line, index) => (index === 0 ? line : safe`\n${line}`)));
}

/** Replaces the tabs of a row by spaces up to the next stop of 8 columns, as a terminal does. */
export function expandRowTabs(row: Row): Row {
  if (!row.some(span => span.text.includes('\t'))) return row;
  const texts = row.map(span => span.text);
  return expand(texts, 8).map((text, index) => ({ styles: [], ...row[index], text }));
}

function expand(texts: readonly Safe[], stop: number): readonly Safe[] {
  let column = 0;
  const expandPart = (part: Safe): Safe => {
    const text = part === '\t' ? blanks(stop - (column % stop)) : part;
    column += width(text);
    return text;
  };
  return texts.map(text => joinSafe(splitSafe(text, /(\t)/).map(expandPart)));
}
