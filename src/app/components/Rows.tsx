import { Text, Transform } from 'ink';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';

export type RowsProps = { readonly rows: readonly Row[]; readonly paint: Paint };

/**
 * Draws rows that are already laid out. Ink measures, wraps and caches every text, which takes longer than drawing it.
 * So Ink lays out blank rows, and `Transform` inserts the text when Ink writes them. No row may be wider than the screen.
 */
export function Rows({ rows, paint }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <Transform transform={(_, index) => paint(rows[index] ?? [])}>
      <Text>{' \n'.repeat(rows.length).slice(0, -1)}</Text>
    </Transform>
  );
}
