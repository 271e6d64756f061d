import type { Safe } from '../text/sanitize.ts';
import type { Row } from '../text/span.ts';

export type Alignment = 'left' | 'center' | 'right';

/** An item of a list. `checked` is null if the item is not a task. `continues` is as in {@link Block}. */
export type Item = {
  readonly checked: boolean | null;
  readonly blocks: readonly Block[];
  readonly line: number;
  readonly continues: boolean;
};

/** A row of a table's body, and its line of the content. */
export type TableRow = { readonly cells: readonly Row[]; readonly line: number };

/**
 * A block of a post, independent of any width. `line` is the line of the content, from 1, at which the block begins; for
 * code, at which its text begins. `continues`: the block is the rest of one that began in an earlier chunk.
 */
export type Block = { readonly line: number; readonly continues?: boolean } & (
  | { readonly kind: 'haiku'; readonly lines: readonly Row[] }
  | { readonly kind: 'heading'; readonly level: number; readonly spans: Row }
  | { readonly kind: 'title'; readonly spans: Row }
  /** `keepsLines`: each line of verse is a line of the content. */
  | { readonly kind: 'paragraph'; readonly spans: Row; readonly keepsLines?: boolean }
  /** The title of the quote that it begins, or a term that definitions follow. */
  | { readonly kind: 'caption'; readonly spans: Row }
  | { readonly kind: 'code'; readonly spans: Row }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'definition'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly tight: boolean; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly alignments: readonly Alignment[];
      readonly head: readonly Row[];
      readonly rows: readonly TableRow[];
    }
  | { readonly kind: 'note'; readonly label: Safe; readonly blocks: readonly Block[] }
  | { readonly kind: 'rule' }
);
