import { Box } from 'ink';
import type { Paint } from '../../theme/paint.ts';
import type { PromptMode, State } from '../state/state.ts';
import { promptView } from '../view/prompt.ts';
import { Menu } from './Menu.tsx';
import { Preview } from './Preview.tsx';
import { Rows } from './Rows.tsx';
import { Screen } from './Screen.tsx';

type Props = { readonly state: State; readonly mode: PromptMode; readonly paint: Paint };

/** A prompt: the end of the scrollback, the command line, the menu, and the preview beside it. */
export function PromptScreen({ state, mode, paint }: Props) {
  const { size } = state;
  const view = promptView(state, mode);
  const { body, menu, preview } = view;
  return (
    <Screen view={view} size={size} paint={paint}>
      <Rows rows={body} paint={paint} />
      <Box>
        <Menu rows={menu} width={preview?.left} paint={paint} />
        {preview && <Preview rows={preview.rows} width={size.columns - preview.left} paint={paint} />}
      </Box>
    </Screen>
  );
}
