import type { Dispatch } from 'react';
import type { Paint } from '../../theme/paint.ts';
import type { Action } from '../state/actions.ts';
import type { SelectMode, State } from '../state/state.ts';
import { selectView } from '../view/frame.ts';
import { Rows } from './Rows.tsx';
import { Screen } from './Screen.tsx';
import { SelectMenu } from './SelectMenu.tsx';

type Props = {
  readonly state: State;
  readonly mode: SelectMode;
  readonly paint: Paint;
  readonly dispatch: Dispatch<Action>;
};

/** A list of headings, links or posts, below its title. */
export function ListScreen({ state, mode, paint, dispatch }: Props) {
  const { columns, rows } = state.size;
  const view = selectView(state, mode);
  const limit = rows - view.body.length - (view.bar ? 1 : 0);
  return (
    <Screen view={view} size={state.size} paint={paint}>
      <Rows rows={view.body} paint={paint} />
      <SelectMenu
        key={limit}
        items={mode.items}
        initialIndex={mode.selected}
        columns={columns}
        limit={limit}
        paint={paint}
        onSelect={index => dispatch({ kind: 'choose', index })}
        onHighlight={index => dispatch({ kind: 'highlight', index })}
      />
    </Screen>
  );
}
