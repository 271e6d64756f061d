import { Box, Text, Transform, useCursor } from 'ink';
import type { Dispatch } from 'react';
import type { Row } from '../../text/span.ts';
import type { Paint } from '../../theme/paint.ts';
import type { Action } from '../state/actions.ts';
import type { State } from '../state/state.ts';
import { screenView } from '../view/frame.ts';
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

/**
 * Draws rows that are laid out already, as one block. Ink measures, wraps and caches every text, which takes longer than
 * drawing it; so it gets blank rows, and their text when it writes them. No row may be wider than the screen.
 */
function Rows({ rows, paint }: { readonly rows: readonly Row[]; readonly paint: Paint }) {
  if (rows.length === 0) return null;
  return (
    <Transform transform={(_, index) => paint(rows[index] ?? [])}>
      <Text>{' \n'.repeat(rows.length).slice(0, -1)}</Text>
    </Transform>
  );
}
