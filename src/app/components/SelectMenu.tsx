import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { useMemo } from 'react';
import { type Safe, trusted } from '../../text/sanitize.ts';
import type { Paint } from '../../theme/paint.ts';

type Props = {
  readonly labels: readonly Safe[];
  readonly initialIndex?: number;
  readonly limit: number;
  readonly paint: Paint;
  readonly onSelect: (index: number) => void;
  readonly onHighlight?: (index: number) => void;
};

/** A list to choose from, which handles its own keys. The items' values are their indexes. */
export function SelectMenu({ labels, initialIndex = 0, limit, paint, onSelect, onHighlight }: Props) {
  const items = labels.map((label, index) => ({ key: String(index), label, value: index }));
  const indicatorComponent = useMemo(() => createIndicator(paint), [paint]);
  return (
    <SelectInput
      // SelectInput takes a selection below a smaller limit for none: another limit makes it anew.
      key={limit}
      items={items}
      initialIndex={initialIndex}
      limit={limit}
      onSelect={({ value }) => onSelect(value)}
      onHighlight={({ value }) => onHighlight?.(value)}
      indicatorComponent={indicatorComponent}
      itemComponent={Item}
    />
  );
}

const createIndicator =
  (paint: Paint) =>
  ({ isSelected }: { readonly isSelected?: boolean }) => (
    // Keeps its width beside a long label.
    <Box flexShrink={0}>
      <Text>{isSelected ? paint([{ text: trusted('❯ '), styles: ['accent'] }]) : '  '}</Text>
    </Box>
  );

const Item = ({ isSelected, label }: { readonly isSelected?: boolean; readonly label: string }) => (
  <Text bold={isSelected ?? false} wrap="truncate">
    {label}
  </Text>
);
