import type { Span } from './line.ts';
import type { Safe } from './sanitize.ts';

/** How a table's column is set. */
export type Alignment = 'left' | 'center' | 'right';

/** An item of a list. `checked` is null where the item is no task. */
export type Item = { readonly checked: boolean | null; readonly blocks: readonly Block[] };

/** A post's body as a tree. Its texts are safe, and carry their styles; nothing in it knows a width. */
export type Block =
  | { readonly kind: 'haiku'; readonly lines: readonly Safe[] }
  | { readonly kind: 'title'; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly spans: readonly Span[] }
  | { readonly kind: 'html'; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly tight: boolean; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly alignments: readonly Alignment[];
      /** The first row is the head. It is shown unless the table was begun before. */
      readonly hasHead: boolean;
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly kind: 'note'; readonly label: Safe; readonly blocks: readonly Block[] }
  | { readonly kind: 'rule' };
