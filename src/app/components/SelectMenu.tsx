import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { useMemo } from 'react';
import { type Safe, safe, trusted } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';
import { Rows } from './Rows.tsx';

type Props = {
  readonly labels: readonly Safe[];
  readonly initialIndex?: number;
  readonly limit: number;
  readonly paint: Paint;
  readonly onSelect: (index: number) => void;
  readonly onHighlight?: (index: number) => void;
};

/**
 * A list to choose from. It handles its own keys. A digit chooses the row with that number on the screen. The values of the
 * items are their indexes.
 */
export function SelectMenu({ labels, initialIndex = 0, limit, paint, onSelect, onHighlight }: Props) {
  const items = labels.map((label, index) => ({ key: String(index), label, value: index }));
  const indicatorComponent = useMemo(() => createIndicator(paint), [paint]);
  const numbers = Array.from({ length: Math.max(0, Math.min(9, limit, labels.length)) }, (_, at) => [
    { text: safe`${at + 1}`, styles: ['dim' as const] },
  ]);
  return (
    <Box>
      <SelectInput
        // SelectInput loses a selection that a smaller limit hides. Another key creates a new one.
        key={limit}
        items={items}
        initialIndex={initialIndex}
        limit={limit}
        onSelect={({ value }) => onSelect(value)}
        onHighlight={({ value }) => onHighlight?.(value)}
        indicatorComponent={indicatorComponent}
        itemComponent={Item}
      />
      {/* Drawn over the blanks of the items, because SelectInput passes no row number to an item. */}
      <Box position="absolute" marginLeft={2}>
        <Rows rows={numbers} paint={paint} />
      </Box>
    </Box>
  );
}

const createIndicator =
  (paint: Paint) =>
  ({ isSelected }: { readonly isSelected?: boolean }) => (
    // A long label must not shrink it.
    <Box flexShrink={0}>
      <Text>{isSelected ? paint([{ text: trusted('❯ '), styles: ['accent'] }]) : '  '}</Text>
    </Box>
  );

const Item = ({ isSelected, label }: { readonly isSelected?: boolean; readonly label: string }) => (
  <Text bold={isSelected ?? false} wrap="truncate">
    {`  ${label}`}
  </Text>
);
