import { Box, Text } from 'ink';
import { trusted } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';

/** What stands before the rows of a list: the mark of the selected one, or as much air. */
export const indicator =
  (paint: Paint) =>
  ({ isSelected }: { readonly isSelected?: boolean }) => (
    // As wide as it is, however long the row.
    <Box flexShrink={0}>
      <Text>{isSelected ? paint([{ text: trusted('❯ '), styles: ['accent'] }]) : '  '}</Text>
    </Box>
  );

/** A row of a list, on one row of the screen. */
export const Row = ({ isSelected, label }: { readonly isSelected?: boolean; readonly label: string }) => (
  <Text bold={isSelected ?? false} wrap="truncate">
    {label}
  </Text>
);
