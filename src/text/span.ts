import { joinSafe, type Safe } from './sanitize.ts';

/** What a piece of text is; a theme says how that looks. */
export type StyleName =
  | 'accent' // what is alive: the `$`, the cursor, the selected row
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
  | 'code'
  | 'link'
  | 'note' // a footnote's mark
  | 'quote'
  | 'match'
  | 'found' // the match that the reader is at
  | 'dim'
  | 'cut' // the mark where a row of code goes on
  | 'error'
  // In code, by what its language says of it:
  | 'comment'
  | 'keyword'
  | 'string'
  | 'number'
  | 'name'
  | 'added'
  | 'removed';

/**
 * A run of text that looks one way. Styles later in the list win over earlier ones. `href` makes it a live link, on a
 * terminal that has them: an address of printable ASCII, of a scheme that is safe to open. `mark` is the number of the
 * match that it is part of, from 0 within its stretch; its last style is then `match`.
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
 * One row of a surface. `block` counts the blocks of its text, so that a place survives a change of width. `source` is
 * the line of the post's content, from 1, at which its block begins, the innermost; of a row of code, HTML or a table
 * its own line; 0 where there is none, as of a command line. Lines end where CommonMark ends them: at LF, CRLF or CR.
 */
export type Line = { readonly spans: readonly Span[]; readonly block: number; readonly source: number };

/** A row whose blocks are not counted yet. */
export type LaidOutRow = Omit<Line, 'block'>;

/** Rows of a block that begins at a line of the source. */
export const rowsAtLine = (source: number, rows: readonly (readonly Span[])[]): readonly LaidOutRow[] =>
  rows.map(spans => ({ spans, source }));

/** A line's text, without its styles. */
export const textOf = (spans: readonly Span[]): Safe => joinSafe(spans.map(span => span.text));
