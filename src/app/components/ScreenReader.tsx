import { Static, Text } from 'ink';
import type { State } from '../state/state.ts';
import { promptText, toPlainText } from '../view/screen-reader.ts';

/** A session for a screen reader: what was put out is said once, below it what is typed and what is selected. */
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
