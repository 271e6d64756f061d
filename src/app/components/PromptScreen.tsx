import { Box } from 'ink';
import type { Paint } from '../../theme/paint.ts';
import type { HistorySearchMode, PromptMode, State } from '../state/state.ts';
import { historyView, promptView } from '../view/prompt.ts';
import { Rows } from './Rows.tsx';
import { Screen } from './Screen.tsx';

type Props = { readonly state: State; readonly mode: PromptMode | HistorySearchMode; readonly paint: Paint };

/** A command line, or the line of ^R: the end of the scrollback, the line, the menu, and the preview beside it. */
export function PromptScreen({ state, mode, paint }: Props) {
  const { scrollback, line, menu, preview, cursor, bar } =
    mode.kind === 'prompt' ? promptView(state, mode) : historyView(state, mode);
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
