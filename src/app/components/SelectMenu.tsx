import SelectInput from 'ink-select-input';
import { useMemo, useState } from 'react';
import { textSpan } from '../../commands/output.ts';
import { type Safe, safe } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';
import { truncateRow } from '../view/excerpt.ts';
import { MARKER, NO_MARKER, withBar } from '../view/menu.ts';
import { Rows } from './Rows.tsx';

/** `target`: where a link leads. */
type MenuItem = { readonly label: Safe; readonly target?: Safe };

type Props = {
  readonly items: readonly MenuItem[];
  readonly initialIndex?: number;
  readonly columns: number;
  readonly limit: number;
  readonly paint: Paint;
  readonly onSelect: (index: number) => void;
  readonly onHighlight?: (index: number) => void;
};

/**
 * A list to choose from. It handles its own keys. A digit chooses the row with that number on the screen. The values of the
 * items are their indexes. SelectInput loses a selection that a smaller limit hides, so another limit needs another key.
 */
export function SelectMenu({ items, initialIndex = 0, columns, limit, paint, onSelect, onHighlight }: Props) {
  const shown = Math.min(limit, items.length);
  const [selected, setSelected] = useState({ index: initialIndex, row: Math.min(initialIndex, shown - 1) });
  const options = items.map(({ label, target }, index) => {
    const row = (index - selected.index + selected.row + items.length) % items.length;
    return { key: String(index), label, target, number: row < Math.min(9, shown) ? row + 1 : null, value: index };
  });
  const Item = useMemo(() => createItem(paint, columns), [paint, columns]);
  const highlight = (index: number): void => {
    setSelected(last => ({ index, row: nextRow(last, index, items.length, shown) }));
    onHighlight?.(index);
  };
  return (
    <SelectInput
      items={options}
      initialIndex={initialIndex}
      limit={limit}
      onSelect={({ value }) => onSelect(value)}
      onHighlight={({ value }) => highlight(value)}
      indicatorComponent={NoIndicator}
      itemComponent={Item}
    />
  );
}

/** Returns the row of the next selected item. SelectInput, which does not tell it, moves its items only at its ends. */
function nextRow(
  { index, row }: { readonly index: number; readonly row: number },
  next: number,
  count: number,
  shown: number,
): number {
  if (shown === count) return next;
  return next === (index + 1) % count ? Math.min(shown - 1, row + 1) : Math.max(0, row - 1);
}

const NoIndicator = () => null;

/** SelectInput passes all fields of an item. */
type ItemProps = {
  readonly isSelected?: boolean;
  readonly label: string;
  readonly target?: Safe;
  readonly number?: number | null;
};

const createItem =
  (paint: Paint, columns: number) =>
  ({ isSelected, label, target, number = null }: ItemProps) => {
    const start: Row = number === null ? [NO_MARKER] : [{ text: safe`${number}`, styles: ['dim'] }, textSpan(' ')];
    const spans: Row = [...start, textSpan(label), textSpan(target ? `  ${target}` : '', 'dim')];
    const row = truncateRow([isSelected ? MARKER : NO_MARKER], spans, columns);
    return <Rows rows={[withBar(row, columns)]} paint={paint} />;
  };
