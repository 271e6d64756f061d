import { Box, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../../text/width.ts';
import type { Paint } from '../../theme/paint.ts';
import type { ScreenView } from '../view/status-bar.ts';
import { StatusBar } from './StatusBar.tsx';

type Props = {
  readonly view: Pick<ScreenView, 'bar' | 'cursor'>;
  readonly size: Size;
  readonly paint: Paint;
  readonly children: ReactNode;
};

/** A screen of the size of the terminal: its parts from the top, and the status bar on the bottom row. */
export function Screen({ view: { bar, cursor }, size, paint, children }: Props) {
  const { setCursorPosition } = useCursor();
  setCursorPosition(cursor ?? undefined);
  return (
    <Box flexDirection="column" height={size.rows}>
      <Box flexDirection="column" flexGrow={1}>
        {children}
      </Box>
      {bar && <StatusBar row={bar} paint={paint} />}
    </Box>
  );
}
