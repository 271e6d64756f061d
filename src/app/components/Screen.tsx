import { Box, useCursor } from 'ink';
import type { Dispatch } from 'react';
import type { Paint } from '../../theme/paint.ts';
import type { Action } from '../state/actions.ts';
import type { State } from '../state/state.ts';
import { screenView } from '../view/frame.ts';
import { Rows } from './Rows.tsx';
import { SelectMenu } from './SelectMenu.tsx';

type Props = { readonly state: State; readonly paint: Paint; readonly dispatch: Dispatch<Action> };

/** The whole terminal: rows from the top, a modal list if one is open, and the status bar on the bottom row. */
export function Screen({ state, paint, dispatch }: Props) {
  const { size, mode } = state;
  const { body, bar, cursor } = screenView(state);
  const { setCursorPosition } = useCursor();
  setCursorPosition(cursor ?? undefined);
  return (
    <Box flexDirection="column" height={size.rows}>
      <Box flexDirection="column" flexGrow={1}>
        <Rows rows={body} paint={paint} />
        {mode.kind === 'select' && (
          <SelectMenu
            labels={mode.items.map(({ label }) => label)}
            initialIndex={mode.selected}
            limit={size.rows - body.length - (bar ? 1 : 0)}
            paint={paint}
            onSelect={index => dispatch({ kind: 'choose', index })}
            onHighlight={index => dispatch({ kind: 'highlight', index })}
          />
        )}
      </Box>
      {bar && <Rows rows={[bar]} paint={paint} />}
    </Box>
  );
}
