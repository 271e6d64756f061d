import { Text, Transform } from 'ink';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';

export type RowsProps = { readonly rows: readonly Row[]; readonly paint: Paint };

/**
 * Draws rows that are laid out already, as one block. Ink measures, wraps and caches every text, which takes longer than
 * drawing it; so it gets blank rows, and their text when it writes them. No row may be wider than the screen.
 */
export function Rows({ rows, paint }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <Transform transform={(_, index) => paint(rows[index] ?? [])}>
      <Text>{' \n'.repeat(rows.length).slice(0, -1)}</Text>
    </Transform>
  );
}
