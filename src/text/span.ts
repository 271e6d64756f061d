import { joinSafe, type Safe, splitSafe } from './sanitize.ts';

/** The role of a piece of text. A theme gives it a look. */
export type StyleName =
  | 'accent' // the `$`, the cursor, the selected row
  | 'haiku'
  | 'slash'
  | 'title'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4' // and 5 and 6
  | 'emphasis'
  | 'strong'
  | 'struck'
  | 'mark' // highlighted by the author
  | 'code'
  | 'link'
  | 'note' // a footnote reference
  | 'quote'
  | 'match'
  | 'found' // the current match
  | 'dim'
  | 'cut' // the mark where a row of code is cut
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
 * A run of text with one look. Later styles override earlier ones. `href` makes it a hyperlink where the terminal has
 * them: printable ASCII, with a scheme that is safe to open. `matchIndex` is the number of its match, from 0 within its
 * chunk; the last style is then `match`.
 */
export type Span = {
  readonly text: Safe;
  readonly styles: readonly StyleName[];
  readonly href?: Safe;
  readonly matchIndex?: number;
};

/** The spans of one row of the screen, left to right. */
export type Row = readonly Span[];

/**
 * A row of a document. `block` is the number of its block in the chunk, so that a position survives a change of width.
 * `source` is the line of the post's content, from 1, at which its innermost block begins, or its own line if it is a
 * row of code, HTML or a table; 0 for text that is not of a post. Lines end at LF, CRLF or CR (CommonMark 2.1).
 */
export type Line = { readonly spans: Row; readonly block: number; readonly source: number };

/** A row whose block has no number yet. */
export type LaidOutRow = Omit<Line, 'block'>;

export const rowsAtLine = (source: number, rows: readonly Row[]): readonly LaidOutRow[] =>
  rows.map(spans => ({ spans, source }));

export const textOf = (spans: readonly Span[]): Safe => joinSafe(spans.map(span => span.text));

/** Splits spans at newlines. */
export function toLines(spans: Row): readonly Row[] {
  const lines: Span[][] = [[]];
  for (const span of spans)
    for (const [index, text] of splitSafe(span.text, '\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...span, text });
    }
  return lines;
}
