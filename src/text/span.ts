import { joinSafe, type Safe, splitSafe } from './sanitize.ts';

/** The role of a piece of text. A theme defines how it looks. */
export type StyleName =
  | 'accent' // the `$`, the cursor, the mark of the selected row
  | 'selected' // the first style of each span of a selected row
  | 'haiku'
  | 'slash'
  | 'title'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'heading5'
  | 'heading6'
  | 'emphasis'
  | 'strong'
  | 'struck'
  | 'mark' // highlighted by the author
  | 'code' // in a line of text
  | 'link'
  | 'note' // a footnote reference
  | 'quote' // the bar beside a quote
  | 'callout' // its title
  | 'match'
  | 'found' // the current match
  | 'dim'
  | 'rule' // a line below, beside or between text
  | 'margin' // the blanks beside a post
  | 'cut' // the mark where a row of code is cut
  | 'gutter' // the number of a line, which is not part of it
  | 'error'
  // Of highlighted code:
  | 'comment'
  | 'keyword'
  | 'string'
  | 'number'
  | 'name'
  | 'added'
  | 'removed';

/**
 * A run of text with one look. Later styles override earlier ones. `href` makes it a hyperlink: printable ASCII, with a
 * scheme that is safe to open. `matchIndex` is the number of its match, from 0 in each chunk; then the last style is
 * `match`. A match that is scrolled out of code is empty, and `column` says where it is in the code. `theme` names another
 * theme than that of the screen.
 */
export type Span = {
  readonly text: Safe;
  readonly styles: readonly StyleName[];
  readonly href?: Safe;
  readonly matchIndex?: number;
  readonly column?: number;
  readonly theme?: string;
};

/** The spans of one row of the screen, left to right. */
export type Row = readonly Span[];

/**
 * A row of a document. `block` is the number of its block in the chunk, so that a position survives a change of width.
 * `source` is the line of the post's content, from 1, at which its innermost block begins. For a row of code, HTML or a
 * table it is the row's own line. It is 0 for text that is not of a post.
 */
export type Line = { readonly spans: Row; readonly block: number; readonly source: number };

/** A row whose block has no number yet. */
export type LaidOutRow = Omit<Line, 'block'>;

export const rowsAtLine = (source: number, rows: readonly Row[]): readonly LaidOutRow[] =>
  rows.map(spans => ({ spans, source }));

/** Whether a span is drawn beside text, and is not a part of it. */
const isDrawn = ({ styles }: Span): boolean => DRAWN.some(style => style === styles[0]);
const DRAWN: readonly StyleName[] = ['rule', 'quote', 'margin', 'gutter'];

/** Returns spans without bars, rules, line numbers and the margin. */
export const withoutDrawing = (spans: Row): Row => spans.filter(span => !isDrawn(span));

export const textOf = (spans: readonly Span[]): Safe => joinSafe(spans.map(span => span.text));

/** Splits spans at newlines. */
export function toLines(spans: Row): readonly Row[] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    const [first, ...rest] = span.text.includes('\n') ? splitSafe(span.text, '\n') : [span.text];
    if (first) lines.at(-1)?.push(first === span.text ? span : { ...span, text: first });
    for (const text of rest) lines.push(text === '' ? [] : [{ ...span, text }]);
  }
  return lines;
}
