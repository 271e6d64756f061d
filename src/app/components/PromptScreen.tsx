import type { Paint } from '../../theme/paint.ts';
import type { PromptMode, State } from '../state/state.ts';
import { promptView } from '../view/prompt.ts';
import { Body } from './Body.tsx';
import { Screen } from './Screen.tsx';

type Props = { readonly state: State; readonly mode: PromptMode; readonly paint: Paint };

/** A prompt: the end of the scrollback, the command line, the menu, and the preview. */
export function PromptScreen({ state, mode, paint }: Props) {
  const view = promptView(state, mode);
  return (
    <Screen view={view} size={state.size} paint={paint}>
      <Body view={view} paint={paint} />
    </Screen>
  );
}
