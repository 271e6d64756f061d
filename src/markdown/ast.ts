import { type Safe, sliceSafe } from '../text/sanitize.ts';
import type { Span } from '../text/span.ts';

/** How a table's column is set. */
export type Alignment = 'left' | 'center' | 'right';

/** An item of a list, and the line at which it begins. `checked` is null where the item is no task. */
export type Item = { readonly checked: boolean | null; readonly blocks: readonly Block[]; readonly line: number };

/**
 * A post's body as a tree. Its texts are safe, and carry their styles; nothing in it knows a width. `line` is the line
 * of the content, from 1, at which a block begins; of code and HTML the one at which its text does.
 */
export type Block = { readonly line: number } & (
  | { readonly kind: 'haiku'; readonly lines: readonly (readonly Span[])[] }
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
  | { readonly kind: 'rule' }
);

/**
 * A tree that goes on with the last block of another: a list that was cut counts on, from `ordinal` where it is
 * numbered; a table does not say again what its columns are, nor HTML the line that opens it, which `hasHead`.
 */
export function asContinuation(tree: readonly Block[], ordinal: number | null, hasHead: boolean): readonly Block[] {
  const [first, ...rest] = tree;
  if (first?.kind === 'html' && hasHead) return [...belowFirstLine(first), ...rest];
  if (first?.kind === 'list' && first.start !== null) return [{ ...first, start: ordinal ?? first.start }, ...rest];
  return first?.kind === 'table' ? [{ ...first, hasHead: false }, ...rest] : tree;
}

function belowFirstLine(html: Extract<Block, { kind: 'html' }>): readonly Block[] {
  const [span, ...others] = html.spans;
  const end = span?.text.indexOf('\n') ?? -1;
  if (!span || end === -1) return [];
  return [{ ...html, spans: [{ ...span, text: sliceSafe(span.text, end + 1) }, ...others], line: html.line + 1 }];
}
