import { Box } from 'ink';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';
import { Rows } from './Rows.tsx';

type Props = { readonly row: Row; readonly paint: Paint };

/**
 * The bottom row: on the left the keys or a message, on the right the position. While a search is typed, it shows the
 * search line.
 */
export function StatusBar({ row, paint }: Props) {
  return (
    // If the body is too high, the body shrinks, not the bar.
    <Box flexShrink={0}>
      <Rows rows={[row]} paint={paint} />
    </Box>
  );
}
