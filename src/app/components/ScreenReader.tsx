import { Static, Text } from 'ink';
import type { State } from '../state/state.ts';
import { promptText, toPlainText } from '../view/screen-reader.ts';

/** Plain lines for a screen reader. Output is written once. The typed line and the selected row follow it. */
export function ScreenReader({ state }: { readonly state: State }) {
  const parts = state.entries.flatMap(({ parts }) => parts);
  return (
    <>
      <Static items={parts}>
        {(part, index) => <Text key={index}>{toPlainText(part, state.size.columns).join('\n')}</Text>}
      </Static>
      <Text>{promptText(state).join('\n')}</Text>
    </>
  );
}
