import { Box, useCursor } from 'ink';
import type { ReactNode } from 'react';
import type { Row } from '../../text/span.ts';
import type { Size } from '../../text/width.ts';
import type { Paint } from '../../theme/paint.ts';
import type { Cursor } from '../view/status-bar.ts';
import { Rows } from './Rows.tsx';

type Props = {
  readonly cursor: Cursor | null;
  readonly bar: Row | null;
  readonly size: Size;
  readonly paint: Paint;
  readonly children: ReactNode;
};

/** The whole terminal: the parts of a screen from the top, and the status bar on the bottom row. */
export function Screen({ size, cursor, bar, paint, children }: Props) {
  const { setCursorPosition } = useCursor();
  setCursorPosition(cursor ?? undefined);
  return (
    <Box flexDirection="column" height={size.rows}>
      <Box flexDirection="column" flexGrow={1}>
        {children}
      </Box>
      {bar && <Rows rows={[bar]} paint={paint} />}
    </Box>
  );
}
