import { Box } from 'ink';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';
import { Rows } from './Rows.tsx';

type Props = { readonly row: Row; readonly paint: Paint };

/**
 * The bottom row. On the left it says what the keys do, or has a message; on the right it says where one is. While a
 * search is typed, it is the input.
 */
export function StatusBar({ row, paint }: Props) {
  return (
    // A body that is too high gives way.
    <Box flexShrink={0}>
      <Rows rows={[row]} paint={paint} />
    </Box>
  );
}
