import type { Paint } from '../../theme/paint.ts';
import type { ReaderMode, Running, State } from '../state/state.ts';
import { readerView, runningView } from '../view/reader.ts';
import { Body } from './Body.tsx';
import { Screen } from './Screen.tsx';

type Props = { readonly state: State; readonly mode: ReaderMode | Running; readonly paint: Paint };

/** The text of the reader, or the output of a command that still runs. */
export function ReaderScreen({ state, mode, paint }: Props) {
  const view = mode.kind === 'reading' ? readerView(state, mode) : runningView(state, mode);
  return (
    <Screen view={view} size={state.size} paint={paint}>
      <Body view={view} paint={paint} />
    </Screen>
  );
}
