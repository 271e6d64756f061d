import type { Safe } from '../text/sanitize.ts';
import type { Row } from '../text/span.ts';

export type Alignment = 'left' | 'center' | 'right';

/** An item of a list. `checked` is null if the item is not a task. `continues`: see {@link Block}. */
export type Item = {
  readonly checked: boolean | null;
  readonly blocks: readonly Block[];
  readonly line: number;
  readonly continues: boolean;
};

/** A row of a table's body, and the line of the content at which it begins. */
export type TableRow = { readonly cells: readonly Row[]; readonly line: number };

/**
 * A block of a post, independent of any width. `line`: the line of the content, from 1, at which the block begins, or for
 * code its text. `continues`: the block is the rest of a block that began in an earlier chunk.
 */
export type Block = { readonly line: number; readonly continues?: boolean } & (
  | { readonly kind: 'haiku'; readonly lines: readonly Row[] }
  | { readonly kind: 'heading'; readonly level: number; readonly spans: Row }
  | { readonly kind: 'title'; readonly spans: Row }
  /** What the front matter says of the post, below its title. */
  | { readonly kind: 'details'; readonly spans: Row }
  /** `keepsLines`: the paragraph is verse, and keeps the lines of the content. */
  | { readonly kind: 'paragraph'; readonly spans: Row; readonly keepsLines?: boolean }
  /** The title at the top of a quote, or a term above its definitions. */
  | { readonly kind: 'caption'; readonly spans: Row }
  /** `label`: the language, and the title or the name of the file. */
  | { readonly kind: 'code'; readonly spans: Row; readonly label: Safe | null }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'definition'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly tight: boolean; readonly items: readonly Item[] }
  /** `widths`: of a table in several chunks, the widths of all its columns, so that the chunks look like one table. */
  | {
      readonly kind: 'table';
      readonly widths?: readonly number[];
      readonly alignments: readonly Alignment[];
      readonly head: readonly Row[];
      readonly rows: readonly TableRow[];
    }
  | { readonly kind: 'note'; readonly label: Safe; readonly blocks: readonly Block[] }
  | { readonly kind: 'rule' }
);
