import SelectInput from 'ink-select-input';
import type { Paint } from '../../theme/paint.ts';
import type { SelectMode } from '../state/state.ts';
import { indicator, Row } from './menu-parts.tsx';

type Props = {
  readonly mode: SelectMode;
  readonly paint: Paint;
  /** Rows that there are for it. */
  readonly room: number;
};

/**
 * A list to choose from. Keys are the session's, because one may be struck before the list is there: it has none of its
 * own, and is a new one for each row that is selected, which it begins at.
 */
export function SelectMenu({ mode: { items, selected }, paint, room }: Props) {
  return (
    <SelectInput
      key={selected}
      isFocused={false}
      items={items.map(({ label }, index) => ({ key: String(index), label, value: index }))}
      initialIndex={selected}
      limit={room}
      indicatorComponent={indicator(paint)}
      itemComponent={Row}
    />
  );
}
