import { Box } from 'ink';
import type { Paint } from '../../theme/paint.ts';
import type { PromptMode, State } from '../state/state.ts';
import { promptView } from '../view/prompt.ts';
import { Rows } from './Rows.tsx';
import { Screen } from './Screen.tsx';

type Props = { readonly state: State; readonly mode: PromptMode; readonly paint: Paint };

/** A command line: the end of the scrollback, the line, the menu, and the preview beside it. */
export function PromptScreen({ state, mode, paint }: Props) {
  const { scrollback, line, menu, preview, cursor, bar } = promptView(state, mode);
  return (
    <Screen size={state.size} cursor={cursor} bar={bar} paint={paint}>
      <Rows rows={[...scrollback, ...line]} paint={paint} />
      {preview ? (
        <Box>
          <Box width={preview.left}>
            <Rows rows={menu} paint={paint} />
          </Box>
          <Rows rows={preview.rows} paint={paint} />
        </Box>
      ) : (
        <Rows rows={menu} paint={paint} />
      )}
    </Screen>
  );
}
