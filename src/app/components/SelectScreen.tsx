import type { Dispatch } from 'react';
import type { Paint } from '../../theme/paint.ts';
import type { Action } from '../state/actions.ts';
import type { SelectMode, State } from '../state/state.ts';
import { selectView } from '../view/select.ts';
import { Rows } from './Rows.tsx';
import { Screen } from './Screen.tsx';
import { SelectMenu } from './SelectMenu.tsx';

type Props = {
  readonly state: State;
  readonly mode: SelectMode;
  readonly paint: Paint;
  readonly dispatch: Dispatch<Action>;
};

/** A modal list: its title, the menu, and the position in it. */
export function SelectScreen({ state, mode, paint, dispatch }: Props) {
  const { title, menuRows, bar } = selectView(state, mode);
  return (
    <Screen size={state.size} cursor={null} bar={bar} paint={paint}>
      {title && <Rows rows={[title]} paint={paint} />}
      <SelectMenu
        labels={mode.items.map(({ label }) => label)}
        initialIndex={mode.selected}
        limit={menuRows}
        paint={paint}
        onSelect={index => dispatch({ kind: 'choose', index })}
        onHighlight={index => dispatch({ kind: 'highlight', index })}
      />
    </Screen>
  );
}
