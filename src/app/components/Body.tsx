import { Box } from 'ink';
import type { Paint } from '../../theme/paint.ts';
import type { ScreenView } from '../view/status-bar.ts';
import { Rows } from './Rows.tsx';

type Props = { readonly view: Pick<ScreenView, 'body' | 'aside'>; readonly paint: Paint };

/** The rows of a screen, and the rows beside them. Ink draws the two apart, which is faster than blanks between them. */
export function Body({ view: { body, aside }, paint }: Props) {
  return (
    <>
      <Rows rows={body} paint={paint} />
      {aside && (
        <Box position="absolute" marginTop={aside.top} marginLeft={aside.left}>
          <Rows rows={aside.rows} paint={paint} />
        </Box>
      )}
    </>
  );
}
