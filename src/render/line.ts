import type { Safe } from './sanitize.ts';

/** What a piece of text is; a theme says how that looks. */
export type StyleName =
  | 'accent' // what is alive: the `$`, the cursor, the selected row
  | 'haiku'
  | 'slash'
  | 'title'
  | 'heading'
  | 'emphasis'
  | 'strong'
  | 'struck'
  | 'code'
  | 'link'
  | 'quote'
  | 'match'
  | 'dim'
  | 'error';

/** A run of text that looks one way. Styles later in the list win over earlier ones. */
export type Span = { readonly text: Safe; readonly styles: readonly StyleName[] };

/** One row of a surface. `block` counts the blocks of its post, so that a place survives a change of width. */
export type Line = { readonly spans: readonly Span[]; readonly block: number };

/** A line's text, without its styles. */
export const textOf = (spans: readonly Span[]): string => spans.map(span => span.text).join('');
